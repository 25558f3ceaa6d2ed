import { hour, type Instant } from '../../base/instant.ts';
import type { Agenda, Session } from './agenda.ts';

/** True while a session is under way. */
export function isLive(agenda: Pick<Agenda, 'sessions'>, now: Instant): boolean {
  return agenda.sessions.some(
    (session) => isTimed(session) && session.startsAt <= now && now < session.endsAt,
  );
}

/**
 * False for what is cancelled and for what is no session but a stretch of days: an exhibition, a hackathon through the
 * night. Something being open says nothing about whether anybody speaks.
 */
export function isTimed(session: Session): boolean {
  return !session.isCancelled && !session.isAllDay && session.endsAt - session.startsAt <= longestTalk;
}

const longestTalk = 12 * hour;
