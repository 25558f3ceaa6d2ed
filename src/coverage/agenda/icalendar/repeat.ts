import ICAL from 'ical.js';
import { attempt } from '../../../base/attempt.ts';
import { day, formatInstant, type Instant } from '../../../base/instant.ts';
import { midnightAsUtc, type WallTime } from '../../zoned-time.ts';
import type { Property } from './properties.ts';
import { type CalendarTime, dayInAgenda, dayOf, instantOf } from './times.ts';

/** How often an entry takes place. */
export interface Repetition {
  readonly start: CalendarTime;
  readonly rules: readonly ICAL.Recur[];
  /** RDATE: further times. */
  readonly also: readonly CalendarTime[];
  /** EXDATE: times at which it does not. */
  readonly except: readonly CalendarTime[];
}

/** What a rule is followed for, and the zone of floating times. */
export interface Bounds {
  /** What ended long before is passed over; null for everything from the start on. */
  readonly from: Instant | null;
  readonly until: Instant;
  readonly agendaZone: string;
}

/**
 * Every time of a repetition up to its bounds, its start first and the others in no order, each once; null when a rule
 * takes more steps than any programme does.
 */
export function repeat(repetition: Repetition, bounds: Bounds): readonly CalendarTime[] | null {
  const { start, rules, also, except } = repetition;
  const times = new Map([[instantOf(start, bounds.agendaZone), start]]);
  for (const rule of rules) {
    const followed = followRule(rule, start, bounds);
    if (followed === null) return null;
    for (const time of followed) times.set(instantOf(time, bounds.agendaZone), time);
  }
  for (const time of also) times.set(instantOf(time, bounds.agendaZone), time);
  const excepted = new Set(
    except.filter(({ kind }) => kind === 'time').map((time) => instantOf(time, bounds.agendaZone)),
  );
  const exceptedDays = new Set(
    except.filter((time) => time.kind === 'day' || start.kind === 'day').map(dayOf),
  );
  return [...times.entries()]
    .filter(([instant, time]) => !excepted.has(instant) && !exceptedDays.has(dayOf(time)))
    .map(([, time]) => time);
}

/** The rule that ical.js reads in a property; null when it can't. */
export function readRule({ values }: Property): ICAL.Recur | null {
  const [rule] = values;
  if (rule === undefined) return null;
  return attempt(() => ICAL.Recur.fromData(rule as Parameters<typeof ICAL.Recur.fromData>[0]));
}

/** False for a rule that goes on for ever. */
export function hasEnd(rule: ICAL.Recur): boolean {
  return rule.count !== null || rule.until !== null;
}

/** A daily rule since 1970 takes twenty thousand. */
const mostSteps = 50_000;

function followRule(rule: ICAL.Recur, start: CalendarTime, bounds: Bounds): readonly CalendarTime[] | null {
  if (rule.freq === 'SECONDLY' || rule.freq === 'MINUTELY') return null;
  // Its end is ours to judge: ical.js would compare an UNTIL in UTC with the bare reading of a wall.
  const { until } = rule;
  const endless = rule.clone();
  if (rule.count === null) endless.until = null;
  const times: CalendarTime[] = [];
  // A day as a string is compared a hundred times faster than its instant is found.
  const firstDay = bounds.from === null ? '' : utcDayOf(bounds.from - longestSession);
  const safeDay = utcDayOf(bounds.until - 2 * day);
  const steps = endless.iterator(toIcalTime(start));
  for (let step = 0; step < mostSteps; step += 1) {
    const reading = steps.next();
    if (!reading) return times;
    const time = withReading(start, reading);
    if (dayOf(time) >= safeDay && instantOf(time, bounds.agendaZone) >= bounds.until) return times;
    if (until && isPast(time, until, bounds.agendaZone)) return times;
    if (dayOf(time) >= firstDay) times.push(time);
  }
  return null;
}

const longestSession = 30 * day;

function utcDayOf(instant: Instant): string {
  return formatInstant(instant).slice(0, 10);
}

/** Whether a time is past a rule's UNTIL, which is a day, a reading of the same wall, or an instant in UTC. */
function isPast(time: CalendarTime, until: ICAL.Time, agendaZone: string): boolean {
  const lastDay = isoDay(until);
  if (until.isDate) return dayOf(time) > lastDay;
  const last: CalendarTime = {
    kind: 'time',
    wall: { day: lastDay, secondOfDay: secondOfDay(until) },
    zone: until.zone === ICAL.Timezone.utcTimezone ? { kind: 'database', zone: 'UTC' } : floatingOf(time),
  };
  if (time.kind === 'day') return time.day > dayInAgenda(last, agendaZone);
  return instantOf(time, agendaZone) > instantOf(last, agendaZone);
}

function floatingOf(time: CalendarTime) {
  return time.kind === 'time' ? time.zone : null;
}

function toIcalTime(time: CalendarTime): ICAL.Time {
  const day = ICAL.Time.fromDateString(dayOf(time));
  if (time.kind === 'day') return day;
  const { secondOfDay } = time.wall;
  day.isDate = false;
  day.hour = Math.floor(secondOfDay / 3600);
  day.minute = Math.floor(secondOfDay / 60) % 60;
  day.second = secondOfDay % 60;
  return day;
}

function withReading(time: CalendarTime, reading: ICAL.Time): CalendarTime {
  const day = isoDay(reading);
  if (time.kind === 'day') return { kind: 'day', day };
  return { ...time, wall: { day, secondOfDay: secondOfDay(reading) } };
}

function isoDay({ year, month, day }: ICAL.Time): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

function secondOfDay({ hour, minute, second }: ICAL.Time): number {
  return hour * 3600 + minute * 60 + second;
}

/** A time as part of a name: 20171114T090000, or the day alone. */
export function nameOfTime(time: CalendarTime): string {
  const day = dayOf(time).replaceAll('-', '');
  return time.kind === 'day' ? day : `${day}T${digitsOf(time.wall)}`;
}

function digitsOf({ secondOfDay: second }: WallTime): string {
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join('');
}

/** How far one time is after another on the wall, in seconds. */
export function secondsBetween(one: CalendarTime, other: CalendarTime): number {
  return wallSecondOf(other) - wallSecondOf(one);
}

/** The time so many seconds later on the wall. */
export function shiftTime(time: CalendarTime, seconds: number): CalendarTime {
  const shifted = wallSecondOf(time) + seconds;
  const day = ICAL.Time.fromDateString('1970-01-01');
  day.adjust(Math.floor(shifted / 86_400), 0, 0, 0);
  if (time.kind === 'day') return { kind: 'day', day: isoDay(day) };
  return { ...time, wall: { day: isoDay(day), secondOfDay: ((shifted % 86_400) + 86_400) % 86_400 } };
}

function wallSecondOf(time: CalendarTime): number {
  return midnightAsUtc(dayOf(time)) / 1000 + (time.kind === 'time' ? time.wall.secondOfDay : 0);
}
