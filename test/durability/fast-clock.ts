import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { Instant, Milliseconds } from '../../src/base/instant.ts';

/**
 * How time runs in a test, for its workers and its servers alike: the same minutes of settling, leases and retries as in
 * the shipped policy, only sooner over.
 */
export interface Pace {
  /** Where both clocks showed the same. */
  readonly startedAt: Instant;
  /** How often as fast as the machine's clock. */
  readonly speed: number;
}

/** A clock of this pace over `clock`, `ahead` of the others'. */
export function createFastClock(
  { startedAt, speed }: Pace,
  { clock = systemClock, ahead = 0 }: { clock?: Clock; ahead?: Milliseconds } = {},
): Clock {
  return {
    now: () => Math.round(startedAt + (clock.now() - startedAt) * speed) + ahead,
    sleep: (duration, signal) => clock.sleep(duration / speed, signal),
  };
}

/** From now on, `speed` times as fast. */
export function paceOf(speed: number): Pace {
  return { startedAt: systemClock.now(), speed };
}
