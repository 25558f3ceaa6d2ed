import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSeededChance } from '../../src/base/chance.ts';
import { createVirtualClock } from '../../src/base/clock.ts';
import { minute } from '../../src/base/instant.ts';
import { emptyItem } from '../../src/feed/feed-item.ts';
import { standInForMastodon } from '../../src/networks/mastodon/stand-in.ts';
import { deliverDue } from '../../src/pipeline/deliver.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { openRecall } from '../../src/pipeline/recall.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Thread } from '../../src/thread/thread.ts';
import { unaskedWeb } from '../web/unasked-web.ts';
import { type Row, rssMiB, timeInTurn } from './measure.ts';

const threads = 100;
const postsPerThread = 5;
const posts = threads * postsPerThread;

/** Freezing, planning, claiming, publishing and settling 500 posts to a stand-in, on a SQLite file with full durability. */
export async function measureDelivery(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  let run = 0;
  try {
    const { ours, floor } = await timeInTurn(
      () => planAndDeliver(join(folder, `ours-${run++}.db`)),
      () => insertAndUpdate(join(folder, `floor-${run++}.db`)),
    );
    return [
      {
        name: `plan and deliver ${posts} posts to a stand-in: posts`,
        value: (posts / ours) * 1000,
        unit: 'per s',
        floor: { name: 'one durable insert and one durable update each', value: (posts / floor) * 1000 },
        rssMiB: rssMiB(),
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function planAndDeliver(file: string): Promise<void> {
  const opened = await openStore({ databaseUrl: `sqlite:${file}`, exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const clock = createVirtualClock(Date.UTC(2017, 10, 14, 12));
  const chance = createSeededChance(1);
  const connection = standInForMastodon(
    {
      accountId: 'bench',
      network: 'mastodon',
      serviceUrl: 'https://social.example',
      handle: '@desk@social.example',
      secret: null,
    },
    { clock, chance, loadMedia: (hash) => store.loadMedia(hash), sessions: store.sessions },
  );
  const deps: PipelineDeps = {
    clock,
    chance,
    store,
    web: unaskedWeb,
    journal: () => undefined,
    connections: new Map([[connection.accountId, connection]]),
    events: new Map(),
    worker: 'bench',
  };
  const recall = openRecall(deps);
  for (let number = 0; number < threads; number += 1) {
    await planOne(deps, number);
    // Past the network's own three-hour budget, which a stand-in keeps as well.
    clock.advanceTo(clock.now() + 10 * minute);
    await deliverDue(deps, { connection, recall });
  }
  const sent = await store.deliveries.list({ states: ['sent'] });
  if (sent.length !== threads) throw new Error(`${sent.length} of ${threads} threads were sent`);
  await store.close();
}

async function planOne(deps: PipelineDeps, number: number): Promise<void> {
  const { store, clock } = deps;
  const storyId = `story-${number}`;
  const feedUrl = 'https://news.example/feed';
  await store.feeds.register({ eventId: 'bench', url: feedUrl, now: clock.now() });
  await store.stories.admit({
    eventId: 'bench',
    feedUrl,
    polledAt: clock.now(),
    nextPollAt: clock.now() + minute,
    validators: { etag: null, lastModified: null },
    bodyHash: storyId,
    place: { address: feedUrl, move: null },
    items: [
      {
        storyId,
        fingerprint: storyId,
        item: {
          ...emptyItem,
          id: storyId,
          title: storyId,
        },
        aliases: [{ kind: 'guid', value: storyId }],
        contentHash: storyId,
        position: 0,
        standing: { state: 'new' },
      },
    ],
  });
  const connection = deps.connections.get('bench');
  const frozen = await connection?.freezeThread(threadOf(storyId), {
    createdAt: clock.now(),
    pictures: new Map(),
  });
  if (!frozen?.ok) throw new Error('the thread could not be frozen');
  await store.stories.plan({
    storyId,
    plannedAt: clock.now(),
    article: null,
    standing: { state: 'planned' },
    deliveries: [
      {
        id: `delivery-${number}`,
        accountId: 'bench',
        network: 'mastodon',
        dueAt: clock.now(),
        parts: frozen.value,
      },
    ],
    pictures: [],
  });
}

function threadOf(storyId: string): Thread {
  return {
    subject: storyId,
    posts: Array.from({ length: postsPerThread }, (_, index) => ({
      role: index === 0 ? 'opener' : 'quote',
      spans: [
        { kind: 'plain', text: `Post ${index} of ${storyId}: delegates discussed what the missions need.` },
      ],
      language: 'en',
      attachment: null,
      visibility: index === 0 ? 'public' : 'unlisted',
      contentWarning: null,
    })),
    leftOut: [],
  };
}

async function insertAndUpdate(file: string): Promise<void> {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table post (id integer primary key, body text, done integer)',
  );
  const insert = db.prepare('insert into post (id, body, done) values (?, ?, 0)');
  const update = db.prepare('update post set done = 1 where id = ?');
  for (let id = 0; id < posts; id += 1) {
    insert.run(id, 'delegates discussed what the missions need');
    update.run(id);
  }
  db.close();
}
