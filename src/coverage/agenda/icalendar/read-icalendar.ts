import ICAL from 'ical.js';
import { day, type Instant } from '../../../base/instant.ts';
import { type EventDays, periodOf } from '../../event-days.ts';
import {
  errorAt,
  type Findings,
  type FoundSession,
  findExcess,
  foundNothing,
  type ReadingOrder,
  warningAt,
} from '../reading.ts';
import { type Component, readComponents } from './components.ts';
import { type Entry, type Reading, readEntry, sessionOf, titleOf, zoneUnknown } from './entry.ts';
import { propertiesOf, propertyOf, textOf } from './properties.ts';
import { type Bounds, hasEnd, readRule, repeat, secondsBetween, shiftTime } from './repeat.ts';
import { newestVersions } from './revisions.ts';
import { idOf, type Series, seriesOf } from './series.ts';
import { type CalendarTime, dayOf, instantOf, readTimes } from './times.ts';
import { nameOfZone, zonesOf } from './zones.ts';

/** The sessions in iCalendar text (RFC 5545): its events, each as often as it takes place on the event's days. */
export function readIcalendar(text: string, { subject, readFor, mostEntries }: ReadingOrder): Findings {
  const components = readComponents(text, subject);
  if (!components.ok) return foundNothing(components.failure);
  const calendars = calendarsIn(components.value);
  const entries = calendars.flatMap((calendar) =>
    calendar.components.filter(({ name }) => name === 'VEVENT'),
  );
  const excess = findExcess(entries.length, { at: { line: 1, column: 1 }, subject, mostEntries });
  if (excess) return excess;
  const read = calendars.map((calendar) => readCalendar(calendar, readFor));
  return {
    title: read.find(({ title }) => title !== null)?.title ?? null,
    zone: read.find(({ zone }) => zone !== null)?.zone ?? null,
    found: read.flatMap(({ found }) => found),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** Some hand on events with no calendar around them. */
function calendarsIn(roots: readonly Component[]): readonly Component[] {
  const bare = roots.filter(({ name }) => name !== 'VCALENDAR');
  const around = { name: 'VCALENDAR', line: 1, lines: [], components: bare };
  return [...roots.filter(({ name }) => name === 'VCALENDAR'), ...(bare.length > 0 ? [around] : [])];
}

function readCalendar(calendar: Component, readFor: EventDays | null): Findings {
  const timezones = calendar.components.filter(({ name }) => name === 'VTIMEZONE');
  const ownZone = zoneOfCalendar(calendar, timezones);
  const agendaZone = ownZone ?? readFor?.zone ?? 'UTC';
  const reading: Reading = {
    agendaZone,
    findZone: zonesOf(timezones, (component) => new ICAL.Timezone(component)),
    isCancelled: textOf(calendar, 'METHOD')?.toUpperCase() === 'CANCEL',
    problems: [],
  };
  const series = seriesOf(calendar);
  const { from, to: until } = readFor
    ? periodOf(readFor)
    : { from: null, to: lastStartOf(series, reading) + 366 * day };
  const bounds = { from, until, agendaZone };
  const nameless = series.filter(({ uid }) => uid === null);
  const [first] = nameless.flatMap(({ masters }) => masters);
  if (first) {
    const told = { code: 'without-id', subject: titleOf(first), detail: String(nameless.length) } as const;
    reading.problems.push(warningAt({ line: first.line, column: 1 }, told));
  }
  const found = series.flatMap((one) => readSeries(one, { ...reading, bounds }));
  return {
    title: textOf(calendar, 'X-WR-CALNAME') ?? textOf(calendar, 'NAME'),
    zone: ownZone ?? zoneOfEntries(series),
    found,
    problems: reading.problems,
  };
}

/** What a calendar says of itself, or whose only rules it brings along. */
function zoneOfCalendar(calendar: Component, timezones: readonly Component[]): string | null {
  const said = nameOfZone(textOf(calendar, 'X-WR-TIMEZONE') ?? '');
  if (said !== null) return said;
  const only = timezones.length === 1 && timezones[0] ? textOf(timezones[0], 'TZID') : null;
  return only === null ? null : nameOfZone(only);
}

function zoneOfEntries(series: readonly Series[]): string | null {
  for (const { masters } of series)
    for (const master of masters) {
      const zone = nameOfZone(propertyOf(master, 'DTSTART')?.parameters.tzid ?? '');
      if (zone !== null) return zone;
    }
  return null;
}

function lastStartOf(series: readonly Series[], { findZone, agendaZone }: Reading): Instant {
  let last = 0;
  for (const { masters, exceptions } of series)
    for (const entry of [...masters, ...exceptions]) {
      const property = propertyOf(entry, 'DTSTART');
      const [start = 'not-a-time'] = property ? readTimes(property, findZone) : [];
      if (typeof start !== 'string') last = Math.max(last, instantOf(start, agendaZone));
    }
  return last;
}

type SeriesReading = Reading & { readonly bounds: Bounds };

function readSeries(series: Series, reading: SeriesReading): readonly FoundSession[] {
  const exceptions = readExceptions(series, reading);
  const masters = newestVersions(series.masters).flatMap((component) => readEntry(component, reading) ?? []);
  const found = masters.flatMap((master) => readMaster(master, { series, exceptions, reading }));
  // An exception to nothing we know is an entry of its own: some export only the times that interest.
  const orphans = exceptions.filter(({ isUsed }) => !isUsed);
  return [
    ...found,
    ...orphans.map(({ entry, of }) =>
      foundSession(entry, { id: idOf(series, of, entry), start: entry.start, reading }),
    ),
  ];
}

/** An entry at one of the times of a series, instead of what the series has there. */
interface Exception {
  readonly of: CalendarTime;
  readonly entry: Entry;
  /** Whether the times after it follow it (RANGE=THISANDFUTURE). */
  readonly goesOn: boolean;
  isUsed: boolean;
}

function readExceptions({ exceptions }: Series, reading: SeriesReading): readonly Exception[] {
  const byTime = new Map<string, { of: CalendarTime; goesOn: boolean; versions: Component[] }>();
  for (const component of exceptions) {
    const property = propertyOf(component, 'RECURRENCE-ID');
    const [of = 'not-a-time'] = property ? readTimes(property, reading.findZone) : [];
    if (property && of === 'zone-unknown') reading.problems.push(zoneUnknown(property, titleOf(component)));
    if (typeof of === 'string') continue;
    const goesOn = /^THISANDFUTURE$/i.test(property?.parameters.range ?? '');
    const key = `${of.kind} ${instantOf(of, reading.agendaZone)}`;
    const known = byTime.get(key) ?? { of, goesOn, versions: [] };
    known.versions.push(component);
    byTime.set(key, known);
  }
  return [...byTime.values()].flatMap(({ of, goesOn, versions }) =>
    newestVersions(versions).flatMap((component) => {
      const entry = readEntry(component, reading);
      return entry ? [{ of, entry, goesOn, isUsed: false }] : [];
    }),
  );
}

function readMaster(
  master: Entry,
  {
    series,
    exceptions,
    reading,
  }: { series: Series; exceptions: readonly Exception[]; reading: SeriesReading },
): readonly FoundSession[] {
  const { component, start } = master;
  const subject = titleOf(component);
  const rules = propertiesOf(component, 'RRULE').flatMap((property) => {
    const rule = readRule(property);
    const at = { line: property.line, column: 1 };
    if (rule && !hasEnd(rule)) reading.problems.push(warningAt(at, { code: 'rule-without-end', subject }));
    if (!rule) reading.problems.push(errorAt(at, { code: 'rule-not-understood', subject }));
    return rule ? [rule] : [];
  });
  const [also, except] = ['RDATE', 'EXDATE'].map((name) =>
    propertiesOf(component, name)
      .flatMap((property) => readTimes(property, reading.findZone))
      .filter((time) => typeof time !== 'string'),
  );
  const times = repeat({ start, rules, also: also ?? [], except: except ?? [] }, reading.bounds);
  if (times === null) {
    const detail = 'it repeats too often';
    reading.problems.push(errorAt(master.at, { code: 'rule-not-understood', subject, detail }));
    return [];
  }
  const repeats = rules.length > 0 || (also ?? []).length > 0 || exceptions.length > 0;
  return times.map((time) => {
    const id = idOf(series, repeats ? time : null, master);
    const exception = exceptions.find((one) => isAt(one, { time, start, reading }));
    if (exception) {
      exception.isUsed = true;
      return foundSession(exception.entry, { id, start: exception.entry.start, reading });
    }
    const followed = exceptions.findLast(
      (one) => one.goesOn && instantOf(one.of, reading.agendaZone) < instantOf(time, reading.agendaZone),
    );
    if (!followed) return foundSession(master, { id, start: time, reading });
    const moved = shiftTime(time, secondsBetween(followed.of, followed.entry.start));
    return foundSession(followed.entry, { id, start: moved, reading });
  });
}

/** By the instant; by the day where one of the two, or the series, knows only days. */
function isAt(
  { of }: Exception,
  { time, start, reading }: { time: CalendarTime; start: CalendarTime; reading: Reading },
): boolean {
  if (of.kind === 'day' || start.kind === 'day') return dayOf(of) === dayOf(time);
  return instantOf(of, reading.agendaZone) === instantOf(time, reading.agendaZone);
}

function foundSession(
  entry: Entry,
  { id, start, reading }: { id: string; start: CalendarTime; reading: Reading },
): FoundSession {
  const end = endOf(entry, start, reading.agendaZone);
  return { session: sessionOf(entry, { id, start, end }, reading), at: entry.at, endAt: entry.endAt };
}

/** On the wall, so that a session over a change of clocks still ends when its organisers wrote. */
function endOf({ start, end }: Entry, at: CalendarTime, agendaZone: string): Instant {
  if (end.kind === 'length') {
    return start.kind === 'day'
      ? instantOf(shiftTime(at, end.seconds), agendaZone)
      : instantOf(at, agendaZone) + end.seconds * 1000;
  }
  const shift = secondsBetween(start, at);
  return instantOf(shift === 0 ? end : shiftTime(end, shift), agendaZone);
}
