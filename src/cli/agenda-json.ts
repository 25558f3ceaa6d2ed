import type { Session } from '../coverage/agenda/agenda.ts';
import type { Moment } from '../coverage/moments/moment.ts';
import { formatOnWall } from '../coverage/zoned-time.ts';
import type { ShownAgenda } from './shown-agenda.ts';

/** An agenda for scripts; its times are those of the event's clocks, with their distance from UTC. */
export function agendaJson({ event, agenda, moments, problems }: ShownAgenda): object {
  const timeZone = event?.zone ?? agenda?.zone ?? null;
  return {
    event: event?.id ?? null,
    title: event?.title ?? agenda?.title ?? null,
    timeZone,
    sessions: (agenda?.sessions ?? []).map((session) => sessionJson(session, timeZone ?? 'UTC')),
    moments: moments.map((moment) => momentJson(moment, timeZone ?? 'UTC')),
    problems,
  };
}

function sessionJson(session: Session, timeZone: string): object {
  return {
    id: session.id,
    title: session.title,
    start: formatOnWall(session.startsAt, timeZone),
    end: formatOnWall(session.endsAt, timeZone),
    zone: session.zone,
    allDay: session.isAllDay,
    room: session.room,
    track: session.track,
    speakers: session.speakers,
    language: session.language,
    links: session.links,
    stream: session.streamUrl,
    cancelled: session.isCancelled,
  };
}

function momentJson({ key, kind, dueAt, freshUntil, day, sessionId }: Moment, timeZone: string): object {
  return {
    key,
    kind,
    due: formatOnWall(dueAt, timeZone),
    freshUntil: formatOnWall(freshUntil, timeZone),
    day,
    session: sessionId,
  };
}
