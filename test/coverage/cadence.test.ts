import { describe, expect, test } from 'vitest';
import { day, formatInstant, parseInstant } from '../../src/base/instant.ts';
import { isWithinEvent, nextPollInstant } from '../../src/coverage/cadence.ts';
import { processorTime } from '../processor-time.ts';

const next = (event: Parameters<typeof nextPollInstant>[0], now: number) =>
  nextPollInstant(event, { now, agenda: { sessions: [] } });

const at = (iso: string) => parseInstant(iso) ?? Number.NaN;

const vancouver = {
  zone: 'America/Vancouver',
  firstDay: '2017-11-14',
  lastDay: '2017-11-15',
  poll: { during: ['* 8-19 * * *'], otherwise: ['*/15 * * * *'] },
};

describe('the days of an event', () => {
  test('begin and end at midnight on its own clocks', () => {
    expect(isWithinEvent(vancouver, at('2017-11-14T07:59:59.999Z'))).toBe(false);
    expect(isWithinEvent(vancouver, at('2017-11-14T08:00:00Z'))).toBe(true);
    expect(isWithinEvent(vancouver, at('2017-11-16T07:59:59.999Z'))).toBe(true);
    expect(isWithinEvent(vancouver, at('2017-11-16T08:00:00Z'))).toBe(false);
  });

  test('are longer when the clocks go back, and leave out what the zone leaves out', () => {
    const berlin = { zone: 'Europe/Berlin', firstDay: '2026-10-25', lastDay: '2026-10-25' };
    expect(isWithinEvent(berlin, at('2026-10-24T22:00:00Z'))).toBe(true);
    expect(isWithinEvent(berlin, at('2026-10-25T22:59:59Z'))).toBe(true);
    const apia = { zone: 'Pacific/Apia', firstDay: '2011-12-29', lastDay: '2011-12-30' };
    expect(isWithinEvent(apia, at('2011-12-30T09:59:59Z'))).toBe(true);
    expect(isWithinEvent(apia, at('2011-12-30T10:00:00Z'))).toBe(false);
  });
});

describe('the next poll', () => {
  const table = [
    ['goes by the lines for other days before the event', '2017-11-13T17:07:00Z', '2017-11-13T17:15:00.000Z'],
    [
      'waits for the first line of the event once no other is left before it',
      '2017-11-14T07:50:00Z',
      '2017-11-14T16:00:00.000Z',
    ],
    ['goes by the lines for the event on its days', '2017-11-14T16:00:30Z', '2017-11-14T16:01:00.000Z'],
    ['passes over a night of the event without a line', '2017-11-15T03:59:00Z', '2017-11-15T16:00:00.000Z'],
    [
      'goes by the lines for other days from the first midnight after the event',
      '2017-11-16T03:59:30Z',
      '2017-11-16T08:00:00.000Z',
    ],
    ['goes by the lines for other days long after it', '2026-07-01T00:01:00Z', '2026-07-01T00:15:00.000Z'],
  ] as const;
  test.each(table)('%s', (_, now, expected) => {
    expect(formatInstant(next(vancouver, at(now)))).toBe(expected);
  });

  test('is the earliest of several lines', () => {
    const event = {
      ...vancouver,
      poll: { during: ['0 9 * * *', '30 8 * * *'], otherwise: ['0 0 1 * *', '0 12 * * *'] },
    };
    expect(formatInstant(next(event, at('2017-11-13T17:00:00Z')))).toBe('2017-11-13T20:00:00.000Z');
    expect(formatInstant(next(event, at('2017-11-14T08:00:00Z')))).toBe('2017-11-14T16:30:00.000Z');
  });

  test('is years away when no line is left', () => {
    const event = { ...vancouver, poll: { during: ['* * * * *'], otherwise: [] } };
    const now = at('2017-11-16T08:00:00Z');
    expect(next(event, now)).toBeGreaterThan(now + 7 * 365 * day);
    expect(formatInstant(next(event, at('2010-01-01T00:00:00Z')))).toBe('2017-11-14T08:00:00.000Z');
  });

  test('is found in well under a millisecond', () => {
    const [start, end] = [at('2017-11-12T00:00:00Z'), at('2017-11-17T00:00:00Z')];
    let polls = 0;
    const took = processorTime(() => {
      for (let now = start; now < end; now = next(vancouver, now)) polls += 1;
    });
    // Four an hour for 56 hours, one a minute for two times twelve hours, four an hour for 16 hours.
    expect(polls).toBe(1728);
    expect(took / polls).toBeLessThan(2);
  });
});
