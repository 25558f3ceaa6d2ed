import { afterEach, describe, expect, it } from 'vitest';
import { hour, type Instant, minute } from '../../src/base/instant.ts';
import type { Pace } from '../../src/coverage/event.ts';
import { aFeed, anItem, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
afterEach(() => room.close());

const pace: Pace = {
  threadsPerHour: 6,
  threadsPerDay: 60,
  burst: { threads: 3, minutes: 10 },
  smallestGapMinutes: 2,
  quietHours: null,
  freshMinutes: 45,
  whenStale: 'digest',
};

/** A newsroom whose feed brings so many stories, two every five minutes: more at once would be taken for a flood. */
async function withStories(count: number, changes: Partial<Pace> = {}): Promise<void> {
  const items = Array.from({ length: count }, (_, index) =>
    anItem({
      slug: `story-${index}`,
      title: `Harbour report ${index}`,
      summary: `The harbour office gave its report number ${index} on Tuesday.`,
    }),
  );
  let polls = -1;
  room = await openNewsroom({
    answer: (request, response) => {
      if (request.url !== '/feed') return void response.writeHead(404).end();
      polls += 1;
      response.end(aFeed(items.slice(0, 2 * polls)));
    },
    shape: (event, origin) => ({
      ...event,
      pace: { ...pace, ...changes },
      feeds: [{ url: `${origin}/feed`, catchUp: 0 }],
    }),
  });
}

const openers = () => room.mastodon.posts().filter(({ inReplyToId }) => inReplyToId === null);

/** The most openers within any stretch of this length. */
function mostWithin(stretch: number, times: readonly Instant[]): number {
  return Math.max(...times.map((from) => times.filter((at) => from <= at && at < from + stretch).length));
}

describe('what exceeds the pace', () => {
  it('waits, and what waits too long is folded into one digest', async () => {
    await withStories(12);
    await room.playUntil(morning + 3 * hour);
    const times = openers().map(({ createdAt }) => createdAt);
    expect(mostWithin(10 * minute, times)).toBeLessThanOrEqual(3);
    expect(mostWithin(hour, times)).toBeLessThanOrEqual(6);
    const digests = openers().filter(({ text }) => text.startsWith('In brief:'));
    const told = digests.flatMap(({ text }) => text.match(/Harbour report \d+/g) ?? []);
    expect(digests).toHaveLength(1);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(openers().length - 1 + told.length).toBe(12);
    const ended = (await room.deps.store.deliveries.list({ states: ['cancelled'] })).filter(
      ({ accountId }) => accountId === 'mastodon',
    );
    expect(ended).toHaveLength(told.length);
    for (const { standing } of ended) expect(standing).toEqual({ state: 'cancelled', because: 'folded' });
    expect(room.journal).toContainEqual(
      expect.objectContaining({ kind: 'stale-ended', accountId: 'mastodon' }),
    );
  });

  it('is dropped, with the reason, where the event wants no digest', async () => {
    await withStories(8, { whenStale: 'drop' });
    await room.playUntil(morning + 3 * hour);
    expect(openers()).toHaveLength(6);
    const ended = await room.deps.store.deliveries.list({ states: ['cancelled'] });
    expect(ended.map(({ standing }) => standing)).toEqual(
      Array.from({ length: 4 }, () => ({ state: 'cancelled', because: 'stale' })),
    );
  });

  it('goes out at the pace after the program was away, never as a flood', async () => {
    await withStories(12, { freshMinutes: 24 * 60 });
    await room.playUntil(morning + 12 * minute);
    const before = openers().length;
    room.deps.clock.advanceTo(morning + 4 * hour);
    await room.playUntil(morning + 8 * hour);
    const after = openers()
      .slice(before)
      .map(({ createdAt }) => createdAt);
    expect(before + after.length).toBe(12);
    expect(mostWithin(10 * minute, after)).toBeLessThanOrEqual(3);
    expect(mostWithin(hour, after)).toBeLessThanOrEqual(6);
  });

  it('does not grow stale in a night in which nothing may be posted', async () => {
    await withStories(3, { quietHours: { from: '08:00', to: '11:00' } });
    await room.playUntil(morning + 3 * hour);
    expect(openers().map(({ text }) => text.slice(0, 14))).toEqual(Array(3).fill('Harbour report'));
    for (const { createdAt } of openers()) expect(createdAt).toBeGreaterThanOrEqual(morning + 2 * hour);
  });
});

describe('a pause', () => {
  it('keeps everything back, and ends in a digest when that is asked for', async () => {
    await withStories(3);
    await room.deps.store.pauses.pause({ kind: 'all' }, morning);
    await room.playUntil(morning + hour);
    expect(openers()).toEqual([]);
    const { pauses } = room.deps.store;
    await pauses.resume({ scope: { kind: 'all' }, waiting: 'digest', now: room.deps.clock.now() });
    await room.playUntil(morning + 2 * hour);
    expect(openers().map(({ text }) => text.match(/Harbour report \d/g)?.length)).toEqual([3]);
    expect(openers()[0]?.text).toMatch(/^In brief:\n\nHarbour report 0\nhttp/);
  });
});
