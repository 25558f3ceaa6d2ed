import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInstant, hour, type Instant, minute, parseInstant } from '../../src/base/instant.ts';
import type { Pace } from '../../src/coverage/event.ts';
import { freshUntil, hardCeilingPerHour, nextMomentSlot, nextSlot } from '../../src/coverage/pace.ts';

const at = (iso: string): Instant => parseInstant(iso) ?? Number.NaN;

const steady: Pace = {
  threadsPerHour: 3,
  threadsPerDay: 60,
  burst: { threads: 20, minutes: 1 },
  smallestGapMinutes: 10,
  quietHours: null,
  freshMinutes: 45,
  whenStale: 'digest',
};
const noon = at('2026-06-01T12:00:00Z');

describe('the next slot of an account', () => {
  test('is now when nothing was posted', () => {
    expect(nextSlot(steady, { openerTimes: [], now: noon, zone: 'UTC' })).toBe(noon);
  });

  test('keeps the smallest gap to the newest opener', () => {
    const openerTimes = [noon - 4 * minute, noon - 30 * minute];
    expect(nextSlot(steady, { openerTimes, now: noon, zone: 'UTC' })).toBe(noon + 6 * minute);
  });

  test('waits until the hour has room for another thread', () => {
    const openerTimes = [noon - 50 * minute, noon - 35 * minute, noon - 20 * minute];
    expect(nextSlot(steady, { openerTimes, now: noon, zone: 'UTC' })).toBe(noon + 10 * minute);
  });

  test('comes after openers that are promised for later', () => {
    const openerTimes = [noon + 5 * minute];
    expect(nextSlot(steady, { openerTimes, now: noon, zone: 'UTC' })).toBe(noon + 15 * minute);
  });

  test('waits until a burst is over', () => {
    const pace: Pace = { ...steady, smallestGapMinutes: 0, burst: { threads: 2, minutes: 10 } };
    const openerTimes = [noon - 3 * minute, noon - minute];
    expect(nextSlot(pace, { openerTimes, now: noon, zone: 'UTC' })).toBe(noon + 7 * minute);
  });

  test('waits until the day has room for another thread', () => {
    const pace: Pace = { ...steady, threadsPerDay: 4 };
    const openerTimes = [5, 10, 15, 20].map((hours) => noon - hours * hour);
    expect(nextSlot(pace, { openerTimes, now: noon, zone: 'UTC' })).toBe(noon + 4 * hour);
  });

  test('keeps to the hard ceiling whatever the pace says', () => {
    const pace: Pace = { ...steady, threadsPerHour: 100, smallestGapMinutes: 0 };
    const openerTimes = Array.from({ length: hardCeilingPerHour }, (_, each) => noon - (each + 30) * minute);
    const slot = noon + 11 * minute;
    expect(nextSlot(pace, { openerTimes, now: noon, zone: 'UTC' })).toBe(slot);
    expect(nextMomentSlot({ openerTimes, now: noon, zone: 'UTC' })).toBe(slot);
  });

  test('of a moment is now where a thread would wait', () => {
    const openerTimes = [noon - minute, noon - 2 * minute, noon - 3 * minute];
    expect(nextSlot(steady, { openerTimes, now: noon, zone: 'UTC' })).toBeGreaterThan(noon);
    expect(nextMomentSlot({ openerTimes, now: noon, zone: 'UTC' })).toBe(noon);
  });

  test('is too late for a thread that has waited longer than it is fresh', () => {
    expect(freshUntil(steady, { plannedAt: noon, zone: 'UTC' })).toBe(noon + 45 * minute);
  });

  test('is not too late after a night in which it could not go out, unless a session was live', () => {
    const pace: Pace = { ...steady, quietHours: { from: '23:00', to: '06:30' } };
    const plannedAt = at('2026-06-01T23:10:00Z');
    expect(freshUntil(pace, { plannedAt, zone: 'UTC' })).toBe(at('2026-06-02T07:15:00Z'));
    const nextLiveAt = () => at('2026-06-02T05:00:00Z');
    expect(freshUntil(pace, { plannedAt, zone: 'UTC', nextLiveAt })).toBe(at('2026-06-02T05:45:00Z'));
  });

  test('never comes early, closer than the gap, or as one too many in an hour, a day or a burst', () => {
    const paces = fc.record({
      freshMinutes: fc.constant(45),
      whenStale: fc.constant('digest' as const),
      threadsPerHour: fc.integer({ min: 1, max: 6 }),
      threadsPerDay: fc.integer({ min: 1, max: 9 }),
      burst: fc.record({ threads: fc.integer({ min: 1, max: 4 }), minutes: fc.integer({ min: 1, max: 20 }) }),
      smallestGapMinutes: fc.integer({ min: 0, max: 45 }),
      quietHours: fc.constantFrom(null, { from: '23:00', to: '06:30' }, { from: '12:15', to: '13:00' }),
    });
    const ages = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 8 });
    fc.assert(
      fc.property(paces, ages, fc.integer({ min: 0, max: 2000 }), (pace, minutesAgo, later) => {
        const now = noon + later * minute;
        const openerTimes = minutesAgo.map((minutes) => now - minutes * minute);
        const slot = nextSlot(pace, { openerTimes, now, zone: 'Europe/Berlin' });
        expect(slot).toBeGreaterThanOrEqual(now);
        for (const opener of openerTimes)
          expect(slot - opener).toBeGreaterThanOrEqual(pace.smallestGapMinutes * minute);
        const within = (stretch: number) => openerTimes.filter((opener) => opener > slot - stretch).length;
        expect(within(hour)).toBeLessThan(pace.threadsPerHour);
        expect(within(24 * hour)).toBeLessThan(pace.threadsPerDay);
        expect(within(pace.burst.minutes * minute)).toBeLessThan(pace.burst.threads);
        expect(nextSlot(pace, { openerTimes, now: slot, zone: 'Europe/Berlin' })).toBe(slot);
      }),
    );
  });
});

describe('quiet hours', () => {
  const slot = (quietHours: NonNullable<Pace['quietHours']>, { zone, now }: { zone: string; now: string }) =>
    formatInstant(nextSlot({ ...steady, quietHours }, { openerTimes: [], now: at(now), zone })).slice(0, 16);
  const night = { from: '23:00', to: '06:30' };

  test.each([
    ['at once while a session is live', 0, '2017-11-15T08:00'],
    ['when the next session begins', 2, '2017-11-15T10:00'],
    ['no sooner than they end where no session begins before', 9, '2017-11-15T14:30'],
  ])('yield %s', (_, hours, expected) => {
    const now = at('2017-11-15T08:00:00Z');
    const nextLiveAt = () => now + hours * hour;
    const turn = { openerTimes: [], now, zone: 'America/Vancouver', nextLiveAt };
    expect(formatInstant(nextSlot({ ...steady, quietHours: night }, turn)).slice(0, 16)).toBe(expected);
  });

  const table = [
    ['do not hold before they begin', night, 'America/Vancouver', '2017-11-15T06:59:59Z', '2017-11-15T06:59'],
    ['hold from their first minute', night, 'America/Vancouver', '2017-11-15T07:00:00Z', '2017-11-15T14:30'],
    ['hold over midnight', night, 'America/Vancouver', '2017-11-15T09:00:00Z', '2017-11-15T14:30'],
    ['are over at their last minute', night, 'America/Vancouver', '2017-11-15T14:30:00Z', '2017-11-15T14:30'],
    [
      'may lie within a day',
      { from: '12:00', to: '14:00' },
      'Asia/Kathmandu',
      '2026-01-01T07:00:00Z',
      '2026-01-01T08:15',
    ],
    [
      'end on the wall clock in a night that gains an hour',
      night,
      'Europe/Berlin',
      '2026-10-24T22:00:00Z',
      '2026-10-25T05:30',
    ],
    [
      'end on the wall clock in a night that loses one',
      night,
      'Europe/Berlin',
      '2027-03-27T23:00:00Z',
      '2027-03-28T04:30',
    ],
    [
      'end at the jump when the clock jumps over their end',
      { from: '23:00', to: '02:30' },
      'Europe/Berlin',
      '2027-03-28T00:30:00Z',
      '2027-03-28T01:00',
    ],
    [
      'hold again when their end comes twice',
      { from: '23:00', to: '02:30' },
      'Europe/Berlin',
      '2026-10-25T01:10:00Z',
      '2026-10-25T01:30',
    ],
    [
      'end with the day that the zone leaves out',
      night,
      'Pacific/Apia',
      '2011-12-30T09:30:00Z',
      '2011-12-30T16:30',
    ],
  ] as const;
  test.each(table)('%s', (_, quietHours, zone, now, expected) => {
    expect(slot(quietHours, { zone, now })).toBe(expected);
  });
});
