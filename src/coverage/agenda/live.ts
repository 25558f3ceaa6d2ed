import { hour, type Instant } from '../../base/instant.ts';
import type { Agenda, Session } from './agenda.ts';

/** The first instant from `from` on at which a session is under way; null when none is to come. */
export function nextLiveAt(agenda: Pick<Agenda, 'sessions'>, from: Instant): Instant | null {
  const starts = agenda.sessions
    .filter((session) => isTimed(session) && session.endsAt > from)
    .map(({ startsAt }) => Math.max(startsAt, from));
  return starts.length > 0 ? Math.min(...starts) : null;
}

/**
 * False for what is cancelled and for what is no session but a stretch of days: an exhibition, a hackathon through the
 * night. Something being open says nothing about whether anybody speaks.
 */
export function isTimed(session: Session): boolean {
  return !session.isCancelled && !session.isAllDay && session.endsAt - session.startsAt <= longestTalk;
}

const longestTalk = 12 * hour;
