import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { parseInstant } from '../../../src/base/instant.ts';
import { createPdsClient } from '../../../src/networks/bluesky/pds-client.ts';
import type { AccountLogin } from '../../../src/networks/network.ts';
import type { Store } from '../../../src/store/store.ts';
import { blind, type Vice } from '../../durability/careless.ts';
import { type Count, countPublic, faultless } from '../../durability/count.ts';
import { type Crew, startCrew, type WorkerTold } from '../../durability/crew.ts';
import type { PublicPost } from '../../durability/doubles/networks.ts';
import { untilDrained } from '../../durability/drained.ts';
import { paceOf } from '../../durability/fast-clock.ts';
import { type Plan, plant } from '../../durability/plant.ts';
import { note } from '../../durability/scale.ts';
import { aStore } from '../../durability/workplace.ts';
import { aLogin, depsInMemory } from './account.ts';
import { type Servers, startServers } from './servers.ts';

/** THREADS=20 is for a first look. */
const threads = Number(process.env.THREADS ?? 100);
const killEvery = 350;
/** Parts in all: 1, 2, 3 by turns. */
const partsOf = (number: number) => 1 + (number % 3);

let servers: Servers;
let login: AccountLogin;
beforeAll(async () => {
  servers = await startServers();
  login = aLogin({ serviceUrl: servers.pds, handle: servers.handle, secret: servers.appPassword });
  await markAsBot(login);
});
afterAll(() => servers?.stop());

it(`the AppView shows each of ${threads} threads once and whole, though the program is killed every ${killEvery} ms of work`, {
  timeout: 240_000,
}, async () => {
  const { count, posts, plan, kills, told, took } = await publish({ threads, firstNumber: 0, killEvery });
  note('kill loop against a PDS', { threads, took, kills, count, told, pass: '0 duplicates, 0 missing' });
  expect(kills).toBeGreaterThan(threads / 50);
  expect(count).toMatchObject({ ...faultless, posted: count.planned });
  // Kills that never fell between a commit and its receipt would have proved nothing.
  expect((told['posts-not-known'] ?? 0) + (told['delivery-uncertain'] ?? 0)).toBeGreaterThan(0);
  expect(await readThreads(posts)).toEqual(textsOf(plan, login));
});

it('the AppView shows each thread once, though every second answer is lost', {
  timeout: 120_000,
}, async () => {
  const { count, told } = await publish({ threads: 20, firstNumber: 1000, vices: ['loses-answers'] });
  note('every second answer of a PDS lost', { count, told, pass: '0 duplicates, 0 missing' });
  expect(count).toMatchObject({ ...faultless, posted: count.planned });
  expect(told['delivery-uncertain'] ?? 0).toBeGreaterThan(5);
});

it('negative control: with a fresh key for every attempt and no look it shows more than a tenth twice', {
  timeout: 120_000,
}, async () => {
  const vices = ['loses-answers', ...blind] as const;
  const { count } = await publish({ threads: 20, firstNumber: 2000, vices });
  const duplicated = count.duplicates / count.planned;
  note('every second answer of a PDS lost, negative control', { count, duplicated, pass: '> 0.1' });
  expect(duplicated).toBeGreaterThan(0.1);
});

/** Publishes threads that are numbered from `firstNumber` on, and reads what the AppView shows of them. */
async function publish(of: {
  threads: number;
  firstNumber: number;
  killEvery?: number;
  vices?: readonly Vice[];
}) {
  const { firstNumber, killEvery: every = null, vices = [] } = of;
  const { databaseUrl, store } = await aStore();
  // Slower than among the doubles: within a lease, a request to a real server must come to its end.
  const pace = paceOf(50);
  const accounts = [login];
  const lot = { deliveries: of.threads, firstNumber, partsOf };
  const plan = await plant({ databaseUrl, accounts, pace, ...lot });
  const crew = startCrew(
    { databaseUrl, accounts, pace, vices, requestTimeout: 2000 },
    { size: 1, killEvery: every, chance: createSeededChance(of.threads) },
  );
  const took = Math.round(await untilDone(store, crew));
  await servers.settle();
  const texts = new Set([...plan.values()].flat(2));
  const posts = (await readAuthorFeed()).filter(({ text }) => texts.has(text));
  const count: Count = countPublic(plan, { [login.accountId]: posts });
  return { count, posts, plan, took, kills: crew.kills(), told: countKinds(crew.told()) };
}

async function untilDone(store: Store, crew: Crew): Promise<number> {
  try {
    return await untilDrained(store, 200_000);
  } finally {
    await crew.stop();
  }
}

function countKinds(told: readonly WorkerTold[]): Readonly<Record<string, number>> {
  const byKind = Map.groupBy(told, ({ kind }) => kind);
  return Object.fromEntries([...byKind].map(([kind, all]) => [kind, all.length]));
}

/** Only an account that says so may publish. */
async function markAsBot(login: AccountLogin): Promise<void> {
  const client = createPdsClient(login, depsInMemory().sessions);
  const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] };
  const put = await client.putProfile({ value: { labels }, readAs: null });
  if (!put.ok) throw new Error(`not marked as a bot: ${JSON.stringify(put.failure)}`);
}

interface FeedPage {
  readonly cursor?: string;
  readonly feed: readonly { readonly post: PostView }[];
}

interface PostView {
  readonly uri: string;
  readonly indexedAt: string;
  readonly record: { readonly text: string; readonly reply?: { readonly parent: { readonly uri: string } } };
}

interface ThreadView {
  readonly post: PostView;
  readonly replies?: readonly ThreadView[];
}

/** All that the account's readers are shown. */
async function readAuthorFeed(): Promise<readonly PublicPost[]> {
  const posts: PublicPost[] = [];
  let cursor = '';
  do {
    const query = { actor: servers.did, limit: '100', filter: 'posts_with_replies' };
    const page = (await servers.readAppView('app.bsky.feed.getAuthorFeed', {
      ...query,
      ...(cursor && { cursor }),
    })) as FeedPage;
    for (const { post } of page.feed)
      posts.push({
        id: post.uri,
        text: post.record.text,
        parent: post.record.reply?.parent.uri ?? null,
        at: parseInstant(post.indexedAt) ?? 0,
      });
    cursor = page.cursor ?? '';
  } while (cursor);
  return posts;
}

/** Each thread as it is shown under its first post, by the words of that. */
async function readThreads(posts: readonly PublicPost[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const threadsByOpener = new Map<string, readonly string[]>();
  for (const { id, text } of posts.filter(({ parent }) => parent === null)) {
    const answer = await servers.readAppView('app.bsky.feed.getPostThread', { uri: id, depth: '10' });
    threadsByOpener.set(text, textsDown((answer as { thread: ThreadView }).thread));
  }
  return threadsByOpener;
}

function textsDown({ post, replies = [] }: ThreadView): readonly string[] {
  return [post.record.text, ...replies.flatMap(textsDown)];
}

function textsOf(plan: Plan, { accountId }: AccountLogin): ReadonlyMap<string, readonly string[]> {
  return new Map(plan.get(accountId)?.map((texts) => [texts[0] ?? '', texts]));
}
