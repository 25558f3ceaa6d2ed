import fc from 'fast-check';
import { createTask } from 'node-cron';
import { describe, expect, test } from 'vitest';
import { day, formatInstant, type Instant, minute, parseInstant, toDate } from '../../src/base/instant.ts';
import { nextRun } from '../../src/coverage/cron-line.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? Number.NaN;

/** The runs after `from`, as many as wanted, without their seconds. */
function runs(line: string, { zone, from, count }: { zone: string; from: string; count: number }) {
  const found: string[] = [];
  let after = at(from);
  while (found.length < count) {
    const run = nextRun(line, { after, until: after + 10 * 366 * day, zone });
    if (run === null) return found;
    found.push(formatInstant(run).slice(0, 16));
    after = run;
  }
  return found;
}

describe('a cron line in a zone', () => {
  const table: readonly (readonly [
    name: string,
    line: string,
    zone: string,
    from: string,
    expected: readonly string[],
  ])[] = [
    [
      'is read off the clocks of the zone',
      '0 9 * * *',
      'Asia/Kathmandu',
      '2026-01-01T00:00:00Z',
      ['2026-01-01T03:15', '2026-01-02T03:15'],
    ],
    [
      'is due after the instant, not at it',
      '*/15 * * * *',
      'UTC',
      '2026-01-01T00:15:00Z',
      ['2026-01-01T00:30'],
    ],
    [
      'may name days and months',
      '30 8 14-15 11 *',
      'America/Vancouver',
      '2017-11-14T20:00:00Z',
      ['2017-11-15T16:30', '2018-11-14T16:30'],
    ],
    [
      'may name the last day of the month',
      '0 0 L * *',
      'UTC',
      '2024-02-01T00:00:00Z',
      ['2024-02-29T00:00', '2024-03-31T00:00'],
    ],
    [
      'may name the second Tuesday',
      '0 12 * * 2#2',
      'UTC',
      '2026-11-01T00:00:00Z',
      ['2026-11-10T12:00', '2026-12-08T12:00'],
    ],
    [
      'waits eight years for a leap day over 2100',
      '0 0 29 2 *',
      'UTC',
      '2096-03-01T00:00:00Z',
      ['2104-02-29T00:00'],
    ],
    ['may be a nickname', '@daily', 'Europe/Berlin', '2026-06-01T12:00:00Z', ['2026-06-01T22:00']],

    [
      'once a day is due once when its hour comes twice',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'several times an hour keeps its interval when the hour comes twice',
      '*/20 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      [
        '2026-10-25T00:00',
        '2026-10-25T00:20',
        '2026-10-25T00:40',
        '2026-10-25T01:00',
        '2026-10-25T01:20',
        '2026-10-25T01:40',
        '2026-10-26T01:00',
      ],
    ],
    [
      'every hour keeps its interval when an hour comes twice',
      '0 * * * *',
      'Europe/Berlin',
      '2026-10-24T23:30:00Z',
      ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'],
    ],
    [
      'is due at the jump when the clock jumps over it',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-03-27T00:00:00Z',
      ['2027-03-27T01:30', '2027-03-28T01:00', '2027-03-29T00:30'],
    ],
    [
      'every quarter of an hour goes on over the jump',
      '*/15 * * * *',
      'Europe/Berlin',
      '2027-03-28T00:40:00Z',
      ['2027-03-28T00:45', '2027-03-28T01:00', '2027-03-28T01:15'],
    ],
    [
      'is due once in Vancouver as in Berlin',
      '30 1 * * *',
      'America/Vancouver',
      '2017-11-05T00:00:00Z',
      ['2017-11-05T08:30', '2017-11-06T09:30'],
    ],
    [
      'at midnight is due when the day begins at one',
      '0 0 * * *',
      'America/Santiago',
      '2025-09-06T12:00:00Z',
      ['2025-09-07T04:00', '2025-09-08T03:00'],
    ],
    [
      'just before midnight is due when the clock jumps to the next day',
      '30 23 * * *',
      'America/Nuuk',
      '2025-03-29T12:00:00Z',
      ['2025-03-30T01:00', '2025-03-31T00:30'],
    ],
    [
      'knows jumps of half an hour',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2026-04-04T00:00:00Z',
      ['2026-04-04T14:45', '2026-04-05T15:15'],
    ],
    [
      'keeps its interval over half an hour that comes twice',
      '*/15 * * * *',
      'Australia/Lord_Howe',
      '2026-04-04T14:40:00Z',
      ['2026-04-04T14:45', '2026-04-04T15:00', '2026-04-04T15:15', '2026-04-04T15:30'],
    ],
    [
      'has no run on a day that the zone left out',
      '0 12 * * *',
      'Pacific/Apia',
      '2011-12-29T00:00:00Z',
      ['2011-12-29T22:00', '2011-12-30T22:00'],
    ],
  ];
  test.each(table)('%s', (_, line, zone, from, expected) => {
    expect(runs(line, { zone, from, count: expected.length })).toEqual(expected);
  });

  test('with six fields counts seconds', () => {
    const after = at('2026-01-01T00:00:10Z');
    const run = nextRun('*/20 * * * * *', { after, until: after + day, zone: 'UTC' });
    expect(run).toBe(after + 10_000);
  });

  test('that is not due before the end has no run', () => {
    const after = at('2026-01-01T00:00:00Z');
    expect(nextRun('0 12 * * *', { after, until: after + 12 * 60 * minute, zone: 'UTC' })).toBeNull();
  });

  test('is due exactly when node-cron matches, on days when no clock changes', () => {
    const field = (from: number, to: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: from, max: to }).map(String),
        fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
        fc
          .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))
          .map(([one, other]) => `${one}-${other}`),
      );
    const lines = fc
      .tuple(field(0, 59), field(0, 23), field(1, 28), fc.constant('*'), field(0, 6))
      .map((fields) => fields.join(' '));
    const zones = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/Vancouver', 'Pacific/Apia');
    const instants = fc.integer({
      min: at('2017-11-07T00:00:00Z') / minute,
      max: at('2018-03-01T00:00:00Z') / minute,
    });
    fc.assert(
      fc.property(lines, zones, instants, (line, zone, minutes) => {
        const after = minutes * minute;
        const task = createTask(line, () => {}, { timezone: zone });
        void task.destroy();
        const soon = Array.from({ length: 12 * 60 }, (_, count) => after + (count + 1) * minute);
        const expected = soon.find((instant) => task.match(toDate(instant))) ?? null;
        expect(nextRun(line, { after, until: after + 12 * 60 * minute + 1, zone })).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});
