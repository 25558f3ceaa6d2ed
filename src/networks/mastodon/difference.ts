import type { Status, StatusToCreate } from './client.ts';

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
