import type { Instant } from '../../base/instant.ts';
import type { Agenda } from './agenda.ts';
import { isTimed } from './live.ts';

/** The first instant from `from` on at which a session is under way; null when none is to come. */
export function nextLiveAt(agenda: Pick<Agenda, 'sessions'>, from: Instant): Instant | null {
  const starts = agenda.sessions
    .filter((session) => isTimed(session) && session.endsAt > from)
    .map(({ startsAt }) => Math.max(startsAt, from));
  return starts.length > 0 ? Math.min(...starts) : null;
}
