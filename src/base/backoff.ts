import type { Chance } from './chance.ts';
import type { Milliseconds } from './instant.ts';

/** The first wait, and the longest. */
export interface Backoff {
  readonly first: Milliseconds;
  readonly most: Milliseconds;
}

/** The wait before attempt `attempt` + 1: doubling from `first` to `most`, drawn from the upper half of the step. */
export function backoffAfter(
  attempt: number,
  { backoff, chance }: { backoff: Backoff; chance: Chance },
): Milliseconds {
  const step = Math.min(backoff.most, backoff.first * 2 ** Math.max(0, attempt - 1));
  return Math.round(step * (0.5 + chance.fraction() / 2));
}
