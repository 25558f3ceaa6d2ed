import { expect, it, onTestFinished } from 'vitest';
import { failed } from '../../src/base/failure.ts';
import { hour, type Instant, minute, toDate } from '../../src/base/instant.ts';
import { noMoments } from '../coverage/moments/no-moments.ts';
import { aFeed, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

/** An hour before the start, a restored backup's gap; and a while after it. */
const stories = [
  { slug: 'pier', publishedAt: morning - hour + minute },
  { slug: 'quay', publishedAt: morning + 22 * minute },
];

/** A newsroom of these stories, whose account on Mastodon can't be read; everything else works. */
async function open(): Promise<Newsroom> {
  const titleOf = (slug: string) => `Harbour ${slug} opens to the public`;
  const room = await openNewsroom({
    answer: ({ url }, response) => {
      const now = room.deps.clock.now();
      if (url === '/feed') {
        const items = stories
          .filter(({ publishedAt }) => publishedAt <= now && now > morning)
          .map(({ slug, publishedAt }) => anItemOf(slug, publishedAt));
        return void response.end(aFeed(items));
      }
      const title = titleOf(url?.split('/').at(-1) ?? '');
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title, paragraphs: ['It opened on Tuesday after two years of work.'] }));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 3 }],
      moments: { ...noMoments, dayOpening: { secondOfDay: 9.5 * 3600, template: null } },
    }),
    connections: (stands) =>
      stands.map((connection) =>
        connection.network === 'mastodon'
          ? {
              ...connection,
              listOwn: async () =>
                failed({ code: 'server-answered-nonsense', subject: 'mastodon', detail: '503' }),
            }
          : connection,
      ),
  });
  onTestFinished(() => room.close());
  return room;
}

function anItemOf(slug: string, publishedAt: Instant): string {
  return `<item><title>Harbour ${slug} opens to the public</title><link>/story/${slug}</link>
<guid isPermaLink="false">${slug}</guid><pubDate>${toDate(publishedAt).toUTCString()}</pubDate></item>`;
}

const shown = (room: Newsroom) => room.mastodon.posts().map(({ text }) => text.split('\n', 1)[0]);

it('nothing that an earlier run may have posted goes out where nobody can read the account, unless a person vouches', async () => {
  const room = await open();
  await room.playUntil(morning + 9 * minute);
  expect(room.mastodon.posts()).toEqual([]);
  await room.playUntil(morning + hour);
  expect(shown(room)).toEqual([
    'Harbour quay opens to the public',
    'Harbour Conference: Tuesday 14 November',
  ]);
  const { deliveries } = room.deps.store;
  const [waiting] = await deliveries.list({ states: ['ready'] });
  expect(waiting).toMatchObject({
    accountId: 'mastodon',
    lastFailure: { code: 'account-unread', detail: '503' },
  });
  const about = { ids: [waiting?.id ?? ''] };
  await deliveries.heed({ word: 'retry', about, vouched: true, now: room.deps.clock.now() });
  await room.playUntil(morning + hour + 11 * minute);
  expect(shown(room)).toContain('Harbour pier opens to the public');
});
