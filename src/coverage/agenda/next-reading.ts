import { day, hour, type Instant, minute, second } from '../../base/instant.ts';
import { type EventDays, periodOf } from '../event-days.ts';
import type { Agenda, AgendaPlace } from './agenda.ts';
import { isTimed } from './live.ts';

/**
 * When a place of an agenda is read next: a file twice a minute, an address the more often the nearer the event, every
 * ten minutes on its days. Two minutes before anything is announced, and before each session, an address is read once
 * more, so that nothing is announced by an agenda of yesterday.
 */
export function nextReadingAt(
  { kind }: AgendaPlace,
  { agenda, days, announcements, now }: ReadingTimes,
): Instant {
  if (kind === 'file') return now + 30 * second;
  const regular = now + pauseAt(days, now);
  const starts = agenda.sessions.filter(isTimed).map(({ startsAt }) => startsAt);
  const early = [...announcements, ...starts].map((instant) => instant - ahead);
  return early.reduce((next, instant) => (instant > now ? Math.min(next, instant) : next), regular);
}

/** What the next reading goes by. */
export interface ReadingTimes {
  readonly agenda: Pick<Agenda, 'sessions'>;
  readonly days: EventDays;
  /** When posts are due that the agenda causes. */
  readonly announcements: readonly Instant[];
  readonly now: Instant;
}

const ahead = 2 * minute;

function pauseAt(days: EventDays, now: Instant) {
  const { from, to } = periodOf(days);
  if (now >= to) return day;
  if (now >= from) return 10 * minute;
  return now >= from - 2 * day ? hour : 6 * hour;
}

/** The name under which a place is known: its address, or the path of its file. */
export function nameOfPlace(place: AgendaPlace): string {
  return place.kind === 'address' ? place.url : place.path;
}
