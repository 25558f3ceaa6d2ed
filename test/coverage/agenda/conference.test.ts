import { describe, expect, test } from 'vitest';
import { aScheduleXml, at, faultsOf, hoursOf, read, sessionsOf, soundAgenda } from './schedules.ts';

const talk = (inside: string, attributes = 'guid="a-b" id="7"') => `<event ${attributes}>${inside}</event>`;

describe('a schedule.xml', () => {
  test('gives sessions with all they have', async () => {
    const text = aScheduleXml(
      talk(`
        <date>2026-06-06T09:00:00+01:00</date><start>09:00</start><duration>01:30</duration>
        <room>Great Hall</room><slug>opening</slug><title>Opening &amp; welcome</title>
        <track>Plenary</track><type>talk</type><language>pt, en</language>
        <abstract>&lt;p&gt;Long.&lt;/p&gt;</abstract>
        <persons><person id="1">Ana Porto</person><person id="2">Rui Cais</person></persons>
        <url>https://harbour.example/opening</url>
        <links><link href="https://stream.example/hall">Live stream</link><link href="ftp://x">No</link></links>`),
    );
    expect(await soundAgenda(text)).toEqual({
      title: 'Harbour Days',
      zone: 'Europe/Lisbon',
      sessions: [
        {
          id: 'a-b',
          title: 'Opening & welcome',
          startsAt: at('2026-06-06T08:00:00Z'),
          endsAt: at('2026-06-06T09:30:00Z'),
          zone: 'Europe/Lisbon',
          isAllDay: false,
          room: 'Great Hall',
          track: 'Plenary',
          speakers: [
            { name: 'Ana Porto', office: null, handles: {} },
            { name: 'Rui Cais', office: null, handles: {} },
          ],
          language: 'pt',
          links: ['https://harbour.example/opening', 'https://stream.example/hall'],
          streamUrl: 'https://stream.example/hall',
          isCancelled: false,
        },
      ],
    });
  });

  test.each([
    ['a day and a time', '<start>10:00</start><duration>00:20</duration>', '2026-06-06T10:00 to 10:20'],
    [
      'a time past midnight, before the day changes',
      '<start>01:30</start><duration>01:00</duration>',
      '2026-06-07T01:30 to 02:30',
    ],
    [
      'a date without zone',
      '<date>2026-06-06T18:00:00</date><duration>01:00</duration>',
      '2026-06-06T18:00 to 19:00',
    ],
    [
      'a length of days',
      '<start>10:00</start><duration>1:02:00:00</duration>',
      '2026-06-06T10:00 to 2026-06-07T12:00',
    ],
    ['no length', '<start>10:00</start>', '2026-06-06T10:00 to 10:00'],
  ])('may give a talk by %s', async (_, inside, hours) => {
    expect(await hoursOf(aScheduleXml(talk(`${inside}<title>Talk</title>`)), 'Europe/Lisbon')).toEqual([
      `${hours} Talk`,
    ]);
  });

  test('is read on the clocks of the event where it names no zone', async () => {
    const text = aScheduleXml(talk('<start>10:00</start><title>Talk</title>')).replace(
      /<time_zone_name>.*?<\/time_zone_name>/,
      '',
    );
    const event = { zone: 'America/Vancouver', firstDay: '2026-06-06', lastDay: '2026-06-06' };
    expect(await hoursOf(text, 'UTC', event)).toEqual(['2026-06-06T17:00 to 17:00 Talk']);
    expect(await faultsOf(text)).toEqual(['without-zone']);
  });

  test.each([
    [
      'an end before its start',
      talk('<start>10:00</start>\n<duration>-01:00</duration>'),
      'end-before-start 6:1',
    ],
    [
      'one id twice',
      `${talk('<start>10:00</start>')}\n${talk('<start>11:00</start>')}`,
      'id-given-twice 6:1',
    ],
    ['no id', talk('<start>10:00</start>', ''), 'id-missing 5:1'],
  ])('with %s is refused whole, with the place', async (_, talks, fault) => {
    const text = aScheduleXml(talks);
    expect((await read(text)).agenda).toBeNull();
    expect(await faultsOf(text)).toEqual([fault]);
  });

  test.each([
    ['not closed', '<schedule><day>', 'schedule-not-understood 1:16'],
    ['something else', '<rss version="2.0"></rss>', 'schedule-not-understood 1:1'],
    [
      'in no zone',
      '<schedule><conference>\n<time_zone_name>Lisboa</time_zone_name></conference></schedule>',
      'zone-unknown 2:1',
    ],
  ])('that is %s is refused, with the place', async (_, text, fault) => {
    expect(await faultsOf(text)).toEqual([fault]);
  });
});

describe('a schedule.json', () => {
  const ofDays = (talks: object, conference: object = {}) =>
    JSON.stringify(
      {
        schedule: {
          version: '1',
          conference: {
            title: 'Harbour Days',
            time_zone_name: 'Europe/Lisbon',
            days: [{ index: 1, date: '2026-06-06', rooms: { 'Great Hall': talks } }],
            ...conference,
          },
        },
      },
      null,
      1,
    );

  test('of days and rooms gives sessions', async () => {
    const text = ofDays([
      {
        guid: 'a-b',
        id: 7,
        date: '2026-06-06T09:00:00+01:00',
        start: '09:00',
        duration: '00:45',
        title: 'Opening',
        subtitle: null,
        track: null,
        language: 'en',
        url: 'https://harbour.example/opening',
        persons: [{ id: 1, public_name: 'Ana Porto' }, { name: 'Rui Cais' }],
        links: [{ title: 'Stream', url: 'https://stream.example/hall' }],
      },
    ]);
    expect(await sessionsOf(text)).toMatchObject([
      {
        id: 'a-b',
        startsAt: at('2026-06-06T08:00:00Z'),
        endsAt: at('2026-06-06T08:45:00Z'),
        zone: 'Europe/Lisbon',
        room: 'Great Hall',
        track: null,
        speakers: [{ name: 'Ana Porto' }, { name: 'Rui Cais' }],
        streamUrl: 'https://stream.example/hall',
      },
    ]);
  });

  test('of talks in a list gives sessions, without what was only proposed', async () => {
    const event = (guid: string, state: string) => ({
      guid,
      state,
      title: guid,
      start: '2026-06-06T09:00:00+01:00',
      end: '2026-06-06T10:00:00+01:00',
      room: { name: 'Great Hall', guid: 'r' },
      track: { name: 'Plenary' },
      participants: [{ name: 'Ana Porto', guid: 'p', role: 'SPEAKER' }],
    });
    const conference = { title: 'Harbour Days', time_zone_name: 'Europe/Lisbon', days: [] };
    const events = [event('a', 'CONFIRMED'), event('b', 'CANCELED'), event('c', 'REJECTED')];
    const text = JSON.stringify({ schedule: { version: '1', conference, events } });
    expect(await sessionsOf(text)).toMatchObject([
      {
        id: 'a',
        room: 'Great Hall',
        track: 'Plenary',
        isCancelled: false,
        endsAt: at('2026-06-06T09:00:00Z'),
      },
      { id: 'b', isCancelled: true },
    ]);
  });

  test('that is wrong is refused with line and column', async () => {
    const early = { guid: 'a', title: 'Talk', date: '2026-06-06T09:00:00Z', end: '2026-06-06T08:00:00Z' };
    expect(await faultsOf(ofDays([early]))).toEqual(['end-before-start 13:8']);
    expect(await faultsOf(ofDays([], { time_zone_name: 'Lisboa' }))).toEqual(['zone-unknown 6:22']);
    expect(await faultsOf(ofDays({ guid: 'a' }))).toEqual(['schedule-not-understood 12:21']);
    expect(await faultsOf('{\n "schedule": {"a": 1,,}\n}')).toEqual(['schedule-not-understood 2:22']);
    expect(await faultsOf(ofDays([early]).slice(0, 100))).toMatchObject([
      expect.stringMatching(/^schedule-cut-off/),
    ]);
    expect(await faultsOf('{"items": []}')).toEqual(['schedule-not-understood 1:1']);
  });
});
