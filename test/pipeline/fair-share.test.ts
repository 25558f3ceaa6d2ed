import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { standInForBluesky } from '../../src/networks/bluesky/stand-in.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { fairShare } from '../../src/pipeline/fair-share.ts';
import { openRounds } from '../../src/pipeline/rounds.ts';
import type { AccountLoad } from '../../src/store/records/deliveries.ts';
import type { Store } from '../../src/store/store.ts';
import { aDelivery, planned } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { aLogin } from './newsroom.ts';

const accountIds = ['press', 'desk', 'envoy', 'archive'];

describe('a fair share', () => {
  const held = (heldBy: string | null, ...ids: string[]): AccountLoad[] =>
    ids.map((accountId) => ({ accountId, isDue: true, heldBy }));
  const shareOf = (loads: readonly AccountLoad[], own = 0) => fairShare(loads, { worker: 'me', own });

  it('is half of what one other has', () => {
    expect(shareOf(held('other', ...accountIds))).toHaveLength(2);
  });

  it('is nothing of an only account, nor of what is nearly even', () => {
    expect(shareOf(held('other', 'press'))).toEqual([]);
    expect(shareOf(held('other', 'press', 'desk'), 1)).toEqual([]);
    expect(shareOf(held('other', 'press', 'desk', 'envoy'), 2)).toEqual([]);
  });

  it('is asked of whoever has most', () => {
    expect(shareOf([...held('a', 'press'), ...held('b', 'desk', 'envoy', 'archive')])).toEqual(['archive']);
  });

  it('leaves out what nobody holds, what is ours, and where nothing more waits', () => {
    expect(shareOf(held(null, ...accountIds))).toEqual([]);
    expect(shareOf(held('me', ...accountIds))).toEqual([]);
    expect(shareOf(held('other', ...accountIds).map((load) => ({ ...load, isDue: false })))).toEqual([]);
  });
});

describe('two replicas', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it('share accounts evenly, though one had all of them first, and the threads of each keep their order', async () => {
    const databaseUrl = await postgres.createDatabase();
    const stores = [await openForTest(databaseUrl), await openForTest(databaseUrl)];
    const [store] = stores;
    if (!store) throw new Error('no store');
    const threads = Array.from({ length: 160 }, (_, n) => ({
      id: `d${String(n).padStart(3, '0')}`,
      accountId: accountIds[n % accountIds.length] ?? '',
    }));
    const now = (await store.clock(systemClock)).now();
    await planned(
      store,
      threads.map((thread) => aDelivery({ ...thread, network: 'bluesky', dueAt: now })),
      { plannedAt: now },
    );
    const sent: Sent[] = [];
    const replicas = await Promise.all(stores.map((one, n) => openReplica(one, { worker: `${n}`, sent })));
    const [early] = replicas;
    await early?.tick();
    while (sent.length < 20) await systemClock.sleep(5);
    expect(new Set(sent.map(({ worker }) => worker))).toEqual(new Set(['0']));
    while (sent.length < threads.length) {
      for (const replica of replicas) await replica.tick();
      await systemClock.sleep(50);
    }
    for (const replica of replicas) await replica.settled();
    for (const accountId of accountIds)
      expect(sent.filter((one) => one.accountId === accountId).map(({ id }) => id)).toEqual(
        threads.filter((one) => one.accountId === accountId).map(({ id }) => id),
      );
    const later = sent.slice(threads.length / 2);
    for (const worker of ['0', '1'])
      expect(later.filter((one) => one.worker === worker).length).toBeGreaterThan(later.length / 5);
    for (const one of stores) await one.close();
  });
});

interface Sent {
  readonly id: string;
  readonly accountId: string;
  readonly worker: string;
}

async function openReplica(store: Store, { worker, sent }: { worker: string; sent: Sent[] }) {
  const clock = await store.clock(systemClock);
  const accountDeps = { clock, chance: systemChance, loadMedia: store.loadMedia, sessions: store.sessions };
  const connections = accountIds.map((accountId): Connection => {
    const standIn = standInForBluesky({ ...aLogin('bluesky'), accountId }, accountDeps);
    const publish: Connection['publish'] = async (delivery) => {
      await clock.sleep(20);
      sent.push({ id: delivery.id, accountId, worker });
      const receiptOf = ({ index: partIndex }: { index: number }) => ({
        partIndex,
        remoteId: delivery.id,
        url: `https://social.example/${delivery.id}`,
        contentHash: delivery.id,
        publishedAt: clock.now(),
      });
      return { state: 'published', receipts: delivery.parts.map(receiptOf) };
    };
    return { ...standIn, publish };
  });
  const deps: PipelineDeps = {
    clock,
    chance: systemChance,
    store,
    web: {
      fetch: () => {
        throw new Error('nothing is fetched here');
      },
      close: async () => undefined,
    },
    journal: () => undefined,
    connections: new Map(connections.map((connection) => [connection.accountId, connection])),
    events: new Map(),
    worker,
  };
  return openRounds(deps, { polls: 1, plans: 1, accounts: 64 });
}
