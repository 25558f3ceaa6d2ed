import { describe, expect, test } from 'vitest';
import { formatInstant, hour, parseInstant } from '../../src/base/instant.ts';
import {
  addDays,
  isCalendarDay,
  isZone,
  localDayOf,
  localSecondOf,
  startOfDay,
  stretchesOf,
} from '../../src/coverage/zoned-time.ts';

const at = (iso: string) => parseInstant(iso) ?? Number.NaN;

describe('a calendar day', () => {
  test('is one the calendar has', () => {
    expect(['2024-02-29', '2017-12-31'].map(isCalendarDay)).toEqual([true, true]);
    expect(
      ['2017-02-30', '2023-02-29', '2017-13-01', '2017-1-1', '14.11.2017', ''].map(isCalendarDay),
    ).toEqual(Array(6).fill(false));
  });

  test('is counted on over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test('is the one the wall shows in the zone', () => {
    const instant = at('2026-01-01T05:00:00Z');
    expect(
      ['UTC', 'America/Vancouver', 'Pacific/Kiritimati'].map((zone) => localDayOf(instant, zone)),
    ).toEqual(['2026-01-01', '2025-12-31', '2026-01-01']);
    expect(localSecondOf(instant, 'Asia/Kathmandu')).toBe((10 * 60 + 45) * 60);
    expect(localSecondOf(at('1969-12-31T23:59:59.500Z'), 'UTC')).toBe(86_399);
  });

  test.each([
    ['at midnight', '2017-11-14', 'America/Vancouver', '2017-11-14T08:00:00.000Z'],
    [
      'at one, where the clocks jump over midnight',
      '2025-09-07',
      'America/Santiago',
      '2025-09-07T04:00:00.000Z',
    ],
    [
      'at the second of two hours before midnight',
      '2025-04-06',
      'America/Santiago',
      '2025-04-06T04:00:00.000Z',
    ],
    [
      'with the day after, where the zone leaves it out',
      '2011-12-30',
      'Pacific/Apia',
      '2011-12-30T10:00:00.000Z',
    ],
    ['early, far in the east', '2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z'],
    ['late, far in the west', '2026-06-01', 'Pacific/Niue', '2026-06-01T11:00:00.000Z'],
  ])('begins %s', (_, day, zone, expected) => {
    expect(formatInstant(startOfDay(day, zone))).toBe(expected);
  });

  test('has one stretch, two when the clocks change, none when it is left out', () => {
    const hours = (day: string, zone: string) =>
      stretchesOf(day, zone).map(({ from, to, offset }) => [(to - from) / hour, offset / hour]);
    expect(hours('2026-06-01', 'Europe/Berlin')).toEqual([[24, 2]]);
    expect(hours('2026-10-25', 'Europe/Berlin')).toEqual([
      [3, 2],
      [22, 1],
    ]);
    expect(hours('2027-03-28', 'Europe/Berlin')).toEqual([
      [2, 1],
      [21, 2],
    ]);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toEqual([
      [2, 11],
      [22.5, 10.5],
    ]);
    expect(hours('2011-12-30', 'Pacific/Apia')).toEqual([]);
  });
});

test('a zone is named by a place, not by an offset or an abbreviation', () => {
  expect(
    ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu', 'Europe/Kyiv'].map(isZone),
  ).toEqual(Array(5).fill(true));
  expect(['EST', 'PST', 'CET', '+02:00', 'GMT+2', 'Europe/Atlantis', 'Europe', ''].map(isZone)).toEqual(
    Array(8).fill(false),
  );
});
