import { describe, expect, test } from 'vitest';
import { aCalendar, anEntry, aScheduleXml, faultsOf, sessionsOf } from './schedules.ts';

const talk = (number: number) =>
  `<event guid="g${number}"><start>10:00</start><duration>00:30</duration><title>Talk ${number}</title></event>`;
const entries = (count: number) =>
  Array.from(
    { length: count },
    (_, number) => `BEGIN:VEVENT\nUID:${number}\nDTSTART:20260606T090000Z\nEND:VEVENT`,
  );

describe('something else than a schedule is told for what it is', () => {
  test.each([
    ['nothing', '', 'schedule-empty'],
    ['blanks', ' \r\n\t', 'schedule-empty'],
    ['a web page', '<!DOCTYPE html><html><head><title>Programme</title>', 'schedule-is-html'],
    [
      'a web page in XML',
      '<?xml version="1.0"?>\n<!-- x --><html xmlns="http://www.w3.org/1999/xhtml">',
      'schedule-is-html',
    ],
    ['a letter', 'Dear all, the programme is attached.', 'schedule-not-understood'],
  ])('%s', async (_, text, fault) => {
    expect(await faultsOf(text)).toEqual([fault]);
  });
});

describe('hostile text', () => {
  test.each([
    ['of 50 MB', () => Buffer.alloc(50_000_000, 'BEGIN:VCALENDAR\n'), 'schedule-too-large'],
    ['of 100,000 events', () => aCalendar(...entries(100_000)), 'schedule-too-large 1:1'],
    [
      'of 100,000 talks',
      () => aScheduleXml(Array.from({ length: 100_000 }, (_, n) => talk(n)).join('')),
      /^schedule-too-(?:large|slow-to-parse)/,
    ],
    ['of elements nested a million times', () => '<schedule>'.repeat(900_000), /^schedule-not-understood 1:/],
    ['of brackets nested a million times', () => '['.repeat(1_000_000), /^schedule-/],
    [
      'that laughs a billion times',
      () => '<!DOCTYPE schedule [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
      'schedule-not-understood',
    ],
    [
      'that reads a file of ours',
      () => '<!DOCTYPE schedule [<!ENTITY f SYSTEM "file:///etc/passwd">]><schedule/>',
      'schedule-not-understood',
    ],
    [
      'of rules without end',
      () =>
        aCalendar(
          ...Array.from({ length: 2000 }, (_, n) =>
            anEntry(`UID:${n}`, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=MINUTELY'),
          ),
        ),
      /^(?:rule-not-understood|schedule-too-slow-to-parse)/,
    ],
    ['of one line', () => `BEGIN:VCALENDAR\nX:${'a'.repeat(9_000_000)}`, 'schedule-cut-off 1:1'],
    [
      'folded a million times',
      () => `BEGIN:VCALENDAR\nX:a${'\n a'.repeat(1_000_000)}\nEND:VCALENDAR`,
      'without-sessions',
    ],
  ])('%s is refused within its deadline', async (_, make, fault) => {
    const text = make();
    const began = performance.now();
    const [first] = await faultsOf(text);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(first).toMatch(fault);
  });

  test('that would be read for minutes is given up, and what is behind it is read', async () => {
    const daily = (number: number) =>
      anEntry(`UID:${number}`, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=DAILY;COUNT=20000');
    const endless = aCalendar(...Array.from({ length: 9000 }, (_, number) => daily(number)));
    const [given, behind] = await Promise.all([faultsOf(endless), sessionsOf(aScheduleXml(talk(1)))]);
    expect(given).toEqual(['schedule-too-slow-to-parse']);
    expect(behind).toMatchObject([{ title: 'Talk 1' }]);
  });

  test('that is only odd is read: entities of HTML, CDATA, a byte order mark, Latin-1', async () => {
    const text = `\ufeff${aScheduleXml('<event id="1"><start>10:00</start><title><![CDATA[A & B]]>&nbsp;&eacute;</title></event>')}`;
    expect(await sessionsOf(text)).toMatchObject([{ title: 'A & B é' }]);
  });
});
