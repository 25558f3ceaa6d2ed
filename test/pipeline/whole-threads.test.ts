import { afterEach, expect, it } from 'vitest';
import { hour, type Instant, minute } from '../../src/base/instant.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
afterEach(() => room.close());

/** 09:00 in Vancouver is 17:00 UTC: Mastodon's three hours end at 18:00. */
const renewsAt: Instant = morning + hour;

/** A newsroom of one story, whose thread has an opener and one quote, on accounts that have so many posts left. */
async function withPostsLeft(left: number): Promise<void> {
  const title = 'Harbour pilots tell of a storm';
  const paragraphs = [
    'The harbour pilots told of a storm on Tuesday, and of the night that they spent at sea.',
    '“We have never seen waves of this kind in forty years of work,” said Ada Quayle, the harbour master.',
  ];
  room = await openNewsroom({
    answer: ({ url }, response) => {
      if (url === '/feed') {
        const items =
          room.deps.clock.now() > morning ? [anItem({ slug: 'storm', title, summary: title })] : [];
        return void response.end(aFeed(items));
      }
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title, paragraphs }));
    },
    shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
  });
  const { budgets } = room.deps.store;
  await budgets.correct('mastodon', [{ name: 'statuses', capacity: 300, spent: 300 - left, renewsAt }]);
  // Three points a post.
  const points = { name: 'points-hour', capacity: 5000, spent: 5000 - 3 * left, renewsAt };
  await budgets.correct('bluesky', [points]);
}

it('a thread is begun when the limits carry it to its end', async () => {
  await withPostsLeft(2);
  await room.playUntil(morning + 30 * minute);
  expect(room.mastodon.posts()).toHaveLength(2);
  expect(room.bluesky.posts()).toHaveLength(2);
});

it('a thread is not begun that would break in the middle; it waits until the limit is renewed, and says so', async () => {
  await withPostsLeft(1);
  await room.playUntil(renewsAt - minute);
  expect(room.mastodon.posts()).toEqual([]);
  expect(room.bluesky.posts()).toEqual([]);
  const waiting = await room.deps.store.deliveries.list({ states: ['ready'] });
  expect(waiting.map(({ standing, lastFailure }) => [standing, lastFailure?.code])).toEqual(
    Array(2).fill([{ state: 'ready', dueAt: renewsAt }, 'budget-spent']),
  );
  await room.playUntil(renewsAt + minute);
  expect(room.mastodon.posts()).toHaveLength(2);
  expect(room.bluesky.posts()).toHaveLength(2);
});
