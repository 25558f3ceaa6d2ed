import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { day, hour, minute, parseInstant, second } from '../../src/base/instant.ts';
import { nextPollAt, nextTryAt, type PollFailed } from '../../src/feed/next-poll.ts';
import { noWishes } from '../../src/feed/poll-wishes.ts';

const polledAt = parseInstant('2017-11-14T17:00:00Z') ?? 0;

describe('the next poll', () => {
  it.each([
    ['nothing asked for', {}, null, 2 * minute],
    ['max-age', { 'cache-control': 'public, max-age=600' }, null, 10 * minute],
    ['max-age less the age', { 'cache-control': 'max-age=600', age: '300' }, null, 5 * minute],
    [
      'max-age before Expires',
      { 'cache-control': 'max-age=300', expires: 'Wed, 15 Nov 2017 09:00:00 GMT' },
      null,
      5 * minute,
    ],
    ['Expires', { expires: 'Tue, 14 Nov 2017 17:30:00 GMT' }, null, 30 * minute],
    [
      "Expires by the server's own clock",
      { expires: 'Tue, 14 Nov 2017 11:30:00 GMT', date: 'Tue, 14 Nov 2017 11:00:00 GMT' },
      null,
      30 * minute,
    ],
    [
      'Expires less the age',
      { expires: 'Tue, 14 Nov 2017 11:30:00 GMT', date: 'Tue, 14 Nov 2017 11:00:00 GMT', age: '600' },
      null,
      20 * minute,
    ],
    ['Expires as in RFC 850', { expires: 'Tuesday, 14-Nov-17 17:30:00 GMT' }, null, 30 * minute],
    ['Expires as C writes it', { expires: 'Tue Nov 14 17:30:00 2017' }, null, 30 * minute],
    ['Expires as C writes an early day', { expires: 'Fri Dec  1 17:30:00 2017' }, null, day],
    [
      'Expires at the epoch, in two digits',
      { expires: 'Thursday, 01-Jan-70 00:00:00 GMT' },
      null,
      2 * minute,
    ],
    ['Expires in no month', { expires: 'Tue, 14 Nom 2017 17:30:00 GMT' }, null, 2 * minute],
    ['Expires in the past', { expires: 'Thu, 19 Nov 1981 08:52:00 GMT' }, null, 2 * minute],
    ['Expires: 0', { expires: '0' }, null, 2 * minute],
    ['no-cache', { 'cache-control': 'no-cache, max-age=600' }, null, 2 * minute],
    ['no-cache of one field', { 'cache-control': 'no-cache="Set-Cookie", max-age=600' }, null, 10 * minute],
    ['an age that is none', { 'cache-control': 'max-age=600', age: '-60' }, null, 10 * minute],
    ['a bound for shared caches', { 'cache-control': 's-maxage=3600, max-age=600' }, null, 10 * minute],
    ['ttl', {}, 60, hour],
    ['Retry-After', { 'retry-after': '900' }, null, 15 * minute],
    ['the slowest of all', { 'cache-control': 'max-age=600', 'retry-after': '60' }, 45, 45 * minute],
    ['a year', { 'cache-control': 'max-age=31536000' }, 525_600, day],
  ])('after an answer with %s', (_, headers, pauseMinutes, wait) => {
    const cadenceAt = polledAt + 2 * minute;
    const wishes = { ...noWishes, pauseMinutes };
    expect(nextPollAt({ polledAt, cadenceAt, headers, wishes }) - polledAt).toBe(wait);
  });

  it('is never before the cadence, however far away that is', () => {
    const cadenceAt = polledAt + 3 * day;
    const wishes = { ...noWishes, pauseMinutes: 5 };
    expect(nextPollAt({ polledAt, cadenceAt, headers: {}, wishes })).toBe(cadenceAt);
  });

  it.each([
    ['hours', { skipHours: [17, 18] }, '2017-11-14T19:00:00Z'],
    ['a day', { skipDays: [2] }, '2017-11-15T00:00:00Z'],
    [
      'the hours before and after midnight',
      { skipHours: [17, 18, 19, 20, 21, 22, 23, 0] },
      '2017-11-15T01:00:00Z',
    ],
    ['every day, which nobody means', { skipDays: [0, 1, 2, 3, 4, 5, 6] }, '2017-11-14T17:02:00Z'],
  ])('leaves out %s that the feed says to skip', (_, skipped, at) => {
    const wishes = { ...noWishes, ...skipped };
    const cadenceAt = polledAt + 2 * minute;
    expect(nextPollAt({ polledAt, cadenceAt, headers: {}, wishes })).toBe(parseInstant(at));
  });
});

describe('the next try', () => {
  it('comes sooner after passing trouble than after a refusal', () => {
    expect(waitAfter({ code: 'timed-out', failuresInRow: 1 })).toBeLessThanOrEqual(30 * second);
    expect(waitAfter({ code: 'http-too-many-requests', failuresInRow: 1 })).toBeGreaterThan(7 * minute);
    expect(waitAfter({ code: 'feed-is-html', failuresInRow: 1 })).toBeGreaterThan(2 * minute);
  });

  it('moves away with every failure in a row, up to a bound', () => {
    const waits = [1, 3, 5, 7].map((failuresInRow) =>
      waitAfter({ code: 'http-server-error', failuresInRow }),
    );
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waitAfter({ code: 'http-server-error', failuresInRow: 50 })).toBeLessThanOrEqual(hour);
    expect(waitAfter({ code: 'http-gone', failuresInRow: 50 })).toBeLessThanOrEqual(6 * hour);
  });

  it('waits as long as the server asked, but a day at most', () => {
    expect(waitAfter({ retryAt: polledAt + 2 * hour })).toBe(2 * hour);
    expect(waitAfter({ retryAt: polledAt + 30 * day })).toBe(day);
  });

  it('is never before the cadence', () => {
    expect(waitAfter({ cadenceAt: polledAt + 5 * hour })).toBe(5 * hour);
  });
});

function waitAfter(said: Partial<PollFailed>): number {
  const chance = createSeededChance(1);
  const failed = {
    polledAt,
    cadenceAt: polledAt,
    code: 'timed-out',
    failuresInRow: 1,
    retryAt: null,
    chance,
  } as const;
  return nextTryAt({ ...failed, ...said }) - polledAt;
}
