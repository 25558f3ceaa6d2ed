import type { Instant } from '../../base/instant.ts';
import { isLandslide } from '../../base/landslide.ts';
import type { Agenda, Session } from './agenda.ts';

/** What a new reading of an agenda has lost at once, so much that its organisers can't have meant it. */
export interface AgendaLoss {
  readonly lost: readonly Session[];
  /** Of how many that still mattered. */
  readonly sessions: number;
}

/**
 * Null when nothing is wrong. Lost is what is gone without a word, by its id: what is marked as cancelled is meant, and
 * what is over may go, as long as anything is left. A schedule whose ids were all drawn anew has lost every session as well.
 */
export function findLoss(
  { before, after }: Readonly<Record<'before' | 'after', Pick<Agenda, 'sessions'>>>,
  now: Instant,
): AgendaLoss | null {
  const kept = new Set(after.sessions.map(({ id }) => id));
  const isEmpty = after.sessions.length === 0;
  const wanted = before.sessions.filter(
    ({ endsAt, isCancelled }) => isEmpty || (endsAt > now && !isCancelled),
  );
  const lost = wanted.filter(({ id }) => !kept.has(id));
  const isTooMuch = isEmpty ? lost.length > 0 : isLandslide({ affected: lost.length, all: wanted.length });
  return isTooMuch ? { lost, sessions: wanted.length } : null;
}
