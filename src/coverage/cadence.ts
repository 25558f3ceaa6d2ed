import { day, type Instant } from '../base/instant.ts';
import type { Agenda } from './agenda/agenda.ts';
import { nextPollByAgenda } from './agenda/cadence-by-agenda.ts';
import { nextRun } from './cron-line.ts';
import type { CoverageEvent } from './event.ts';
import { addDays, startOfDay } from './zoned-time.ts';

/** True from the first instant of the event's first day to the last of its last, on the clocks of its zone. */
export function isWithinEvent(event: EventDays, instant: Instant): boolean {
  const { starts, ends } = boundsOf(event);
  return starts <= instant && instant < ends;
}

/**
 * When the event's feeds are next polled after `now`: on the event's days by the lines for `during`, on all others by
 * those for `otherwise`. Where there are no lines the agenda says when on its days, and on all others nothing is polled.
 * Eight years from now when nothing is due before.
 */
export function nextPollInstant(
  event: EventDays & Pick<CoverageEvent, 'poll'>,
  { now, agenda }: { now: Instant; agenda: Pick<Agenda, 'sessions'> },
): Instant {
  if (event.poll.during === null) return reckonNextPoll(event, { now, agenda });
  // Lines alone name the same next instant to all who ask before it: all feeds of an event, that is.
  const known = reckoned.get(event);
  if (known && known.from <= now && now < known.next) return known.next;
  const next = reckonNextPoll(event, { now, agenda });
  reckoned.set(event, { from: now, next });
  return next;
}

const reckoned = new WeakMap<object, { readonly from: Instant; readonly next: Instant }>();

function reckonNextPoll(
  event: EventDays & Pick<CoverageEvent, 'poll'>,
  { now, agenda }: { now: Instant; agenda: Pick<Agenda, 'sessions'> },
): Instant {
  const { starts, ends } = boundsOf(event);
  const horizon = now + eightYears;
  const { during, otherwise } = event.poll;
  const { zone } = event;
  const nextOf = (lines: readonly string[], after: Instant, until: Instant) =>
    lines.map((line) => nextRun(line, { after, until, zone }) ?? horizon);
  return Math.min(
    horizon,
    ...nextOf(otherwise ?? [], now, Math.min(starts, horizon)),
    during === null
      ? (nextInEvent(agenda, { now, zone, starts, ends }) ?? horizon)
      : Math.min(horizon, ...nextOf(during, Math.max(now, starts - 1), ends)),
    ...nextOf(otherwise ?? [], Math.max(now, ends - 1), horizon),
  );
}

function nextInEvent(
  agenda: Pick<Agenda, 'sessions'>,
  { now, zone, starts, ends }: { now: Instant; zone: string; starts: Instant; ends: Instant },
): Instant | null {
  if (now < starts) return starts;
  const next = nextPollByAgenda(agenda, { now, zone });
  return next < ends ? next : null;
}

/** The part of an event that says which days it takes. */
export type EventDays = Pick<CoverageEvent, 'zone' | 'firstDay' | 'lastDay'>;

// From one 29 February to the next it can be eight years.
const eightYears = 8 * 366 * day;

function boundsOf({ zone, firstDay, lastDay }: EventDays): { starts: Instant; ends: Instant } {
  return { starts: startOfDay(firstDay, zone), ends: startOfDay(addDays(lastDay, 1), zone) };
}
