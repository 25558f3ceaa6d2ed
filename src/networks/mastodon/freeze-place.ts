import type { Part } from '../../outbox/delivery.ts';
import type { PlaceInThread } from '../network.ts';
import { type FrozenPost, readFrozen } from './frozen.ts';

/** The same parts in their place: the first answers the thread's last post, or quotes its first. */
export function placeParts(
  parts: readonly Part[],
  place: PlaceInThread & { readonly canQuote: boolean },
): readonly Part[] {
  return parts.map((part, position) => {
    if (position > 0 || part.intent !== 'create' || !place.end) return part;
    const frozen = readFrozen(part);
    const body = place.way === 'answers' ? answering(frozen, place) : quoting(part, place);
    return { ...part, body: JSON.stringify(body) };
  });
}

/** Readers of a thread have its tags already, and a reply with one would go to everybody who follows the tag. */
function answering(frozen: FrozenPost, { end, visibility }: PlaceInThread): FrozenPost {
  const answers = end ? [...new Set([end.last.remoteId, end.root.remoteId])] : [];
  return { ...frozen, status: withoutTagLine(frozen.status), visibility, answers };
}

/** A post with pictures can't quote (Mastodon 4.6, checked 2026-11). */
function quoting(part: Part, { end, canQuote }: PlaceInThread & { readonly canQuote: boolean }): FrozenPost {
  const frozen = readFrozen(part);
  return end && canQuote && part.media.length === 0
    ? { ...frozen, quoted_status_id: end.root.remoteId }
    : frozen;
}

/** Only our own tags are live: a source's are defused when the post is worded. */
function withoutTagLine(text: string): string {
  return text.replace(/\n\n#\S+(?: #\S+)*$/u, '');
}
