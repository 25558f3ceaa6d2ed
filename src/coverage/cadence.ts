import { day, type Instant } from '../base/instant.ts';
import { nextRun } from './cron-line.ts';
import type { CoverageEvent } from './event.ts';
import { addDays, startOfDay } from './zoned-time.ts';

/** True from the first instant of the event's first day to the last of its last, on the clocks of its zone. */
export function isWithinEvent(event: EventDays, instant: Instant): boolean {
  const { starts, ends } = boundsOf(event);
  return starts <= instant && instant < ends;
}

/**
 * When the event's feeds are next polled after `now`: by the lines for `during` on the event's days, by those for
 * `otherwise` on all others. Eight years from now when no line is due before.
 */
export function nextPollInstant(event: EventDays & Pick<CoverageEvent, 'poll'>, now: Instant): Instant {
  const { starts, ends } = boundsOf(event);
  const horizon = now + eightYears;
  const { during, otherwise } = event.poll;
  const { zone } = event;
  return Math.min(
    horizon,
    ...otherwise.map(
      (line) => nextRun(line, { after: now, until: Math.min(starts, horizon), zone }) ?? horizon,
    ),
    ...during.map(
      (line) => nextRun(line, { after: Math.max(now, starts - 1), until: ends, zone }) ?? horizon,
    ),
    ...otherwise.map(
      (line) => nextRun(line, { after: Math.max(now, ends - 1), until: horizon, zone }) ?? horizon,
    ),
  );
}

/** The part of an event that says which days it takes. */
export type EventDays = Pick<CoverageEvent, 'zone' | 'firstDay' | 'lastDay'>;

// From one 29 February to the next it can be eight years.
const eightYears = 8 * 366 * day;

function boundsOf({ zone, firstDay, lastDay }: EventDays): { starts: Instant; ends: Instant } {
  return { starts: startOfDay(firstDay, zone), ends: startOfDay(addDays(lastDay, 1), zone) };
}
