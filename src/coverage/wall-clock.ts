import { type Instant, second } from '../base/instant.ts';
import { midnightAsUtc, stretchesOf } from './zoned-time.ts';

/** Readings of a wall clock, as seconds of the day. */
export interface Readings {
  /** The first reading at or after `secondOfDay`; null when the day has none left. */
  readonly from: (secondOfDay: number) => number | null;
  /** Whether a reading that the wall shows twice, as in an autumn night, counts both times. */
  readonly countTwice: boolean;
}

/**
 * The first instant of `day` after `after` at which the wall shows one of `readings`; null when there is none left. A
 * reading the clock jumps over counts at the jump, so that nothing is lost; a day the zone leaves out has no readings.
 */
export function firstReadingIn(
  day: string,
  { readings, after, zone }: { readings: Readings; after: Instant; zone: string },
): Instant | null {
  const midnight = midnightAsUtc(day);
  const stretches = stretchesOf(day, zone);
  const isDueIn = (from: number, to: number) => {
    const reading = readings.from(from);
    return reading !== null && reading < to;
  };
  // The day's readings before this one have been shown or jumped over.
  let passed = 0;
  for (const { from, to, offset } of stretches) {
    const shownAt = (instant: Instant) => Math.floor((instant + offset - midnight) / second);
    if (from > after && isDueIn(passed, shownAt(from))) return from;

    const lowest = readings.countTwice ? shownAt(from) : Math.max(shownAt(from), passed);
    const reading = readings.from(Math.max(lowest, shownAt(after) + 1));
    if (reading !== null && reading < shownAt(to)) return midnight + reading * second - offset;
    passed = Math.max(passed, shownAt(to));
  }
  const end = stretches.at(-1)?.to;
  return end !== undefined && end > after && isDueIn(passed, secondsPerDay) ? end : null;
}

const secondsPerDay = 86_400;

/** What a wall shows as HH:MM, in seconds of the day. */
export function secondOfDay(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}
