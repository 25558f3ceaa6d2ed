import type { CoverageEvent } from '../event.ts';
import { type Agenda, compareSessions, type Session } from './agenda.ts';

/**
 * The agenda of an event: what its file says and what was last read, place by place, as one. Where two know the same
 * session the earlier one is right, so that a session in the event file can correct a schedule's.
 */
export function joinAgendas(
  event: Pick<CoverageEvent, 'title' | 'zone' | 'agendaSource'>,
  read: readonly Agenda[],
): Agenda {
  const sessions = new Map<string, Session>();
  for (const session of [...event.agendaSource.sessions, ...read.flatMap((agenda) => agenda.sessions)])
    if (!sessions.has(session.id)) sessions.set(session.id, session);
  return { title: event.title, zone: event.zone, sessions: [...sessions.values()].sort(compareSessions) };
}

/** True when the event has an agenda at all, whatever was read of it yet. */
export function hasAgenda({ agendaSource }: Pick<CoverageEvent, 'agendaSource'>): boolean {
  return agendaSource.places.length + agendaSource.sessions.length > 0;
}
