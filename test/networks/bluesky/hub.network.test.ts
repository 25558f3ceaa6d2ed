import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { connectBluesky } from '../../../src/networks/bluesky/connect.ts';
import type { Connection, PlaceInThread } from '../../../src/networks/network.ts';
import type { Delivery, Part, Receipt } from '../../../src/outbox/delivery.ts';
import { aDelivery, aLogin, aPost, aThread, depsInMemory } from './account.ts';
import { type Servers, startServers } from './servers.ts';

let servers: Servers;
let connection: Connection;

beforeAll(async () => {
  servers = await startServers();
  const login = aLogin({ serviceUrl: servers.pds, handle: servers.handle, secret: servers.appPassword });
  connection = connectBluesky(login, depsInMemory());
});

afterAll(() => servers?.stop());

it('a hub is pinned, replaced with the old one deleted, and unpinned, whatever answers are lost', async () => {
  const first = await publishAll(await freezeHub('What we report', null));
  expect(await pinned()).toBe(first.parts[0]?.receipt?.remoteId);

  const update = await freezeHub('What we report: one more', first.parts[0]?.receipt ?? null);
  expect(update.parts.map(({ intent }) => intent)).toEqual(['create', 'pin', 'delete']);
  const created = await publishOne(update);
  await servers.loseNextAnswer('com.atproto.repo.putRecord');
  const since = systemClock.now();
  expect(await connection.publish(created)).toMatchObject({ state: 'unknown' });
  expect(await connection.lookFor(created, since)).toMatchObject({
    state: 'found',
    receipts: [{ partIndex: 1 }],
  });
  const pinnedAnew = await publishOne(created);
  await servers.loseNextAnswer('com.atproto.repo.deleteRecord');
  expect(await connection.publish(pinnedAnew)).toMatchObject({ state: 'unknown' });
  expect(await connection.lookFor(pinnedAnew, since)).toMatchObject({
    state: 'found',
    receipts: [{ partIndex: 2 }],
  });
  // Done a second time, a deed changes nothing.
  const replaced = await publishOne(pinnedAnew);

  expect(await pinned()).toBe(replaced.parts[0]?.receipt?.remoteId);
  expect(await textsOfFeed()).toEqual(['What we report: one more']);
  const hub = replaced.parts[0]?.receipt;
  const unpin = hub ? await connection.freezeUnpin(hub) : null;
  await publishAll(aDelivery(unpin?.ok ? unpin.value : []));
  expect(await pinned()).toBeUndefined();
  expect(await textsOfFeed()).toEqual(['What we report: one more']);
});

it('a thread goes on in another, and a post that stands alone quotes it', async () => {
  const thread = await publishAll(await freeze('One', 'Two'));
  const [root, last] = thread.parts.map(({ receipt }) => receipt);
  if (!root || !last) throw new Error('the thread is not public');
  const answer = await publishAll(
    await inPlace(await freeze('Three', 'Four'), { way: 'answers', end: { root, last } }),
  );
  const key = await publishAll(await inPlace(await freeze('Key'), { way: 'quotes', end: { root, last } }));
  await servers.settle();
  const { thread: shown } = (await servers.readAppView('app.bsky.feed.getPostThread', {
    uri: root.remoteId,
    depth: '10',
  })) as { thread: ThreadView };
  expect(textsDown(shown)).toEqual(['One', 'Two', 'Three', 'Four']);
  const { posts } = (await servers.readAppView('app.bsky.feed.getPosts', {
    uris: receiptOf(key).remoteId,
  })) as { posts: readonly { embed: { record: { uri: string; cid: string } } }[] };
  expect(posts[0]?.embed.record).toMatchObject({ uri: root.remoteId, cid: root.contentHash });
  expect(receiptOf(answer).contentHash).toMatch(/^bafyrei/);
});

interface ThreadView {
  readonly post: { readonly record: { readonly text: string } };
  readonly replies?: readonly ThreadView[];
}

function textsDown({ post, replies = [] }: ThreadView): readonly string[] {
  return [post.record.text, ...replies.flatMap(textsDown)];
}

async function freeze(...texts: readonly string[]): Promise<Delivery> {
  const posts = texts.map((text) => aPost({ text }));
  return deliveryOf(await connection.freezeThread(aThread(...posts), frozen()));
}

async function freezeHub(text: string, instead: Receipt | null): Promise<Delivery> {
  return deliveryOf(await connection.freezeHub(aThread(aPost({ text })), { ...frozen(), instead }));
}

async function inPlace(delivery: Delivery, place: Pick<PlaceInThread, 'way' | 'end'>): Promise<Delivery> {
  const now = systemClock.now();
  return deliveryOf(await connection.freezePlace(delivery.parts, { ...place, visibility: 'unlisted', now }));
}

function frozen() {
  return { createdAt: systemClock.now(), pictures: new Map() };
}

function deliveryOf(parts: Awaited<ReturnType<Connection['freezeThread']>>): Delivery {
  if (!parts.ok) throw new Error(JSON.stringify(parts.failure));
  return aDelivery(parts.value);
}

async function publishOne(delivery: Delivery): Promise<Delivery> {
  const outcome = await connection.publish(delivery);
  if (outcome.state !== 'published') throw new Error(JSON.stringify(outcome));
  const receiptFor = (part: Part) =>
    outcome.receipts.find(({ partIndex }) => partIndex === part.index) ?? part.receipt;
  return { ...delivery, parts: delivery.parts.map((part) => ({ ...part, receipt: receiptFor(part) })) };
}

async function publishAll(delivery: Delivery): Promise<Delivery> {
  const next = await publishOne(delivery);
  return next.parts.every(({ receipt }) => receipt !== null) ? next : publishAll(next);
}

function receiptOf({ parts }: Delivery): Receipt {
  const receipt = parts[0]?.receipt;
  if (!receipt) throw new Error('nothing is public');
  return receipt;
}

async function pinned(): Promise<string | undefined> {
  await servers.settle();
  const profile = await servers.readAppView('app.bsky.actor.getProfile', { actor: servers.did });
  return (profile as { pinnedPost?: { uri: string } }).pinnedPost?.uri;
}

async function textsOfFeed(): Promise<readonly string[]> {
  await servers.settle();
  const { feed } = (await servers.readAppView('app.bsky.feed.getAuthorFeed', { actor: servers.did })) as {
    feed: readonly { post: { record: { text: string } } }[];
  };
  return feed.map(({ post }) => post.record.text);
}
