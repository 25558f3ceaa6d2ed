import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { Instant } from '../../src/base/instant.ts';

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

/** A clock of this pace over `clock`. */
export function createFastClock(
  { startedAt, speed }: Pace,
  { clock = systemClock }: { clock?: Clock } = {},
): Clock {
  return {
    now: () => Math.round(startedAt + (clock.now() - startedAt) * speed),
    sleep: (duration, signal) => clock.sleep(duration / speed, signal),
  };
}

/** From now on, `speed` times as fast. */
export function paceOf(speed: number): Pace {
  return { startedAt: systemClock.now(), speed };
}
