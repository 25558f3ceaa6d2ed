import { day, formatInstant, hour, type Instant, type Milliseconds, minute } from '../base/instant.ts';
import type { Pace } from './event.ts';
import { firstReadingIn, secondOfDay } from './wall-clock.ts';
import { addDays, localDayOf, localSecondOf } from './zoned-time.ts';

/** No account begins more threads and moments than this in an hour, whatever its event file says. */
export const hardCeilingPerHour = 20;

/** What is known of an account when its turn is reckoned. */
export interface Turn {
  /** When its threads and moments of the past day began, in any order; those promised for later count too. */
  readonly openerTimes: readonly Instant[];
  readonly now: Instant;
  /** IANA time zone of the event. */
  readonly zone: string;
  /** The first instant from the given one on at which a session is live; null when none follows. */
  readonly nextLiveAt?: (from: Instant) => Instant | null;
}

/**
 * The first instant from `now` on at which an account may open another thread: after the smallest gap, within what an
 * hour, a day and a burst allow, outside quiet hours unless a session is live.
 */
export function nextSlot(pace: Pace, turn: Turn): Instant {
  const paced = afterWindows(turn, [
    { most: 1, within: pace.smallestGapMinutes * minute },
    { most: pace.burst.threads, within: pace.burst.minutes * minute },
    { most: Math.min(pace.threadsPerHour, hardCeilingPerHour), within: hour },
    { most: pace.threadsPerDay, within: day },
  ]);
  if (!pace.quietHours) return paced;
  const morning = afterQuietHours(paced, pace.quietHours, turn.zone);
  if (morning === paced) return paced;
  return Math.min(morning, turn.nextLiveAt?.(paced) ?? morning);
}

/** The first instant from `now` on at which an account may post a moment, which the agenda has set the hour of. */
export function nextMomentSlot(turn: Turn): Instant {
  return afterWindows(turn, [{ most: hardCeilingPerHour, within: hour }]);
}

/**
 * Until when a thread planned at `plannedAt` may begin; from then on it is stale. Its time runs from the first instant at
 * which it could have gone out, so that no night makes it old.
 */
export function freshUntil(
  pace: Pace,
  { plannedAt, ...turn }: Pick<Turn, 'zone' | 'nextLiveAt'> & { plannedAt: Instant },
): Instant {
  const free = nextSlot(pace, { ...turn, now: plannedAt, openerTimes: [] });
  return free + pace.freshMinutes * minute;
}

interface Window {
  readonly most: number;
  readonly within: Milliseconds;
}

/** At most so many within each stretch: the one that made it full must have left it. */
function afterWindows({ openerTimes, now }: Turn, windows: readonly Window[]): Instant {
  const newestFirst = openerTimes.toSorted((one, other) => other - one);
  return windows.reduce(
    (slot, { most, within }) => Math.max(slot, (newestFirst[most - 1] ?? -Infinity) + within),
    now,
  );
}

function afterQuietHours(
  instant: Instant,
  quietHours: { readonly from: string; readonly to: string },
  zone: string,
): Instant {
  const [from, to] = [secondOfDay(quietHours.from), secondOfDay(quietHours.to)];
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
