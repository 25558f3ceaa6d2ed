import type { Instant, Milliseconds } from '../base/instant.ts';
import type { Delivery } from './delivery.ts';
import { keepsBack, type Pause } from './pause.ts';

/**
 * Whether a story's thread ought to be public by now and is not. One that waits for the pace or a quiet hour does so by
 * its operator's own word, and so does one that a person has paused or holds.
 */
export function isOverdue(
  delivery: Delivery,
  about: {
    readonly feedUrl: string | null;
    readonly pauses: readonly Pause[];
    readonly wanted: Milliseconds;
    readonly now: Instant;
  },
): boolean {
  const { accountId, standing, lastFailure, of, parts, createdAt } = delivery;
  const { feedUrl, pauses, wanted, now } = about;
  if (of.kind !== 'story' || !isOpen(delivery) || parts[0]?.receipt !== null) return false;
  const isPaced = standing.state === 'ready' && standing.dueAt > now && lastFailure === null;
  const isKeptBack = pauses.some(({ scope }) => keepsBack(scope, { accountId, feedUrl }));
  return !isPaced && !isKeptBack && now - createdAt > wanted;
}

function isOpen({ standing: { state } }: Delivery): boolean {
  return state === 'ready' || state === 'claimed' || state === 'uncertain';
}
