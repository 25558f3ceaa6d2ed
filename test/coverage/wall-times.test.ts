import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../src/base/instant.ts';
import { formatOnWall, instantOnWall, isOnWall } from '../../src/coverage/zoned-time.ts';

const wall = (written: string) => {
  const [day = '', time = ''] = written.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return { day, secondOfDay: ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 };
};

describe('a reading of the wall in a zone', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25 01:30', '2026-10-24T23:30:00.000Z', 'as ever before the clocks go back'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z', 'the first time of two'],
    ['Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z', 'after both'],
    ['Europe/Berlin', '2027-03-28 01:59', '2027-03-28T00:59:00.000Z', 'before the clocks go forward'],
    ['Europe/Berlin', '2027-03-28 02:30', '2027-03-28T01:30:00.000Z', '03:30, since 02:30 is jumped over'],
    ['Europe/Berlin', '2027-03-28 03:00', '2027-03-28T01:00:00.000Z', 'after the jump'],
    ['America/Vancouver', '2017-11-05 01:30', '2017-11-05T08:30:00.000Z', 'the first time of two'],
    ['America/Vancouver', '2018-03-11 02:15', '2018-03-11T10:15:00.000Z', '03:15'],
    ['America/Vancouver', '2017-11-14 09:00', '2017-11-14T17:00:00.000Z', 'in winter'],
    ['Asia/Kathmandu', '2026-06-06 09:00', '2026-06-06T03:15:00.000Z', 'by three quarters of an hour'],
    ['Pacific/Apia', '2011-12-29 23:00', '2011-12-30T09:00:00.000Z', 'on the far side of the date line'],
    ['Pacific/Apia', '2011-12-31 00:00', '2011-12-30T10:00:00.000Z', 'an hour later, two days on'],
    ['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T22:00:00.000Z', 'the day after, since it was left out'],
    [
      'Australia/Lord_Howe',
      '2026-04-05 01:45',
      '2026-04-04T14:45:00.000Z',
      'the first time, of a half hour that comes twice',
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04 02:15',
      '2026-10-03T15:45:00.000Z',
      '02:45, over a jump of half an hour',
    ],
    ['Pacific/Kiritimati', '2026-01-01 00:00', '2025-12-31T10:00:00.000Z', 'before anybody else'],
    ['Etc/GMT+12', '2026-01-01 00:00', '2026-01-01T12:00:00.000Z', 'after everybody else'],
  ])('%s %s is %s: %s', (zone, written, instant) => {
    expect(formatInstant(instantOnWall(wall(written), zone))).toBe(instant);
  });

  test('is known not to be on any wall when the clocks jump over it', () => {
    const isShown = (written: string, zone: string) => isOnWall(wall(written), zone);
    expect(isShown('2027-03-28 02:30', 'Europe/Berlin')).toBe(false);
    expect(isShown('2026-10-25 02:30', 'Europe/Berlin')).toBe(true);
    expect(isShown('2011-12-30 12:00', 'Pacific/Apia')).toBe(false);
  });

  test.each([
    ['America/Vancouver', '2017-11-14T17:00:00Z', '2017-11-14T09:00:00-08:00'],
    ['Asia/Kathmandu', '2026-06-06T03:15:00Z', '2026-06-06T09:00:00+05:45'],
    ['UTC', '2026-06-06T03:15:00Z', '2026-06-06T03:15:00+00:00'],
  ])('is written in %s with its distance from UTC', (zone, instant, written) => {
    expect(formatOnWall(parseInstant(instant) ?? 0, zone)).toBe(written);
  });
});
