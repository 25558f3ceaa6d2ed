import type { Instant } from '../base/instant.ts';
import { periodOf } from '../coverage/event-days.ts';
import { secondOfDay } from '../coverage/wall-clock.ts';
import { instantOnWall, type WallTime } from '../coverage/zoned-time.ts';
import type { EventFile } from './event-file.ts';

/** A session as an operator writes it into the event file. */
export type WrittenSession = Exclude<Exclude<EventFile['agenda'], string>[number], string>;

/** The sessions that stand in the event file itself. */
export function writtenSessions({ agenda }: Pick<EventFile, 'agenda'>): readonly WrittenSession[] {
  return typeof agenda === 'string' ? [] : agenda.filter((entry) => typeof entry !== 'string');
}

/** The zone in which a session's times are read. */
export function zoneOf(session: WrittenSession, { zone }: Pick<EventFile, 'zone'>): string {
  return session.zone ?? zone;
}

/** When a session starts and ends, as written: on the wall, or on which days; null when it mixes the two. */
export function readTimes({
  starts,
  ends,
}: Pick<WrittenSession, 'starts' | 'ends'>):
  | { readonly isAllDay: true; readonly firstDay: string; readonly lastDay: string }
  | { readonly isAllDay: false; readonly start: WallTime; readonly end: WallTime }
  | null {
  const [day = '', time] = starts.split(' ');
  if (time === undefined) return ends.includes(':') ? null : { isAllDay: true, firstDay: day, lastDay: ends };
  if (!ends.includes(':')) return null;
  const [endTime = '', endDay = day] = ends.split(' ').reverse();
  return {
    isAllDay: false,
    start: { day, secondOfDay: secondOfDay(time) },
    end: { day: endDay, secondOfDay: secondOfDay(endTime) },
  };
}

/** The instants between which a session takes place. */
export function boundsOf(
  session: WrittenSession,
  zone: string,
): { startsAt: Instant; endsAt: Instant; isAllDay: boolean } | null {
  const times = readTimes(session);
  if (times === null) return null;
  if (!times.isAllDay) {
    const { start, end } = times;
    return { startsAt: instantOnWall(start, zone), endsAt: instantOnWall(end, zone), isAllDay: false };
  }
  const { from, to } = periodOf({ zone, ...times });
  return { startsAt: from, endsAt: to, isAllDay: true };
}
