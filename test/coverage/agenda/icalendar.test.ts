import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../src/base/instant.ts';
import { aCalendar, anEntry, at, faultsOf, hoursOf, read, sessionsOf, soundAgenda } from './schedules.ts';

const june = { zone: 'Europe/Berlin', firstDay: '2026-06-01', lastDay: '2026-06-30' };
const berlin = (...lines: readonly string[]) => hoursOf(aCalendar(anEntry(...lines)), 'Europe/Berlin', june);

describe('an iCalendar event', () => {
  test('becomes a session with all that a session has', async () => {
    const text = aCalendar(
      anEntry(
        'UID:opening@harbour.example',
        'DTSTART;TZID=Europe/Lisbon:20260606T090000',
        'DTEND;TZID=Europe/Lisbon:20260606T103000',
        'SUMMARY;LANGUAGE=pt:Abertura\\, com',
        '  todos',
        'LOCATION:Great Hall',
        'CATEGORIES:Plenary,Ceremony',
        'URL:https://harbour.example/opening',
        'CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://stream.example/hall',
        'ATTENDEE;CN="Rui Cais";ROLE=REQ-PARTICIPANT:invalid:nomail',
        'ATTENDEE;CN=A Guest:mailto:guest@harbour.example',
        'BEGIN:PARTICIPANT',
        'PARTICIPANT-TYPE:SPEAKER',
        'SUMMARY:Ana Porto',
        'DESCRIPTION:Harbour Master',
        'END:PARTICIPANT',
      ),
    );
    expect(await sessionsOf(text, june)).toEqual([
      {
        id: 'opening@harbour.example',
        title: 'Abertura, com todos',
        startsAt: at('2026-06-06T08:00:00Z'),
        endsAt: at('2026-06-06T09:30:00Z'),
        zone: 'Europe/Lisbon',
        isAllDay: false,
        room: 'Great Hall',
        track: 'Plenary',
        speakers: [
          { name: 'Ana Porto', office: 'Harbour Master', handles: {} },
          { name: 'Rui Cais', office: null, handles: {} },
        ],
        language: 'pt',
        links: ['https://harbour.example/opening'],
        streamUrl: 'https://stream.example/hall',
        isCancelled: false,
      },
    ]);
  });

  test.each([
    ['in UTC', ['DTSTART:20260606T070000Z', 'DTEND:20260606T080000Z'], '09:00 to 10:00'],
    [
      'floating, on the clocks of the event',
      ['DTSTART:20260606T090000', 'DTEND:20260606T100000'],
      '09:00 to 10:00',
    ],
    ['with a duration', ['DTSTART:20260606T070000Z', 'DURATION:PT1H30M'], '09:00 to 10:30'],
    ['without an end', ['DTSTART:20260606T070000Z'], '09:00 to 09:00'],
    ['past midnight', ['DTSTART:20260606T210000Z', 'DURATION:PT3H'], '23:00 to 2026-06-07T02:00'],
    ['all day', ['DTSTART;VALUE=DATE:20260606'], '00:00 to 2026-06-07T00:00'],
    ['three days', ['DTSTART;VALUE=DATE:20260606', 'DTEND;VALUE=DATE:20260609'], '00:00 to 2026-06-09T00:00'],
    [
      'a day that ends on itself',
      ['DTSTART;VALUE=DATE:20260606', 'DTEND;VALUE=DATE:20260606'],
      '00:00 to 2026-06-07T00:00',
    ],
    ['a day written as a time', ['DTSTART;VALUE=DATE:20260606T120000', 'DURATION:PT1H'], '12:00 to 13:00'],
  ])('may be %s', async (_, lines, hours) => {
    expect(await berlin(...lines)).toEqual([`2026-06-06T${hours} Talk`]);
  });

  test.each([
    ['"W. Europe Standard Time"', '2026-06-06T07:00:00.000Z'],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '2026-06-06T07:00:00.000Z'],
    ['"(UTC-05:00) Eastern Time (US & Canada)"', '2026-06-06T13:00:00.000Z'],
    ['/mozilla.org/20070129_1/America/Argentina/Buenos_Aires', '2026-06-06T12:00:00.000Z'],
    ['US/Pacific', '2026-06-06T16:00:00.000Z'],
    ['"(GMT +01:00)"', '2026-06-06T08:00:00.000Z'],
    ['Asia/Kathmandu', '2026-06-06T03:15:00.000Z'],
  ])('may name its zone as %s', async (tzid, instant) => {
    const [session] = await sessionsOf(aCalendar(anEntry(`DTSTART;TZID=${tzid}:20260606T090000`)));
    expect(formatInstant(session?.startsAt ?? 0)).toBe(instant);
  });

  test('may be in a zone that only its calendar knows', async () => {
    const text = aCalendar(
      'BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE',
      anEntry(
        'DTSTART;TZID=Customized Time Zone:20260606T103500',
        'DTEND;TZID=Customized Time Zone:20260606T115000',
      ),
    );
    expect(await hoursOf(text, 'UTC', june)).toEqual(['2026-06-06T14:35 to 15:50 Talk']);
  });

  test('is read by the zone database, whatever old rules its calendar brings along', async () => {
    // Kathmandu had +05:30 until 1986.
    const text = aCalendar(
      'BEGIN:VTIMEZONE\nTZID:Asia/Kathmandu\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE',
      anEntry('DTSTART;TZID=Asia/Kathmandu:20260606T090000', 'DURATION:PT1H'),
    );
    expect(await hoursOf(text, 'UTC')).toEqual(['2026-06-06T03:15 to 04:15 Talk']);
  });

  test('is cancelled where it, its title or its calendar says so', async () => {
    const cancelled = async (calendar: string) => (await sessionsOf(calendar))[0]?.isCancelled;
    const start = 'DTSTART:20260606T070000Z';
    expect(await cancelled(aCalendar(anEntry(start, 'STATUS:CANCELLED')))).toBe(true);
    expect(await cancelled(aCalendar(anEntry(start, 'SUMMARY:[CANCELED] Talk')))).toBe(true);
    expect(await cancelled(aCalendar('METHOD:CANCEL', anEntry(start)))).toBe(true);
    expect(await cancelled(aCalendar(anEntry(start, 'SUMMARY:How we cancelled a talk')))).toBe(false);
  });
});

describe('an event that repeats', () => {
  const start = ['DTSTART;TZID=Europe/Berlin:20260601T100000', 'DTEND;TZID=Europe/Berlin:20260601T110000'];

  test('takes place on the days of its rule, but not on those excepted', async () => {
    const lines = [
      'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4',
      'EXDATE;TZID=Europe/Berlin:20260603T100000',
      'RDATE;TZID=Europe/Berlin:20260605T180000',
    ];
    expect(await berlin(...start, ...lines)).toEqual([
      '2026-06-01T10:00 to 11:00 Talk',
      '2026-06-05T18:00 to 19:00 Talk',
      '2026-06-08T10:00 to 11:00 Talk',
      '2026-06-10T10:00 to 11:00 Talk',
    ]);
  });

  test.each([
    ['in UTC', 'UNTIL=20260603T080000Z', 3],
    ['in UTC, a second too early', 'UNTIL=20260603T075959Z', 2],
    ['on its own wall', 'UNTIL=20260603T100000', 3],
    ['as a day', 'UNTIL=20260603', 3],
  ])('ends with an UNTIL %s', async (_, until, count) => {
    expect((await berlin(...start, `RRULE:FREQ=DAILY;${until}`)).length).toBe(count);
  });

  test('without end is bounded by the days of the event, and this is told', async () => {
    const text = aCalendar(anEntry(...start, 'RRULE:FREQ=DAILY'));
    expect((await sessionsOf(text, june)).length).toBe(30);
    expect(await faultsOf(text, june)).toEqual(['rule-without-end 8:1']);
    expect((await sessionsOf(text)).length).toBe(366);
  });

  test('keeps its reading of the wall over a change of clocks', async () => {
    const text = aCalendar(
      anEntry('DTSTART;TZID=Europe/Berlin:20261024T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2'),
    );
    expect((await sessionsOf(text)).map(({ startsAt }) => formatInstant(startsAt))).toEqual([
      '2026-10-24T08:00:00.000Z',
      '2026-10-25T09:00:00.000Z',
    ]);
  });

  test('has each time under a name of its own, which stays when the time is moved', async () => {
    const moved = anEntry(
      'RECURRENCE-ID;TZID=Europe/Berlin:20260602T100000',
      'DTSTART;TZID=Europe/Berlin:20260602T150000',
      'DURATION:PT1H',
      'SUMMARY:Moved',
    );
    // The exception may stand before its series.
    const text = aCalendar(moved, anEntry(...start, 'RRULE:FREQ=DAILY;COUNT=3'));
    expect((await sessionsOf(text)).map(({ id, title }) => `${id} ${title}`)).toEqual([
      'one/20260601T100000 Talk',
      'one/20260602T100000 Moved',
      'one/20260603T100000 Talk',
    ]);
  });

  test('may be moved from one time on', async () => {
    const later = anEntry(
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260602T100000',
      'DTSTART;TZID=Europe/Berlin:20260602T120000',
      'DURATION:PT1H',
    );
    const text = aCalendar(anEntry(...start, 'RRULE:FREQ=DAILY;COUNT=3'), later);
    expect(await hoursOf(text, 'Europe/Berlin')).toEqual([
      '2026-06-01T10:00 to 11:00 Talk',
      '2026-06-02T12:00 to 13:00 Talk',
      '2026-06-03T12:00 to 13:00 Talk',
    ]);
  });

  test('of whole days may have one moved by a time at midnight, as Exchange writes it', async () => {
    const text = aCalendar(
      anEntry('DTSTART;VALUE=DATE:20260602', 'RRULE:FREQ=DAILY;COUNT=2'),
      anEntry('RECURRENCE-ID;TZID=W. Europe Standard Time:20260603T000000', 'DTSTART;VALUE=DATE:20260605'),
    );
    expect((await hoursOf(text, 'UTC')).map((line) => line.slice(0, 10))).toEqual([
      '2026-06-02',
      '2026-06-05',
    ]);
  });

  test('has the newest of its versions only', async () => {
    const version = (sequence: number, title: string) =>
      anEntry('DTSTART:20260606T070000Z', `SEQUENCE:${sequence}`, `SUMMARY:${title}`);
    expect(await hoursOf(aCalendar(version(2, 'New'), version(0, 'Old')), 'UTC')).toEqual([
      '2026-06-06T07:00 to 07:00 New',
    ]);
  });
});

describe('a calendar that is wrong', () => {
  test.each([
    [
      'an end before the start',
      ['DTSTART:20260606T090000Z', 'DTEND:20260606T080000Z'],
      'end-before-start 7:1',
    ],
    ['a negative duration', ['DTSTART:20260606T090000Z', 'DURATION:-PT1H'], 'end-before-start 7:1'],
    ['a zone nobody knows', ['DTSTART;TZID=Europe/Germany:20260606T090000'], 'zone-unknown 6:1'],
    ['two starts', ['DTSTART:20260606T090000Z', 'DTSTART:20260607T090000Z'], 'start-given-twice 7:1'],
    ['a rule that is none', ['DTSTART:20260606T090000Z', 'RRULE:FREQ=SOMETIMES'], 'rule-not-understood 7:1'],
    [
      'a rule that never rests',
      ['DTSTART:19700101T000000Z', 'RRULE:FREQ=SECONDLY'],
      'rule-not-understood 3:1',
    ],
  ])('by %s is refused whole, with the line', async (_, lines, fault) => {
    const sound = anEntry('UID:sound', 'DTSTART:20260606T090000Z');
    const reading = await read(aCalendar(anEntry(...lines), sound));
    expect(reading.agenda).toBeNull();
    expect(
      reading.problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, line, column }) => `${code} ${line}:${column}`),
    ).toEqual([fault]);
  });

  test('by two sessions with one id is refused, with both lines', async () => {
    const { agenda, problems } = await read(
      aCalendar(
        anEntry('DTSTART:20260606T090000Z', 'SUMMARY:One'),
        anEntry('DTSTART:20260606T100000Z', 'SUMMARY:Other'),
      ),
    );
    expect(agenda).toBeNull();
    expect(problems).toMatchObject([{ code: 'id-given-twice', line: 8, detail: '“one”, first in line 3' }]);
  });

  test.each([
    ['breaks off', aCalendar(anEntry('DTSTART:20260606T090000Z')).slice(0, 80), 'schedule-cut-off 3:1'],
    ['ends what is not open', 'BEGIN:VCALENDAR\r\nEND:VEVENT\r\n', 'schedule-not-understood 2:1'],
    ['nests without end', 'BEGIN:X\n'.repeat(100_000), 'schedule-not-understood 10:1'],
  ])('since it %s is refused, with the line', async (_, text, fault) => {
    expect(await faultsOf(text)).toEqual([fault]);
  });

  test('in something that is no session is read all the same', async () => {
    const text = aCalendar(
      anEntry('UID:a', 'DTSTART;VALUE=DATE:Next Year'),
      anEntry('UID:b'),
      'BEGIN:VTODO\nDUE:never\nEND:VTODO',
      anEntry('UID:c', 'DTSTART:20260606T090000Z', 'DTEND:later', 'X-"JUNK', 'DESCRIPTION:folded', 'badly'),
    );
    expect(await hoursOf(text, 'UTC')).toEqual(['2026-06-06T09:00 to 09:00 Talk']);
    expect(await faultsOf(text)).toEqual(['without-zone', 'without-start 6:1', 'without-start 8:1']);
  });

  test('without ids gives each session one by what it is and when', async () => {
    const text = aCalendar(
      anEntry('UID:', 'DTSTART:20260606T090000Z'),
      anEntry('UID:', 'DTSTART:20260607T090000Z'),
    );
    const ids = (await sessionsOf(text, june)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect((await sessionsOf(text, june)).map(({ id }) => id)).toEqual(ids);
    expect(await faultsOf(text, june)).toEqual(['without-id 3:1']);
  });
});

describe('what writers of calendars do', () => {
  test('is understood: events without a calendar, twins without ids, rules with blanks, titles in descriptions', async () => {
    const twin = ['BEGIN:VEVENT', 'DTSTART:20260606T090000Z', 'DESCRIPTION:Talk on', '  tides', 'END:VEVENT'];
    const text = [...twin, ...twin].join('\n');
    expect(await hoursOf(text, 'UTC', june)).toEqual(
      Array(2).fill('2026-06-06T09:00 to 09:00 Talk on tides'),
    );
    expect(await berlin('DTSTART:20260601T090000', 'RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO, TU')).toHaveLength(2);
  });
});

describe('a calendar read for an event', () => {
  test('gives what is on its days, and tells how much is not', async () => {
    const text = aCalendar(
      anEntry('UID:before', 'DTSTART:20260531T090000Z'),
      anEntry('UID:inside', 'DTSTART:20260606T090000Z'),
      anEntry('UID:over-midnight', 'DTSTART:20260531T210000Z', 'DTEND:20260601T010000Z'),
      anEntry('UID:after', 'DTSTART:20260701T090000Z'),
    );
    const { agenda, problems } = await read(text, june);
    expect(agenda?.sessions.map(({ id }) => id)).toEqual(['over-midnight', 'inside']);
    expect(problems).toMatchObject([{ code: 'outside-the-event', detail: '2' }]);
  });

  test('goes over the date line, a night and a change of clocks with each session whole', async () => {
    const over = async (zone: string, days: readonly [string, string], start: string) => {
      const [firstDay, lastDay] = days;
      const text = aCalendar(anEntry(`DTSTART;TZID=${zone}:${start}`, 'DURATION:PT2H'));
      return hoursOf(text, zone, { zone, firstDay, lastDay });
    };
    // Samoa went from 29 December 2011 to the 31st.
    expect(await over('Pacific/Apia', ['2011-12-29', '2011-12-31'], '20111229T230000')).toEqual([
      '2011-12-29T23:00 to 2011-12-31T01:00 Talk',
    ]);
    expect(await over('Europe/Berlin', ['2026-10-24', '2026-10-25'], '20261025T013000')).toEqual([
      '2026-10-25T01:30 to 02:30 Talk',
    ]);
    expect(await over('Europe/Berlin', ['2027-03-27', '2027-03-28'], '20270328T013000')).toEqual([
      '2027-03-28T01:30 to 04:30 Talk',
    ]);
    expect(await over('Australia/Lord_Howe', ['2026-10-04', '2026-10-04'], '20261004T013000')).toEqual([
      '2026-10-04T01:30 to 04:00 Talk',
    ]);
  });

  test('has its title, and its zone where it is read for itself', async () => {
    const text = aCalendar(
      'X-WR-CALNAME:Harbour Days',
      'X-WR-TIMEZONE:Europe/Lisbon',
      anEntry('DTSTART:20260606T090000'),
    );
    expect(await soundAgenda(text)).toMatchObject({ title: 'Harbour Days', zone: 'Europe/Lisbon' });
    expect(await soundAgenda(text, june)).toMatchObject({ title: 'Harbour Days', zone: 'Europe/Berlin' });
  });
});
