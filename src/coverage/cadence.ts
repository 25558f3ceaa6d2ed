import { day, type Instant } from '../base/instant.ts';
import type { Agenda } from './agenda/agenda.ts';
import { nextPollByAgenda } from './agenda/cadence-by-agenda.ts';
import { nextRun } from './cron-line.ts';
import type { CoverageEvent } from './event.ts';
import { type EventDays, type Period, periodOf } from './event-days.ts';

/** True from the first instant of the event's first day to the last of its last, on the clocks of its zone. */
export function isWithinEvent(event: EventDays, instant: Instant): boolean {
  const { from, to } = periodOf(event);
  return from <= instant && instant < to;
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
  const days = periodOf(event);
  const horizon = now + eightYears;
  const { during, otherwise } = event.poll;
  const { zone } = event;
  const nextOf = (lines: readonly string[], after: Instant, until: Instant) =>
    lines.map((line) => nextRun(line, { after, until, zone }) ?? horizon);
  return Math.min(
    horizon,
    ...nextOf(otherwise ?? [], now, Math.min(days.from, horizon)),
    during === null
      ? (nextInEvent(agenda, { now, zone, days }) ?? horizon)
      : Math.min(horizon, ...nextOf(during, Math.max(now, days.from - 1), days.to)),
    ...nextOf(otherwise ?? [], Math.max(now, days.to - 1), horizon),
  );
}

function nextInEvent(
  agenda: Pick<Agenda, 'sessions'>,
  { now, zone, days }: { now: Instant; zone: string; days: Period },
): Instant | null {
  if (now < days.from) return days.from;
  const next = nextPollByAgenda(agenda, { now, zone });
  return next < days.to ? next : null;
}

// From one 29 February to the next it can be eight years.
const eightYears = 8 * 366 * day;
