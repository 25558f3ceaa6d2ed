import { afterEach, expect, test } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { Receipt } from '../../src/outbox/delivery.ts';
import { aDelivery } from '../networks/mastodon/builders.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom | undefined;

afterEach(() => newsroom?.close());

/** A newsroom whose feed brings one story more every ten minutes, all of them for the thread of the day. */
async function open({ mostPosts = 20 } = {}): Promise<Newsroom> {
  const titleOf = (slug: string) => `Harbour storm ${slug}`;
  const opened = await openNewsroom({
    answer: (request, response) => {
      const shown = opened ? Math.floor((opened.deps.clock.now() - morning) / (10 * minute)) : 0;
      if (request.url === '/feed') {
        const items = Array.from({ length: shown }, (_, number) =>
          anItem({ slug: `${number + 1}`, title: titleOf(`${number + 1}`), summary: 'Pilots tell of it' }),
        );
        response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(aFeed(items));
        return;
      }
      const title = titleOf(request.url?.split('/').at(-1) ?? '');
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(aPage({ title, paragraphs: ['The pilots tell of it in the hall, and nobody was surprised.'] }));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 0 }],
      threads: { kind: 'per-day', mostPosts, keyMoments: [] },
    }),
  });
  newsroom = opened;
  return opened;
}

async function receiptsOf({ deps }: Newsroom, accountId: string): Promise<readonly Receipt[]> {
  const deliveries = await deps.store.deliveries.list({ states: ['sent'] });
  return deliveries
    .filter((delivery) => delivery.accountId === accountId)
    .flatMap(({ parts }) => parts.flatMap(({ receipt }) => receipt ?? []));
}

/** A person deletes a post in the network's own app. */
async function deleteByHand(connection: Connection, { remoteId, contentHash, url }: Receipt): Promise<void> {
  const target = { id: remoteId, uri: remoteId, cid: contentHash, url };
  const body = JSON.stringify({ target });
  const deed = { index: 0, intent: 'delete', key: 'by hand', body, media: [], receipt: null } as const;
  await connection.publish(aDelivery([deed]));
}

test('a thread whose last post was deleted goes on from the one before, on both networks', async () => {
  const room = await open();
  await room.playUntil(morning + 25 * minute);
  for (const connection of [room.mastodon, room.bluesky]) {
    const last = (await receiptsOf(room, connection.accountId)).at(-1);
    if (last) await deleteByHand(connection, last);
  }
  await room.playUntil(morning + 35 * minute);
  const [first, third] = room.mastodon.posts();
  expect(third?.text).toContain('Harbour storm 3');
  expect(third?.inReplyToId).toBe(first?.id);
  const [root, answer] = room.bluesky.posts();
  expect(answer?.record.text).toContain('Harbour storm 3');
  expect(answer?.record.reply?.parent).toEqual({ uri: root?.uri, cid: root?.cid });
});

test('a thread whose root was deleted goes on, and its root stays its root', async () => {
  const room = await open();
  await room.playUntil(morning + 25 * minute);
  const [root] = await receiptsOf(room, 'bluesky');
  if (root) await deleteByHand(room.bluesky, root);
  await room.playUntil(morning + 35 * minute);
  const [second, third] = room.bluesky.posts();
  expect(third?.record.reply).toEqual({
    root: { uri: root?.remoteId, cid: root?.contentHash },
    parent: { uri: second?.uri, cid: second?.cid },
  });
});

test('another volume leads back to the first post that lives, not to a root that was deleted', async () => {
  const room = await open({ mostPosts: 2 });
  await room.playUntil(morning + 25 * minute);
  const [root, second] = await receiptsOf(room, 'mastodon');
  if (root) await deleteByHand(room.mastodon, root);
  await room.playUntil(morning + 35 * minute);
  const preface = room.mastodon.posts().find(({ text }) => text.includes('How it began'));
  expect(preface?.text).toContain(`How it began: ${second?.url}`);
});

test('what comes after a thread was deleted whole begins another', async () => {
  const room = await open();
  await room.playUntil(morning + 25 * minute);
  for (const connection of [room.mastodon, room.bluesky])
    for (const receipt of await receiptsOf(room, connection.accountId))
      await deleteByHand(connection, receipt);
  await room.playUntil(morning + hour);
  const [third, fourth] = room.mastodon.posts();
  expect(third).toMatchObject({ inReplyToId: null, visibility: 'public' });
  expect(fourth).toMatchObject({ inReplyToId: third?.id, visibility: 'unlisted' });
  const [begun, goesOn] = room.bluesky.posts();
  expect(begun?.record.reply).toBeUndefined();
  expect(goesOn?.record.reply?.root.uri).toBe(begun?.uri);
  expect(room.mastodon.posts().map(({ text }) => text)).not.toContainEqual(
    expect.stringContaining('goes on here'),
  );
});
