import { minute, parseInstant } from '../../../base/instant.ts';
import { foldSpaces } from '../../../feed/plain-text.ts';
import { addDays, instantOnWall, isCalendarDay } from '../../zoned-time.ts';
import type { Speaker } from '../agenda.ts';
import { type AgendaProblem, errorAt, type FoundSession, type Place, warningAt } from '../reading.ts';
import { webLinks } from '../web-links.ts';

/** One talk as schedule.xml and schedule.json both write it, nothing of it read yet. */
export interface Talk {
  readonly at: Place;
  readonly endAt: Place;
  readonly ids: readonly (string | null)[];
  readonly title: string | null;
  /** When it starts: with its distance from UTC, or a reading of the wall. */
  readonly date: string | null;
  /** The day of the programme it stands under, which may go on after midnight. */
  readonly day: string | null;
  /** HH:MM. */
  readonly start: string | null;
  readonly end: string | null;
  /** HH:MM, or days before it: 1:00:00. */
  readonly duration: string | null;
  readonly room: string | null;
  readonly track: string | null;
  readonly language: string | null;
  readonly speakers: readonly string[];
  readonly links: readonly (string | null)[];
  readonly streams: readonly (string | null)[];
  readonly isCancelled: boolean;
}

/** The zone of a programme, and the time until which a night still belongs to the day before. */
export interface Programme {
  readonly zone: string;
  /** Seconds of the day. */
  readonly dayChange: number;
}

/** The session a talk makes; a problem where it has no start to be read. */
export function readTalk(talk: Talk, programme: Programme): FoundSession | AgendaProblem {
  const id = talk.ids.find((one) => one !== null && one !== '') ?? null;
  const title = talk.title ?? talk.room ?? 'Untitled';
  const startsAt = startOf(talk, programme);
  if (startsAt === null) {
    const written = [talk.date, talk.start].filter((part) => part !== null && part !== '');
    const detail = written.length > 0 ? { detail: written.join(' ') } : {};
    return warningAt(talk.at, { code: 'without-start', subject: title, ...detail });
  }
  const length = lengthOf(talk.duration);
  const ends = talk.end === null ? null : readMoment(talk.end, programme);
  if (id === null) return errorAt(talk.at, { code: 'id-missing', subject: title });
  const session = {
    id,
    title,
    startsAt,
    endsAt: ends ?? startsAt + (length ?? 0) * minute,
    zone: programme.zone,
    isAllDay: false,
    room: talk.room,
    track: talk.track,
    speakers: talk.speakers.map((name): Speaker => ({ name, office: null, handles: {} })),
    language: languageOf(talk.language),
    links: webLinks(talk.links),
    streamUrl: webLinks(talk.streams)[0] ?? null,
    isCancelled: talk.isCancelled,
  };
  return { session, at: talk.at, endAt: talk.endAt };
}

/** Text on one line; null when there is none. */
export function lineOf(text: string | null | undefined): string | null {
  return foldSpaces(text ?? '') || null;
}

/** Seconds of the day for HH:MM or HH:MM:SS; null for what is neither. */
export function readTimeOfDay(text: string | null): number | null {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text?.trim() ?? '') ?? [];
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function startOf({ date, day, start }: Talk, programme: Programme): number | null {
  const dated = date === null ? null : readMoment(date, programme);
  if (dated !== null) return dated;
  const secondOfDay = readTimeOfDay(start);
  const named = [date, day].find((one) => one !== null && isCalendarDay(one)) ?? null;
  if (named === null || secondOfDay === null) return null;
  // "00:30" under Saturday is the night to Sunday.
  const belongsToNight = date === null && secondOfDay < programme.dayChange;
  return instantOnWall({ day: belongsToNight ? addDays(named, 1) : named, secondOfDay }, programme.zone);
}

/** An ISO time; one without its distance from UTC is read off the programme's clocks. Null for a day alone. */
function readMoment(text: string, { zone }: Programme): number | null {
  const [, day = '', time = '', offset] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim()) ?? [];
  if (!isCalendarDay(day)) return null;
  const secondOfDay = readTimeOfDay(time);
  if (secondOfDay === null || secondOfDay > 86_400) return null;
  if (offset === undefined) return instantOnWall({ day, secondOfDay }, zone);
  return parseInstant(`${day}T${time}${offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
}

/** Minutes of HH:MM, HH:MM:SS or D:HH:MM:SS; a minus makes them fewer than none. */
function lengthOf(duration: string | null): number | null {
  const [, sign, days = '0', hours, minutes] =
    /^(-)?(?:(\d+):(?=\d+:\d+:))?(\d+):(\d\d)(?::\d\d)?$/.exec(duration?.trim() ?? '') ?? [];
  if (hours === undefined) return null;
  const length = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return sign === undefined ? length : -length;
}

/** The first of "de, en". */
function languageOf(written: string | null): string | null {
  return /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*/.exec(written?.trim() ?? '')?.[0].replaceAll('_', '-') ?? null;
}
