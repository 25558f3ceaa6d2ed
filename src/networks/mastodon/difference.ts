import type { Failure } from '../../base/failure.ts';
import type { AccountLogin } from '../network.ts';
import type { Status, StatusToCreate } from './client.ts';
import type { FrozenStatus } from './frozen.ts';

/**
 * What a public post is otherwise than it was asked for; null when nothing. snac turns an answer to nobody into a post of
 * its own and an unknown visibility into a private message (2.96, checked 2026-11). An answer says so to us at once; of a
 * post whose answer was lost only the look for it does.
 */
export function differenceOf(asked: StatusToCreate, posted: Status): string | null {
  const parent = asked.in_reply_to_id ?? null;
  if (posted.inReplyToId !== parent)
    return `meant as an answer to ${parent ?? 'nobody'}, posted as one to ${posted.inReplyToId ?? 'nobody'}`;
  if (posted.visibility !== asked.visibility)
    return `meant to be ${asked.visibility}, posted as ${posted.visibility}`;
  if (asked.allowed_mentions && posted.mentions.length > 0)
    return `meant to mention nobody, posted with ${posted.mentions.join(', ')}`;
  return null;
}

/** The failure that a difference is. */
export function otherwise({ accountId }: Pick<AccountLogin, 'accountId'>, detail: string): Failure {
  return { code: 'posted-otherwise', subject: accountId, detail };
}

/**
 * The same of a post after its edit, which leaves its audience alone: a style that came after it may word `public` where
 * it says `unlisted`, but never turns what all can read into a private message.
 */
export function differenceAfterEdit(
  asked: FrozenStatus,
  { id, posted }: { id: string; posted: Status },
): string | null {
  if (posted.id !== id) return `meant as an edit of ${id}, posted as ${posted.id}`;
  const isForAll = open.has(asked.visibility) && open.has(posted.visibility);
  const visibility = isForAll ? (posted.visibility as FrozenStatus['visibility']) : asked.visibility;
  return differenceOf({ ...asked, visibility }, posted);
}

const open: ReadonlySet<string> = new Set<FrozenStatus['visibility']>(['public', 'unlisted']);
