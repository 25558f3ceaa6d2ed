import type { Part } from '../../outbox/delivery.ts';
import type { PlaceInThread } from '../network.ts';
import { type FrozenPost, readFrozen } from './frozen.ts';

/** The same parts in their place: the first answers the thread's last post, or quotes its first. */
export function placeParts(
  parts: readonly Part[],
  place: PlaceInThread & { readonly canQuote: boolean },
): readonly Part[] {
  return parts.map((part, position) => {
    if (part.intent !== 'create') return part;
    const frozen = readFrozen(part);
    if (position > 0 && position === place.opensWith)
      return { ...part, body: JSON.stringify(goingOn(frozen, place)) };
    if (position > 0 || !place.end) return part;
    const body = place.way === 'answers' ? answering(frozen, place) : quoting(part, place);
    return { ...part, body: JSON.stringify(body) };
  });
}

function answering(frozen: FrozenPost, place: PlaceInThread): FrozenPost {
  const { end } = place;
  const answers = end ? [...new Set([end.last.remoteId, end.root.remoteId])] : [];
  return { ...goingOn(frozen, place), answers };
}

/** Readers of a thread have its tags already, and a reply with one would go to everybody who follows the tag. */
function goingOn(frozen: FrozenPost, { visibility }: PlaceInThread): FrozenPost {
  return { ...frozen, status: withoutTagLine(frozen.status), visibility };
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
