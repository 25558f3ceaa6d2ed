import type { Session, Speaker } from '../agenda.ts';
import { type AgendaProblem, errorAt, type Place, warningAt } from '../reading.ts';
import { webLinks } from '../web-links.ts';
import type { Component } from './components.ts';
import { type Property, propertiesOf, propertyOf, textIn, textOf } from './properties.ts';
import { type CalendarTime, instantOf, readTimes, zoneNameOf } from './times.ts';
import type { FindZone } from './zones.ts';

/** An entry that has a start. */
export interface Entry {
  readonly component: Component;
  readonly at: Place;
  readonly endAt: Place;
  readonly start: CalendarTime;
  /** Where its end is on the wall, in the zone of its own. */
  readonly end: CalendarTime | { readonly kind: 'length'; readonly seconds: number };
}

/** What all entries of one calendar are read with. */
export interface Reading {
  readonly agendaZone: string;
  readonly findZone: FindZone;
  /** METHOD:CANCEL takes all of a calendar's entries back. */
  readonly isCancelled: boolean;
  readonly problems: AgendaProblem[];
}

/** The entry a VEVENT makes; null, and a problem told, when there is no start to be read in it. */
export function readEntry(component: Component, { findZone, problems }: Reading): Entry | null {
  const at: Place = { line: component.line, column: 1 };
  const subject = titleOf(component);
  const [first, second] = propertiesOf(component, 'DTSTART');
  if (!first) {
    problems.push(warningAt(at, { code: 'without-start', subject }));
    return null;
  }
  const startAt: Place = { line: first.line, column: 1 };
  if (second && second.values[0] !== first.values[0]) {
    const detail = `${String(first.values[0])} and ${String(second.values[0])}`;
    problems.push(errorAt({ line: second.line, column: 1 }, { code: 'start-given-twice', subject, detail }));
    return null;
  }
  const [start = 'not-a-time'] = readTimes(first, findZone);
  if (start === 'zone-unknown') {
    problems.push(zoneUnknown(first, subject));
    return null;
  }
  if (start === 'not-a-time') {
    const detail = String(first.values[0]);
    problems.push(warningAt(startAt, { code: 'without-start', subject, detail }));
    return null;
  }
  const end = readEnd(component, { findZone, problems, subject, start });
  return end && { component, at, endAt: end.at ?? at, start, end: end.time };
}

/** Tells of a TZID that stands for no zone. */
export function zoneUnknown({ line, parameters }: Property, subject: string): AgendaProblem {
  return errorAt({ line, column: 1 }, { code: 'zone-unknown', subject, detail: parameters.tzid ?? '' });
}

interface End {
  readonly at: Place | null;
  readonly time: Entry['end'];
}

function readEnd(
  component: Component,
  of: Pick<Reading, 'findZone' | 'problems'> & { subject: string; start: CalendarTime },
): End | null {
  const { start } = of;
  const written = propertyOf(component, 'DTEND');
  if (written) {
    const at: Place = { line: written.line, column: 1 };
    const [time = 'not-a-time'] = readTimes(written, of.findZone);
    if (time === 'zone-unknown') {
      of.problems.push(zoneUnknown(written, of.subject));
      return null;
    }
    // Many end a whole day on itself, though the end is the day after (RFC 5545, 3.6.1).
    const isWholeDay =
      start.kind === 'day' && time !== 'not-a-time' && time.kind === 'day' && time.day === start.day;
    if (time !== 'not-a-time' && !isWholeDay) return { at, time };
  }
  const duration = propertyOf(component, 'DURATION');
  const seconds = duration && secondsOf(String(duration.values[0]));
  if (duration && seconds !== null)
    return { at: { line: duration.line, column: 1 }, time: { kind: 'length', seconds } };
  return { at: null, time: { kind: 'length', seconds: start.kind === 'day' ? secondsOfDay : 0 } };
}

const secondsOfDay = 86_400;

/** RFC 5545, 3.3.6, with the units wherever a writer put them (PT1W); null for what is none. */
function secondsOf(duration: string): number | null {
  const written = /^([+-])?P((?:\d+[WDHMST]|T)+)$/i.exec(duration.trim());
  if (!written) return null;
  let seconds = 0;
  for (const [, amount, unit = ''] of (written[2] ?? '').matchAll(/(\d+)([WDHMS])/gi))
    seconds += Number(amount) * (units[unit.toUpperCase()] ?? 0);
  return written[1] === '-' ? -seconds : seconds;
}

const units: Readonly<Record<string, number>> = { W: 604_800, D: 86_400, H: 3600, M: 60, S: 1 };

/** The session an entry makes at one of its times, under this id. */
export function sessionOf(
  entry: Entry,
  { id, start, end }: { id: string; start: CalendarTime; end: Session['endsAt'] },
  { agendaZone, isCancelled }: Reading,
): Session {
  const { component } = entry;
  const summary = propertyOf(component, 'SUMMARY');
  const streams = propertiesOf(component, 'CONFERENCE').filter(showsPictures).map(textIn);
  return {
    id,
    title: titleOf(component),
    startsAt: instantOf(start, agendaZone),
    endsAt: end,
    zone: zoneNameOf(start, agendaZone),
    isAllDay: start.kind === 'day',
    room: textOf(component, 'LOCATION'),
    track: textOf(component, 'CATEGORIES'),
    speakers: speakersOf(component),
    language: summary?.parameters.language ?? null,
    links: webLinks([textOf(component, 'URL')]),
    streamUrl: webLinks(streams)[0] ?? null,
    isCancelled: isCancelled || textOf(component, 'STATUS')?.toUpperCase() === 'CANCELLED',
  };
}

/** What people call an entry: its summary, or else how its description begins, or where it is. */
export function titleOf(component: Component): string {
  const described = textOf(component, 'DESCRIPTION');
  const beginning = described === null ? null : cutAtWord(described, longestTitle);
  return textOf(component, 'SUMMARY') ?? beginning ?? textOf(component, 'LOCATION') ?? 'Untitled';
}

const longestTitle = 80;

function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, text.lastIndexOf(' ', most) + 1 || most).trimEnd()}…`;
}

/** RFC 7986, 5.11; one that names no feature is as good as any. */
function showsPictures({ parameters: { feature } }: Property): boolean {
  return feature === undefined || /VIDEO|SCREEN|FEED/i.test(feature);
}

/**
 * Speakers by RFC 9073, and as frab and pentabarf export them: attendees with no address. Other attendees are guests,
 * and whom a calendar invites is nobody's business.
 */
function speakersOf(component: Component): readonly Speaker[] {
  const participants = component.components
    .filter(({ name }) => name === 'PARTICIPANT')
    .filter((participant) => /^SPEAKER$/i.test(textOf(participant, 'PARTICIPANT-TYPE') ?? ''))
    .map((participant) => ({
      name: textOf(participant, 'SUMMARY'),
      office: textOf(participant, 'DESCRIPTION'),
    }));
  const attendees = propertiesOf(component, 'ATTENDEE')
    .filter((attendee) => /^invalid:nomail$/i.test(textIn(attendee) ?? ''))
    .map(({ parameters }) => ({ name: parameters.cn?.trim() ?? null, office: null }));
  return [...participants, ...attendees].flatMap(({ name, office }) =>
    name === null || name === '' ? [] : [{ name, office, handles: {} }],
  );
}
