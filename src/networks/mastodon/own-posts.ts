import { failed, type Result, success } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { htmlToText } from '../../feed/html-to-text.ts';
import { linksIn, type OwnPost } from '../own-post.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import type { Refusal, Status } from './client.ts';
import type { LookDeps } from './look-for.ts';

/** What the account shows, newest first, back to `since` or to as many posts as a day of its budget holds. */
export async function listOwn(deps: LookDeps, since: Instant): Promise<Result<readonly OwnPost[]>> {
  const account = await deps.account();
  if (!account.ok) return failed(failureOf(deps, account.failure));
  const own: Status[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const olderThan = own.at(-1)?.id ?? null;
    const statuses = await deps.client.listStatuses(account.value.id, { olderThan });
    if (!statuses.ok) return failed(failureOf(deps, statuses.failure));
    own.push(...statuses.value);
    const oldest = statuses.value.at(-1);
    if (!oldest || oldest.createdAt < since) break;
  }
  return success(own.map(readOwn));
}

/** 40 posts each, of the 2,400 that an account may post in a day. */
const mostPages = 60;

function readOwn({ id, url, inReplyToId, visibility, contentHtml, createdAt }: Status): OwnPost {
  const hrefs = [...contentHtml.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  const text = htmlToText(contentHtml);
  return {
    remoteId: id,
    url,
    contentHash: null,
    parentId: inReplyToId,
    visibility,
    text,
    links: [...hrefs, ...linksIn(text)],
    publishedAt: createdAt,
  };
}

function failureOf(deps: LookDeps, refusal: Refusal) {
  return classify(refusal, during('asking', deps)).failure;
}
