import ICAL from 'ical.js';
import type { Instant } from '../../../base/instant.ts';
import { instantOnWall, isCalendarDay, localDayOf, startOfDay, type WallTime } from '../../zoned-time.ts';
import type { Property } from './properties.ts';
import type { CalendarZone, FindZone } from './zones.ts';

/** A time as a calendar writes it. */
export type CalendarTime =
  | { readonly kind: 'day'; readonly day: string }
  | {
      readonly kind: 'time';
      readonly wall: WallTime;
      /** Null for a floating time, which is read off the clocks of the agenda's zone. */
      readonly zone: CalendarZone | null;
    };

/** Why there is no time: what the property says is none, or nobody knows its zone. */
export type TimeFault = 'not-a-time' | 'zone-unknown';

/** The times of a property, in their order. */
export function readTimes(
  { parameters, values }: Property,
  findZone: FindZone,
): readonly (CalendarTime | TimeFault)[] {
  const { tzid } = parameters;
  const zone = tzid === undefined ? null : (findZone(tzid) ?? 'zone-unknown');
  return values.map((value) => {
    // A period, as in RDATE: its start.
    const text = String(Array.isArray(value) ? value[0] : value);
    const [, day = '', hours, minutes, seconds, utc] = timeForm.exec(text) ?? [];
    if (!isCalendarDay(day)) return 'not-a-time';
    if (hours === undefined) return { kind: 'day', day };
    const secondOfDay = Number(hours) * 3600 + Number(minutes) * 60 + Math.min(59, Number(seconds));
    if (secondOfDay > 86_400) return 'not-a-time';
    const wall = { day, secondOfDay };
    if (utc !== undefined) return { kind: 'time', wall, zone: { kind: 'database', zone: 'UTC' } };
    return zone === 'zone-unknown' ? zone : { kind: 'time', wall, zone };
  });
}

const timeForm = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z)?)?$/;

/** The instant of a time; a day is its first, in the agenda's zone. */
export function instantOf(time: CalendarTime, agendaZone: string): Instant {
  if (time.kind === 'day') return startOfDay(time.day, agendaZone);
  const { wall, zone } = time;
  return zone?.kind === 'own' ? byOwnRules(wall, zone.rules) : instantOnWall(wall, zone?.zone ?? agendaZone);
}

/** The day on which a time is, in its own zone. */
export function dayOf(time: CalendarTime): string {
  return time.kind === 'day' ? time.day : time.wall.day;
}

/** The zone of the database that a time is in; the agenda's where it is in none. */
export function zoneNameOf(time: CalendarTime, agendaZone: string): string {
  return time.kind === 'time' && time.zone?.kind === 'database' ? time.zone.zone : agendaZone;
}

/** The day on which a time is in the agenda's zone. */
export function dayInAgenda(time: CalendarTime, agendaZone: string): string {
  return time.kind === 'day' ? time.day : localDayOf(instantOf(time, agendaZone), agendaZone);
}

function byOwnRules({ day, secondOfDay }: WallTime, rules: ICAL.Timezone): Instant {
  const time = ICAL.Time.fromDateString(day);
  time.isDate = false;
  time.second = secondOfDay;
  time.zone = rules;
  return time.toUnixTime() * 1000;
}
