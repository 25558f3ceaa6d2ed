import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hour, minute, second } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { tellEntry } from '../../src/observability/journal-sentences.ts';
import { currentAgenda } from '../../src/pipeline/agenda/current-agenda.ts';
import { aCalendar, anEntry, aSession } from '../coverage/agenda/schedules.ts';
import { morning, openNewsroom } from './newsroom.ts';

const talk = (start: string, ...lines: readonly string[]) =>
  anEntry(`DTSTART;TZID=America/Vancouver:20171114T${start}00`, 'DURATION:PT1H', ...lines);

const dayOpeningAt = (hours: number) => ({
  dayOpening: { secondOfDay: (hours * hour) / second, template: null },
});

/** A newsroom whose event's agenda is what `serve` gives at an address, with the sessions written in its file. */
async function openWith(
  sessions: CoverageEvent['agendaSource']['sessions'] = [],
  moments: Partial<CoverageEvent['moments']> = {},
) {
  const served = { text: aCalendar(talk('1400')), status: 200, asked: 0, etag: '"1"' };
  const newsroom = await openNewsroom({
    answer: (request, response) => {
      served.asked += 1;
      response.setHeader('etag', served.etag);
      if (request.headers['if-none-match'] === served.etag) return void response.writeHead(304).end();
      response.writeHead(served.status, { 'content-type': 'text/calendar' }).end(served.text);
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [],
      moments: { ...event.moments, ...moments },
      agendaSource: { places: [{ kind: 'address', url: `${origin}/agenda.ics` }], sessions },
    }),
  });
  onTestFinished(() => newsroom.close());
  const [event] = [...newsroom.deps.events.values()];
  if (!event) throw new Error('no event');
  return {
    newsroom,
    served,
    titles: async () => (await currentAgenda(newsroom.deps, event)).sessions.map(({ title }) => title),
    told: () => newsroom.journal.filter(({ kind }) => kind.startsWith('agenda-')),
    /** What the address gives from now on, as it is found half an hour later. */
    turnsInto: async (text: string, until: number) => {
      Object.assign(served, { text, etag: `"${until}"` });
      await newsroom.playUntil(until);
    },
  };
}

describe('the agenda at an address', () => {
  test('is read at the start and asked for again with its validators', async () => {
    const { newsroom, served, titles, told } = await openWith();
    await newsroom.playUntil(morning + hour);
    expect(await titles()).toEqual(['Talk']);
    expect(told()).toMatchObject([{ kind: 'agenda-read', sessions: 1, changes: [], problems: [] }]);
    expect(served.asked).toBe(7);
  });

  test('is read before anything is told of it, when the day has begun already', async () => {
    const { newsroom } = await openWith([], dayOpeningAt(8.5));
    await newsroom.playUntil(morning + minute);
    const told = newsroom.mastodon.posts().map(({ text }) => text);
    expect(told).toEqual([expect.stringMatching(/^Harbour Conference: .*\n\n14:00 Talk/)]);
  });

  test('that can’t be had holds nothing up', async () => {
    const { newsroom, served } = await openWith([], dayOpeningAt(8.5));
    Object.assign(served, { status: 500, text: '' });
    await newsroom.playUntil(morning + minute);
    expect(newsroom.mastodon.posts()).toHaveLength(1);
  });

  test('that changes is told by what changed', async () => {
    const { newsroom, titles, told, turnsInto } = await openWith();
    await newsroom.playUntil(morning + minute);
    await turnsInto(aCalendar(talk('1500', 'SUMMARY:Other')), morning + hour);
    expect(await titles()).toEqual(['Other']);
    expect(told().at(-1)).toMatchObject({ changes: [{ kind: 'moved' }, { kind: 'renamed' }] });
  });

  test('that is only stamped anew is not told again', async () => {
    const { newsroom, told, turnsInto } = await openWith();
    await newsroom.playUntil(morning + minute);
    await turnsInto(aCalendar(talk('1400', 'DTSTAMP:20171114T180000Z')), morning + hour);
    expect(told().length).toBe(1);
    const [record] = await newsroom.deps.store.agendas.list();
    expect(record).toMatchObject({ version: 1, lastFailure: null });
  });

  test.each([
    ['turns empty', aCalendar(), 'schedule-lost-sessions'],
    ['turns into a web page', '<!DOCTYPE html><html></html>', 'schedule-is-html'],
    [
      'has one session that ends before it starts',
      aCalendar(talk('1400'), anEntry('UID:b', 'DTSTART:20171114T200000Z', 'DTEND:20171114T190000Z')),
      'end-before-start',
    ],
    ['has two sessions with one id', aCalendar(talk('1400'), talk('1500')), 'id-given-twice'],
  ])('that %s is not taken: the last good one stays, and this is told once', async (_, text, code) => {
    const { newsroom, titles, told, turnsInto } = await openWith();
    await newsroom.playUntil(morning + minute);
    await turnsInto(text, morning + 2 * hour);
    expect(await titles()).toEqual(['Talk']);
    expect(told().slice(1)).toMatchObject([{ kind: 'agenda-failed', failure: { code }, isKept: true }]);
    await turnsInto(aCalendar(talk('1400', 'SUMMARY:Mended')), morning + 5 * hour);
    expect(await titles()).toEqual(['Mended']);
  });

  const talks = (...numbers: readonly number[]) =>
    aCalendar(...numbers.map((number) => talk(`1${number}00`, `UID:${number}`, `SUMMARY:Talk ${number}`)));

  test('that loses most of its sessions at once is not taken, and says which and what to type', async () => {
    const { newsroom, served, titles, told, turnsInto } = await openWith();
    served.text = talks(1, 2, 3, 4, 5, 6);
    await newsroom.playUntil(morning + minute);
    await turnsInto(talks(1, 2), morning + hour);
    expect((await titles()).length).toBe(6);
    expect(told().slice(1)).toMatchObject([{ kind: 'agenda-failed', isKept: true }]);
    expect(told().slice(1).map(tellEntry)).toMatchObject([
      {
        level: 'error',
        sentence: expect.stringMatching(/agenda-accept \S+.*\(4 of 6: “Talk 3”, “Talk 4”, “Talk 5”, …\)/),
      },
    ]);
    await turnsInto(talks(1, 2, 3, 4, 5), morning + 2 * hour);
    expect((await titles()).length).toBe(5);
  });

  test('that loses half of its sessions, or those that are over, is taken', async () => {
    const { newsroom, served, titles, turnsInto } = await openWith();
    served.text = talks(0, 1, 2, 3, 4, 5);
    await newsroom.playUntil(morning + minute);
    await turnsInto(talks(3, 4, 5), morning + hour);
    expect((await titles()).length).toBe(3);
    await newsroom.playUntil(morning + 5 * hour);
    await turnsInto(talks(5), morning + 5 * hour + 30 * minute);
    expect((await titles()).length).toBe(1);
  });

  test('whose ids are all drawn anew is not taken', async () => {
    const { newsroom, served, titles, told, turnsInto } = await openWith();
    served.text = talks(1, 2, 3, 4, 5);
    await newsroom.playUntil(morning + minute);
    await turnsInto(talks(1, 2, 3, 4, 5).replaceAll('UID:', 'UID:new-'), morning + hour);
    expect((await titles()).length).toBe(5);
    expect(told().at(-1)).toMatchObject({ failure: { code: 'schedule-lost-sessions' } });
  });

  test('is joined by the sessions of the event file, which are right', async () => {
    const { newsroom, titles } = await openWith([aSession({ id: 'one', title: 'As the desk knows it' })]);
    await newsroom.playUntil(morning + minute);
    expect(await titles()).toEqual(['As the desk knows it']);
  });
});

test('an agenda in a file follows the file within half a minute', async () => {
  const path = join(tmpdir(), `rapporteur-agenda-${process.pid}.ics`);
  onTestFinished(() => rm(path, { force: true }));
  const newsroom = await openNewsroom({
    answer: (_, response) => void response.end(),
    shape: (event) => ({
      ...event,
      feeds: [],
      agendaSource: { places: [{ kind: 'file', path }], sessions: [] },
    }),
  });
  onTestFinished(() => newsroom.close());
  await newsroom.playUntil(morning + minute);
  expect(newsroom.journal).toMatchObject([
    { kind: 'agenda-failed', failure: { code: 'file-not-readable' }, isKept: false },
  ]);
  await writeFile(path, aCalendar(talk('1400')));
  await newsroom.playUntil(newsroom.deps.clock.now() + minute);
  expect(newsroom.journal.at(-1)).toMatchObject({ kind: 'agenda-read', sessions: 1 });
});
