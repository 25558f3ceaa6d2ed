import { expect, it, onTestFinished } from 'vitest';
import { success } from '../../src/base/failure.ts';
import { hour, minute } from '../../src/base/instant.ts';
import type { OwnPost } from '../../src/networks/own-post.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

/** A newsroom whose account on Mastodon shows its one article twice already, in words of somebody else's. */
async function open(): Promise<Newsroom> {
  const title = 'Harbour pilots tell of a storm';
  const shown = (origin: string, id: string): OwnPost => ({
    remoteId: id,
    url: `https://social.example/@desk/${id}`,
    contentHash: null,
    parentId: null,
    visibility: 'public',
    text: 'What a storm!',
    links: [`${origin}/story/storm`],
    publishedAt: morning - hour,
  });
  const room = await openNewsroom({
    answer: ({ url }, response) => {
      if (url === '/feed')
        return void response.end(
          aFeed(room.deps.clock.now() > morning ? [anItem({ slug: 'storm', title, summary: title })] : []),
        );
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title, paragraphs: ['The pilots told of it on Tuesday, in the harbour.'] }));
    },
    shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
    connections: (stands) =>
      stands.map((connection) =>
        connection.network === 'mastodon'
          ? {
              ...connection,
              listOwn: async () => success([shown(room.origin, '1'), shown(room.origin, '2')]),
            }
          : connection,
      ),
  });
  onTestFinished(() => room.close());
  return room;
}

it.each([
  ['releases it', false],
  ['releases it as not public', true],
])('what an account shows already is held for a person, who %s, and then goes out', async (_, vouched) => {
  const room = await open();
  await room.playUntil(morning + 30 * minute);
  const { deliveries } = room.deps.store;
  const [held] = await deliveries.list({ states: ['held'] });
  expect(held?.standing).toMatchObject({ because: { code: 'already-shown' } });
  expect(room.mastodon.posts()).toEqual([]);
  const about = { ids: [held?.id ?? ''] };
  await deliveries.heed({ word: 'release', about, vouched, now: room.deps.clock.now() });
  // As after a restart: what the account shows is read anew.
  await room.playUntil(morning + hour);
  expect(room.mastodon.posts().map(({ inReplyToId }) => inReplyToId)).toEqual([null]);
  expect(await deliveries.list({ states: ['held'] })).toEqual([]);
});
