import { expect, it, onTestFinished } from 'vitest';
import { day, minute } from '../../src/base/instant.ts';
import { aFeed, anItem, aPage, morning, openNewsroom } from './newsroom.ts';

it('a server that allows three automated posts a day gets no more, and the rest follows the day after', async () => {
  const stories = ['pier', 'quay', 'lock', 'mole'].map((slug) => ({
    slug,
    title: `Harbour ${slug} opens to the public`,
    summary: `The harbour ${slug} opened on Tuesday after two years of work.`,
  }));
  const room = await openNewsroom({
    answer: ({ url }, response) => {
      const story = stories.find(({ slug }) => url === `/story/${slug}`);
      if (!story) return void response.end(aFeed(room.deps.clock.now() > morning ? stories.map(anItem) : []));
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title: story.title, paragraphs: [story.summary] }));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 0 }],
      accounts: event.accounts.map((account) =>
        account.accountId === 'mastodon' ? { ...account, postsPerDay: 3 } : account,
      ),
    }),
  });
  onTestFinished(() => room.close());
  const postedOn = (accountId: string) =>
    room.journal.flatMap((entry) =>
      entry.kind === 'parts-published' && entry.delivery.accountId === accountId
        ? entry.receipts.map(({ publishedAt }) => publishedAt)
        : [],
    );
  await room.playUntil(morning + day);
  expect(postedOn('bluesky')).toHaveLength(4);
  expect(postedOn('mastodon')).toHaveLength(3);
  const [first = 0] = postedOn('mastodon');
  await room.playUntil(morning + day + 30 * minute);
  expect(postedOn('mastodon')).toHaveLength(4);
  expect(postedOn('mastodon')[3]).toBeGreaterThanOrEqual(first + day);
});
