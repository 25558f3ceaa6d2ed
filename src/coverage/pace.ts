import { formatInstant, hour, type Instant, minute } from '../base/instant.ts';
import type { Pace } from './event.ts';
import { firstReadingIn } from './wall-clock.ts';
import { addDays, localDayOf, localSecondOf } from './zoned-time.ts';

/**
 * The first instant from `now` on at which an account may open another thread: after the smallest gap, within the
 * threads per hour, outside quiet hours. `openerTimes` are its earlier openers of the past hour, in any order; openers
 * already promised for later count too.
 */
export function nextSlot(
  pace: Pace,
  { openerTimes, now, zone }: { openerTimes: readonly Instant[]; now: Instant; zone: string },
): Instant {
  const newestFirst = openerTimes.toSorted((one, other) => other - one);
  const newest = newestFirst[0] ?? -Infinity;
  const oldestOfHour = newestFirst[pace.threadsPerHour - 1] ?? -Infinity;
  const paced = Math.max(now, newest + pace.smallestGapMinutes * minute, oldestOfHour + hour);
  return pace.quietHours ? afterQuietHours(paced, pace.quietHours, zone) : paced;
}

function afterQuietHours(
  instant: Instant,
  quietHours: { readonly from: string; readonly to: string },
  zone: string,
): Instant {
  const [from, to] = [secondOf(quietHours.from), secondOf(quietHours.to)];
  const shown = localSecondOf(instant, zone);
  const isQuiet = from < to ? from <= shown && shown < to : from <= shown || shown < to;
  if (!isQuiet) return instant;
  // The end is read off the wall as well: a night in which the clocks change ends when the wall says so.
  const readings = { from: (second: number) => (second <= to ? to : null), countTwice: true };
  const today = localDayOf(instant, zone);
  // Two days on, because the next may be one the zone leaves out.
  for (const ahead of [0, 1, 2]) {
    const end = firstReadingIn(addDays(today, ahead), { readings, after: instant, zone });
    if (end !== null) return end;
  }
  throw new Error(`no ${quietHours.to} in ${zone} after ${formatInstant(instant)}`);
}

/** Seconds of the day for HH:MM. */
function secondOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}
