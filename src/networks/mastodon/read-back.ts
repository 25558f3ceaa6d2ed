import { type Failure, failed, type Result, success } from '../../base/failure.ts';
import { second } from '../../base/instant.ts';
import type { Part, Receipt } from '../../outbox/delivery.ts';
import { sight } from './living.ts';
import type { UploadDeps } from './upload.ts';

/**
 * Whether the next part shows that a server kept this one, so that it need not be read back: an answer to what is not there
 * is refused (404 at Mastodon and GoToSocial, 422 at Hollo) or says that it answers nobody (snac), all checked 2026-11.
 * Only where it goes out right behind: what takes pictures along may be minutes behind, time enough for a person to delete
 * the post.
 */
export function isShownByNext(part: Part, parts: readonly Part[]): boolean {
  const next = parts[parts.indexOf(part) + 1];
  return next?.intent === 'create' && next.media.length === 0;
}

/**
 * Looks whether a post is there that its server said yes to; false where it won't say, as to a token without the right to
 * read. A 200 proves little: Mastodon's spam filter answers with an id that it never stores (app/lib/antispam.rb, 2026-11).
 */
export async function readBack(
  { client, login, clock }: Pick<UploadDeps, 'client' | 'login' | 'clock'>,
  { remoteId, url }: Pick<Receipt, 'remoteId' | 'url'>,
): Promise<Result<boolean>> {
  let seen = await sight(client, remoteId);
  if (seen === 'gone') {
    // Twice, since a server may read from a copy that is a moment behind.
    await clock.sleep(3 * second);
    seen = await sight(client, remoteId);
  }
  return seen === 'gone' ? failed(dropped(login.accountId, url)) : success(seen === 'there');
}

function dropped(accountId: string, url: string): Failure {
  return { code: 'post-dropped', subject: accountId, detail: `taken as ${url}, not to be found` };
}
