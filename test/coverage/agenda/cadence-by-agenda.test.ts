import { describe, expect, test } from 'vitest';
import { formatInstant, hour, type Instant } from '../../../src/base/instant.ts';
import { nextPollInstant } from '../../../src/coverage/cadence.ts';
import { aSession, at } from './schedules.ts';

const byAgenda = { during: null, otherwise: null };
const vancouver: Parameters<typeof nextPollInstant>[0] = {
  zone: 'America/Vancouver',
  firstDay: '2017-11-14',
  lastDay: '2017-11-15',
  poll: byAgenda,
};
const nine = at('2017-11-14T09:00:00-08:00');
const sessions = [
  aSession({ id: 'morning' }),
  aSession({ id: 'afternoon', startsAt: nine + 5 * hour }),
  aSession({ id: 'evening', startsAt: nine + 14.5 * hour, endsAt: nine + 16 * hour }),
];
const pollAfter = (now: string, event = vancouver) =>
  formatInstant(nextPollInstant(event, { now: at(now), agenda: { sessions } }));

describe('polling by the agenda', () => {
  test.each([
    ['begins with the first day of the event', '2017-11-01T12:00:00Z', '2017-11-14T08:00:00.000Z'],
    ['is slow at night', '2017-11-14T09:00:00Z', '2017-11-14T09:30:00.000Z'],
    ['quickens an hour before the first session', '2017-11-14T15:45:00Z', '2017-11-14T16:00:00.000Z'],
    ['is slower before a session and between two', '2017-11-14T16:05:00Z', '2017-11-14T16:10:00.000Z'],
    ['quickens ten minutes before a session', '2017-11-14T16:48:00Z', '2017-11-14T16:50:00.000Z'],
    ['is fast in a session', '2017-11-14T17:20:30Z', '2017-11-14T17:21:00.000Z'],
    ['is fast for half an hour after it', '2017-11-14T18:29:00Z', '2017-11-14T18:30:00.000Z'],
    ['is slower in a break', '2017-11-14T18:31:00Z', '2017-11-14T18:35:00.000Z'],
    ['is fast in a session past midnight', '2017-11-15T08:30:00Z', '2017-11-15T08:31:00.000Z'],
    ['is slow in a night after it', '2017-11-15T11:00:00Z', '2017-11-15T11:30:00.000Z'],
  ])('%s', (_, now, next) => {
    expect(pollAfter(now)).toBe(next);
  });

  test('ends with the last day of the event', () => {
    const now = at('2017-11-16T07:59:00Z');
    expect(nextPollInstant(vancouver, { now, agenda: { sessions } })).toBeGreaterThan(now + 365 * 24 * hour);
  });

  test('goes on every two minutes where nothing is known of the agenda yet', () => {
    const next = nextPollInstant(vancouver, { now: at('2017-11-14T17:20:30Z'), agenda: { sessions: [] } });
    expect(formatInstant(next)).toBe('2017-11-14T17:22:00.000Z');
  });

  test('gives way to cron lines where the operator writes them', () => {
    const otherwise = { ...vancouver, poll: { during: null, otherwise: ['0 * * * *'] } };
    expect(pollAfter('2017-11-01T12:10:00Z', otherwise)).toBe('2017-11-01T13:00:00.000Z');
    const during = { ...vancouver, poll: { during: ['*/7 * * * *'], otherwise: null } };
    expect(pollAfter('2017-11-14T17:20:30Z', during)).toBe('2017-11-14T17:21:00.000Z');
  });

  test('asks no more often than every minute and no fewer than the tempo, whatever the day', () => {
    let now: Instant = at('2017-11-14T08:00:00Z');
    let polls = 0;
    while (now < at('2017-11-16T08:00:00Z')) {
      const next = nextPollInstant(vancouver, { now, agenda: { sessions } });
      if (next < at('2017-11-16T08:00:00Z')) {
        expect(next - now).toBeLessThanOrEqual(hour / 2);
        expect(next - now).toBeGreaterThan(0);
      }
      now = next;
      polls += 1;
    }
    // Three sessions of 4.5 hours in all, with 40 minutes around each, and two days of breaks and nights.
    expect(polls).toBeGreaterThan(300);
    expect(polls).toBeLessThan(600);
  });
});
