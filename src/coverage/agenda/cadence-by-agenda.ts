import { hour, type Instant, type Milliseconds, minute } from '../../base/instant.ts';
import { localDayOf } from '../zoned-time.ts';
import type { Agenda, Session } from './agenda.ts';
import { isTimed } from './live.ts';

/** What an event's day is like at a time: a session is on, or there are some before and after it, or none is near. */
export type Tempo = 'session' | 'break' | 'night';

/** How often feeds are asked at each tempo. */
const pauses: Readonly<Record<Tempo, Milliseconds>> = {
  session: minute,
  break: 5 * minute,
  night: 30 * minute,
};

// Nothing was read of the agenda yet, so that a session may be on.
const withoutSessions = 2 * minute;

// News of a session begins shortly before it, and its quotes are in the feed half an hour after.
const [before, after] = [10 * minute, 30 * minute];
// A programme's day is longer than its sessions by arrivals and farewells.
const margin = hour;

/**
 * When feeds are asked next after `now` on a day of the event, by its agenda alone: every minute around a session, every
 * five in the breaks of a day's programme, every half hour at night. Never later than the tempo quickens.
 */
export function nextPollByAgenda(
  agenda: Pick<Agenda, 'sessions'>,
  { now, zone }: { now: Instant; zone: string },
): Instant {
  const sessions = agenda.sessions.filter(isTimed);
  if (sessions.length === 0) return nextMultiple(now, withoutSessions);
  const days = programmeDays(sessions, zone);
  const regular = nextMultiple(now, pauses[tempoAt(sessions, days, now)]);
  const quickens = [...sessions.map(({ startsAt }) => startsAt - before), ...days.map(({ from }) => from)];
  return Math.min(regular, ...quickens.filter((instant) => instant > now));
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

function tempoAt(sessions: readonly Session[], days: readonly Stretch[], now: Instant): Tempo {
  const isAround = ({ startsAt, endsAt }: Session) => startsAt - before <= now && now < endsAt + after;
  if (sessions.some(isAround)) return 'session';
  return days.some(({ from, to }) => from <= now && now < to) ? 'break' : 'night';
}

/** From an hour before a day's first session to an hour after its last, by the day on which each begins. */
function programmeDays(sessions: readonly Session[], zone: string): readonly Stretch[] {
  const days = new Map<string, Stretch>();
  for (const { startsAt, endsAt } of sessions) {
    const day = localDayOf(startsAt, zone);
    const known = days.get(day) ?? { from: startsAt - margin, to: endsAt + margin };
    days.set(day, {
      from: Math.min(known.from, startsAt - margin),
      to: Math.max(known.to, endsAt + margin),
    });
  }
  return [...days.values()];
}

/** At full minutes, as cron lines are due. */
function nextMultiple(now: Instant, pause: Milliseconds): Instant {
  return (Math.floor(now / pause) + 1) * pause;
}
