import { failed, type Result, success } from '../../base/failure.ts';
import { type Instant, parseInstant } from '../../base/instant.ts';
import { linksIn, type OwnPost } from '../own-post.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import type { ListedRecord, PublishDeps } from './client.ts';
import { postUrl, readAddress } from './frozen.ts';
import type { PostRecord } from './record.ts';

/** What the account's repository holds, newest first, back to `since` or to as many posts as a day of its budget allows. */
export async function listOwn(deps: PublishDeps, since: Instant): Promise<Result<readonly OwnPost[]>> {
  const { client, login } = deps;
  const own: OwnPost[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const listed = await client.listPosts(cursor);
    if (!listed.ok) return failed(classify(listed.failure, during('asking', deps)).failure);
    own.push(...listed.value.records.map((record) => readOwn(record, login.handle)));
    cursor = listed.value.cursor;
    if (cursor === null || (own.at(-1)?.publishedAt ?? 0) < since) break;
  }
  return success(own);
}

/** 100 posts each, of the 11,000 that an account may post in a day. */
const mostPages = 120;

function readOwn({ uri, cid, value }: ListedRecord, handle: string): OwnPost {
  const { text, createdAt, embed, facets = [], reply } = value as PostRecord;
  const card = embed?.$type === 'app.bsky.embed.external' ? [embed.external.uri] : [];
  const live = facets.flatMap(({ features }) =>
    features.flatMap((feature) => ('uri' in feature ? [feature.uri] : [])),
  );
  return {
    remoteId: uri,
    url: postUrl(handle, readAddress(uri).key),
    contentHash: cid,
    parentId: reply?.parent.uri ?? null,
    visibility: null,
    text,
    links: [...card, ...live, ...linksIn(text)],
    publishedAt: parseInstant(createdAt) ?? 0,
  };
}
