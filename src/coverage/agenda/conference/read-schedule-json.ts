import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { z } from 'zod';
import { isZone } from '../../zoned-time.ts';
import {
  type AgendaProblem,
  errorAt,
  type Findings,
  findExcess,
  foundNothing,
  type Place,
  type ReadingOrder,
} from '../reading.ts';
import { lineOf, type Programme, readTalk, type Talk } from './talk.ts';

/**
 * The sessions in a schedule.json of c3voc's two shapes, as pretalx, frab and the Congress hub write them: days with
 * rooms with talks, or a flat list of talks.
 */
export function readScheduleJson(text: string, { subject, readFor, mostEntries }: ReadingOrder): Findings {
  const json = parseJson(text, subject);
  if ('code' in json) return foundNothing(json);
  const parsed = scheduleShape.safeParse(json.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const detail = `${path.join('.') || 'the whole'}: ${issue?.message}`;
    const at = placeIn(
      text,
      path.filter((step) => typeof step !== 'symbol'),
    );
    return foundNothing(errorAt(at, { code: 'schedule-not-understood', subject, detail }));
  }
  const { conference, events } = parsed.data.schedule;
  const named = lineOf(conference.time_zone_name);
  if (named !== null && !isZone(named)) {
    const at = placeIn(text, ['schedule', 'conference', 'time_zone_name']);
    return foundNothing(errorAt(at, { code: 'zone-unknown', subject, detail: named }));
  }
  const talks = [...talksOfDays(conference.days ?? []), ...talksInList(events ?? [])];
  const excess = findExcess(talks.length, { at: { line: 1, column: 1 }, subject, mostEntries });
  if (excess) return excess;
  const programme: Programme = { zone: named ?? readFor?.zone ?? 'UTC', dayChange: 0 };
  const places = lazily(() => placesIn(text, talks));
  const all = talks.map(({ talk }, index) => {
    const read = readTalk(talk, programme);
    return 'code' in read ? { ...read, ...places()[index] } : read;
  });
  return {
    title: lineOf(conference.title),
    zone: named,
    found: all.flatMap((one, index) =>
      'session' in one ? [{ ...one, ...placedLate(() => places()[index]) }] : [],
    ),
    problems: all.filter((one) => 'code' in one),
  };
}

const someText = z.union([z.string(), z.number().transform(String)]).nullish();
/** "Saal 1", or an object that has this as its name. */
const named = z.union([someText, z.object({ name: someText }).transform(({ name }) => name)]).nullish();
const reference = z.object({ url: someText, title: someText, type: someText });
const person = z.object({
  name: someText,
  public_name: someText,
  full_public_name: someText,
  role: someText,
});

const talkShape = z.object({
  guid: someText,
  id: someText,
  code: someText,
  slug: someText,
  title: someText,
  date: someText,
  start: someText,
  end: someText,
  duration: someText,
  room: named,
  track: named,
  language: someText,
  url: someText,
  origin_url: someText,
  persons: z.array(person).nullish(),
  participants: z.array(person).nullish(),
  links: z.array(reference).nullish(),
  state: someText,
});

const dayShape = z.object({ date: someText, rooms: z.record(z.string(), z.array(talkShape)).nullish() });

const scheduleShape = z.object({
  schedule: z.object({
    conference: z.object({ title: someText, time_zone_name: someText, days: z.array(dayShape).nullish() }),
    events: z.array(talkShape).nullish(),
  }),
});

type WrittenTalk = z.output<typeof talkShape>;
type Path = readonly (string | number)[];
interface PlacedTalk {
  readonly talk: Talk;
  readonly path: Path;
}

function talksOfDays(days: readonly z.output<typeof dayShape>[]): readonly PlacedTalk[] {
  return days.flatMap(({ date, rooms }, day) =>
    Object.entries(rooms ?? {}).flatMap(([room, talks]) =>
      talks.map((talk, index) => ({
        talk: talkOf(talk, { day: lineOf(date), room }),
        path: ['schedule', 'conference', 'days', day, 'rooms', room, index],
      })),
    ),
  );
}

function talksInList(events: readonly WrittenTalk[]): readonly PlacedTalk[] {
  return events.flatMap((event, index) =>
    unscheduled.has(event.state ?? '')
      ? []
      : [{ talk: talkOf(event, { day: null, room: null }), path: ['schedule', 'events', index] }],
  );
}

/** Schema 2 lists what was only ever proposed as well. */
const unscheduled = new Set(['DRAFT', 'SUBMITTED', 'REJECTED', 'DELETED']);

function talkOf(written: WrittenTalk, { day, room }: { day: string | null; room: string | null }): Talk {
  const people = [...(written.persons ?? []), ...(written.participants ?? [])];
  const links = written.links ?? [];
  const isDated = lineOf(written.date) !== null;
  return {
    at: noPlace,
    endAt: noPlace,
    ids: [written.guid, written.id, written.code, written.slug].map(lineOf),
    title: lineOf(written.title),
    // In schema 2 "start" is what "date" is in schema 1.
    date: isDated ? lineOf(written.date) : lineOf(written.start),
    day,
    start: lineOf(written.start),
    end: lineOf(written.end),
    duration: lineOf(written.duration),
    room: lineOf(written.room) ?? room,
    track: lineOf(written.track),
    language: lineOf(written.language),
    speakers: people.flatMap((one) => lineOf(one.name ?? one.public_name ?? one.full_public_name) ?? []),
    links: [written.url, ...links.map(({ url }) => url), written.origin_url].map(lineOf),
    streams: links.filter(({ title }) => /\bstream\b/i.test(title ?? '')).map(({ url }) => lineOf(url)),
    isCancelled: /^(?:CANCELL?ED|WITHDRAWN)$/i.test(written.state ?? ''),
  };
}

const noPlace: Place = { line: null, column: null };

function parseJson(text: string, subject: string): { readonly value: unknown } | AgendaProblem {
  try {
    return { value: JSON.parse(text) };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    const isCutOff = /end of JSON|^Unterminated/.test(message) || offset >= text.trimEnd().length;
    const detail = message.replace(/ in JSON at position.*$/s, '').replace(/, \.\.\..*$/s, '');
    const code = isCutOff ? 'schedule-cut-off' : 'schedule-not-understood';
    return errorAt(placeAt(text, offset), { code, subject, detail });
  }
}

/** Where the value at `path`, or the nearest thing around it that is there, begins. */
function placeIn(text: string, path: Path): Place {
  const tree = parseTree(text);
  for (let length = path.length; tree && length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return placeAt(text, node.offset);
  }
  return { line: 1, column: 1 };
}

function placesIn(text: string, talks: readonly PlacedTalk[]): readonly Place[] {
  const tree = parseTree(text);
  return talks.map(({ path }) => {
    const node = tree && findNodeAtLocation(tree, [...path]);
    return node ? placeAt(text, node.offset) : noPlace;
  });
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Places that are looked for only when somebody asks, which a sound schedule never makes anyone do. */
function placedLate(find: () => Place | undefined): { readonly at: Place; readonly endAt: Place } {
  const place = {
    get line() {
      return find()?.line ?? null;
    },
    get column() {
      return find()?.column ?? null;
    },
  };
  return { at: place, endAt: place };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
