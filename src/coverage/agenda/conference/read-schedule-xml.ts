import { isZone } from '../../zoned-time.ts';
import { errorAt, type Findings, findExcess, foundNothing, type ReadingOrder } from '../reading.ts';
import { childOf, childrenOf, type Element, readElements } from './elements.ts';
import { lineOf, type Programme, readTalk, readTimeOfDay, type Talk } from './talk.ts';

/** The sessions in a schedule.xml of frab, pentabarf, pretalx and those who write it like them. */
export function readScheduleXml(text: string, { subject, readFor, mostEntries }: ReadingOrder): Findings {
  const read = readElements(text, { subject, without: longTexts });
  if (!read.ok) return foundNothing(read.failure);
  const root = read.value;
  if (root.name !== 'schedule') {
    const detail = `its root is <${root.name}>, not <schedule>`;
    return foundNothing(errorAt(root.at, { code: 'schedule-not-understood', subject, detail }));
  }
  const conference = childOf(root, 'conference');
  const named = textOf(conference, 'time_zone_name');
  if (named !== null && !isZone(named)) {
    const at = childOf(conference, 'time_zone_name')?.at ?? root.at;
    return foundNothing(errorAt(at, { code: 'zone-unknown', subject, detail: named }));
  }
  const talks = childrenOf(root, 'day').flatMap(talksOf);
  const excess = findExcess(talks.length, { at: root.at, subject, mostEntries });
  if (excess) return excess;
  const programme: Programme = {
    zone: named ?? readFor?.zone ?? 'UTC',
    dayChange: readTimeOfDay(textOf(conference, 'day_change')) ?? 0,
  };
  const all = talks.map((talk) => readTalk(talk, programme));
  return {
    title: textOf(conference, 'title'),
    zone: named,
    found: all.filter((one) => 'session' in one),
    problems: all.filter((one) => 'code' in one),
  };
}

/** Nothing of these is kept, and they are most of the file. */
const longTexts = new Set(['abstract', 'description', 'answers', 'attachments', 'recording', 'biography']);

function talksOf(day: Element): readonly Talk[] {
  return childrenOf(day, 'room').flatMap((room) =>
    childrenOf(room, 'event').map((event) => talkOf(event, { day, room })),
  );
}

function talkOf(event: Element, { day, room }: { day: Element; room: Element }): Talk {
  const links = childrenOf(childOf(event, 'links'), 'link');
  return {
    at: event.at,
    endAt: childOf(event, 'duration')?.at ?? event.at,
    ids: [event.attributes.guid ?? null, event.attributes.id ?? null, textOf(event, 'slug')],
    title: textOf(event, 'title'),
    date: textOf(event, 'date'),
    day: lineOf(day.attributes.date),
    start: textOf(event, 'start'),
    end: null,
    duration: textOf(event, 'duration'),
    room: textOf(event, 'room') ?? lineOf(room.attributes.name),
    track: textOf(event, 'track'),
    language: textOf(event, 'language'),
    speakers: childrenOf(childOf(event, 'persons'), 'person').flatMap((person) => lineOf(person.text) ?? []),
    links: [
      textOf(event, 'url'),
      ...links.map((link) => lineOf(link.attributes.href) ?? lineOf(link.text)),
      textOf(event, 'origin_url'),
    ],
    streams: links
      .filter((link) => /\blive ?stream|\bstream\b/i.test(link.text))
      .map((link) => lineOf(link.attributes.href)),
    isCancelled: /^(?:true|1|yes)$/i.test(textOf(event, 'cancelled') ?? textOf(event, 'canceled') ?? ''),
  };
}

function textOf(element: Element | null, name: string): string | null {
  return lineOf(childOf(element, name)?.text);
}
