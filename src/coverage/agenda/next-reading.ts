import { day, hour, type Instant, minute, second } from '../../base/instant.ts';
import type { Agenda, AgendaPlace } from './agenda.ts';
import { boundsOfDays } from './assemble-agenda.ts';
import { isTimed } from './live.ts';
import type { ReadFor } from './reading.ts';

/**
 * When a place of an agenda is read next: a file twice a minute, an address the more often the nearer the event, every
 * ten minutes on its days. Shortly before a session is announced, and before it starts, both are read once more, so that
 * nothing is announced by an agenda of yesterday.
 */
export function nextReadingAt(
  { kind }: AgendaPlace,
  { agenda, days, now }: { agenda: Pick<Agenda, 'sessions'>; days: NonNullable<ReadFor>; now: Instant },
): Instant {
  if (kind === 'file') return now + 30 * second;
  const regular = now + pauseAt(days, now);
  const { from, to } = boundsOfDays(days);
  if (now >= to || regular < from - day) return regular;
  let next = regular;
  for (const session of agenda.sessions) {
    if (!isTimed(session) || session.startsAt < now) continue;
    for (const ahead of beforeStart) {
      const at = session.startsAt - ahead;
      if (at > now && at < next) next = at;
    }
    // Sessions are in the order of their starts.
    if (session.startsAt - Math.max(...beforeStart) >= next) break;
  }
  return next;
}

// "Starts in 15 minutes" goes out at that time; the opener at the start.
const beforeStart = [17 * minute, 2 * minute];

function pauseAt(days: NonNullable<ReadFor>, now: Instant) {
  const { from, to } = boundsOfDays(days);
  if (now >= to) return day;
  if (now >= from) return 10 * minute;
  return now >= from - 2 * day ? hour : 6 * hour;
}

/** The name under which a place is known: its address, or the path of its file. */
export function nameOfPlace(place: AgendaPlace): string {
  return place.kind === 'address' ? place.url : place.path;
}
