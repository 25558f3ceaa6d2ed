import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/base/instant.ts';
import { readFeedDate } from '../../src/feed/feed-date.ts';
import { processorTime } from '../processor-time.ts';

describe("a feed's date", () => {
  it.each([
    // RFC 822, and what is made of it.
    ['Tue, 14 Nov 2017 09:30:00 -0800', '2017-11-14T17:30:00Z'],
    ['Tue, 14 Nov 17 17:30 GMT', '2017-11-14T17:30:00Z'],
    ['14 November 2017 17:30:00 UT', '2017-11-14T17:30:00Z'],
    ['Mon, 14 Nov 2017 09:30:00 PST', '2017-11-14T17:30:00Z'],
    ['Tue, 14-Nov-2017 18:30:00 CET', '2017-11-14T17:30:00Z'],
    ['Tues, 14th Nov 2017 17:30:00 +0000', '2017-11-14T17:30:00Z'],
    ['Tue,14 Nov 2017 17:30:00 +00:00', '2017-11-14T17:30:00Z'],
    ['Tue Nov 14 17:30:00 2017', '2017-11-14T17:30:00Z'],
    ['Tue Nov 14 09:30:00 PST 2017', '2017-11-14T17:30:00Z'],
    ['Tue Nov 14 2017 09:30:00 GMT-0800 (Pacific Standard Time)', '2017-11-14T17:30:00Z'],
    ['Tue, 14 Nov 2017 24:00:00 GMT', '2017-11-15T00:00:00Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z'],
    // ISO 8601.
    ['2017-11-14T17:30:00Z', '2017-11-14T17:30:00Z'],
    ['2017-11-14T17:30:00.123456+00:00', '2017-11-14T17:30:00Z'],
    ['2017-11-14 09:30:00 -08:00', '2017-11-14T17:30:00Z'],
    ['2017-11-14T17:30Z', '2017-11-14T17:30:00Z'],
    ['20171114T173000Z', '2017-11-14T17:30:00Z'],
    ['2017-318', '2017-11-14T00:00:00Z'],
    ['2017-11', '2017-11-01T00:00:00Z'],
    ['2017', '2017-01-01T00:00:00Z'],
    // Seconds and milliseconds since the epoch.
    ['1510680600', '2017-11-14T17:30:00Z'],
    ['1510680600000', '2017-11-14T17:30:00Z'],
    // As people write.
    ['November 14th, 2017', '2017-11-14T00:00:00Z'],
    ['Tuesday, November 14, 2017 - 5:30pm', '2017-11-14T17:30:00Z'],
    ['14 Nov 2017 12:05 a.m.', '2017-11-14T00:05:00Z'],
    ['Di, 14. November 2017 18:30 MEZ', '2017-11-14T17:30:00Z'],
    ['1. März 2018', '2018-03-01T00:00:00Z'],
    ['Mi, 06 Dez 2017 10:00:00 +0100', '2017-12-06T09:00:00Z'],
    ['mar., 14 nov. 2017 18:30:00 +0100', '2017-11-14T17:30:00Z'],
    ['1er décembre 2017 à 18h30', '2017-12-01T18:30:00Z'],
    ['15 août 2017', '2017-08-15T00:00:00Z'],
    ['14 de noviembre de 2017', '2017-11-14T00:00:00Z'],
    ['14.11.2017 17:30', '2017-11-14T17:30:00Z'],
    ['11/14/2017', '2017-11-14T00:00:00Z'],
    ['14/11/2017', '2017-11-14T00:00:00Z'],
    ['2017/11/14', '2017-11-14T00:00:00Z'],
    ['29 Feb 2016', '2016-02-29T00:00:00Z'],
  ])('%s is %s', (text, iso) => {
    const instant = readFeedDate(text);
    expect(instant === null ? null : formatInstant(instant)).toBe(iso.replace('Z', '.000Z'));
  });

  it.each([
    '31 Feb 2017',
    '29 Feb 2017',
    '2017-13-01',
    '2017-366',
    '2017-11-14T25:00:00Z',
    '0001-01-01T00:00:00',
    'yesterday',
    '14 Smarch 2017',
    '',
    '-',
  ])('%j is none', (text) => {
    expect(readFeedDate(text)).toBeNull();
  });

  it('is read in no time however long it is', () => {
    const texts = ['1 ', 'Nov '].map((unit) => unit.repeat(500_000));
    expect(processorTime(() => texts.map(readFeedDate))).toBeLessThan(100);
  });
});
