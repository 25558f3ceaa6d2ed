import pg from 'pg';
import { expect, test } from 'vitest';
import { openDryRunCopy } from '../../../src/store/dry-run-copy.ts';
import type { StoryPlan } from '../../../src/store/records/stories.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAt,
  eventId,
  feedUrl,
  mediaOf,
  planned,
} from '../builders.ts';
import { storeHolding } from './decisions.ts';

interface Replicas {
  freshAddress(): Promise<string>;
  open(databaseUrl: string): Promise<Store>;
}

const accountIds = ['un-1', 'un-2', 'un-3', 'un-4'];

export function replicasBehave({ freshAddress, open }: Replicas): void {
  const openFour = async (address: string) => Promise.all(accountIds.map(() => open(address)));

  test('of replicas that decide about a story at once, one is heard and all see what it said', async () => {
    const address = await freshAddress();
    const replicas = await openFour(address);
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    await storeHolding(first);
    const decided = await Promise.all(
      replicas.map(({ stories }, n) => stories[n % 2 === 0 ? 'approve' : 'drop']('story-one')),
    );
    expect(decided.filter(({ ok }) => ok)).toHaveLength(1);
    const isApproved = decided[0]?.ok || decided[2]?.ok;
    for (const { stories } of replicas)
      expect(await stories.list({})).toMatchObject([{ standing: { state: isApproved ? 'new' : 'ignored' } }]);
  });

  test('four claimers never get the same delivery, nor two of one account, and leave none', async () => {
    const address = await freshAddress();
    const replicas = await openFour(address);
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    const deliveries = Array.from({ length: 200 }, (_, n) =>
      aDelivery({ id: `d${n}`, accountId: `un-${(n % 4) + 1}` }),
    );
    await planned(first, deliveries);
    const inFlight = new Set<string>();
    const claimed: string[] = [];
    const overlaps: string[] = [];
    const work = async (replica: Store, worker: string) => {
      for (let turn = 0; claimed.length < deliveries.length; turn += 1) {
        const accountId = accountIds[turn % accountIds.length] ?? '';
        const delivery = await replica.deliveries.claim({ accountId, worker, now: 4000, lease: 60_000 });
        if (delivery?.standing.state !== 'claimed') {
          await new Promise((resolve) => setTimeout(resolve, 1));
          continue;
        }
        if (inFlight.has(delivery.accountId)) overlaps.push(delivery.id);
        inFlight.add(delivery.accountId);
        claimed.push(delivery.id);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inFlight.delete(delivery.accountId);
        const settlement = aSettlement({
          standing: { state: 'sent', sentAt: 4001 },
          receipts: [aReceipt(0)],
        });
        const { fence } = delivery.standing.claim;
        await replica.deliveries.settle({ deliveryId: delivery.id, fence, settlement, now: 4001 });
      }
    };
    await Promise.all(replicas.map((replica, n) => work(replica, `worker-${n}`)));
    expect(new Set(claimed).size).toBe(200);
    expect(claimed).toHaveLength(200);
    expect(overlaps).toEqual([]);
    expect(await first.deliveries.list({ states: ['sent'] })).toHaveLength(200);
  });

  test('two replicas that reach for one account at once end with one claim', async () => {
    const address = await freshAddress();
    const replicas = await openFour(address);
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    await planned(
      first,
      Array.from({ length: 8 }, (_, n) => aDelivery({ id: `d${n}` })),
    );
    // Connected beforehand, so that the claims meet.
    for (const { deliveries } of replicas) await deliveries.nextDueAt();
    const claims = replicas.map(({ deliveries }) =>
      deliveries.claim({ accountId: 'un-mastodon', worker: 'w', now: 4000, lease: 60_000 }),
    );
    expect((await Promise.all(claims)).filter((claim) => claim !== null)).toHaveLength(1);
  });

  test('a claim that waited for another replica to publish a part never comes without its receipt', async () => {
    const address = await freshAddress();
    const store = await planned(await open(address), [aDelivery({ id: 'd1', posts: 2 })]);
    const other = new pg.Client({ connectionString: address });
    await other.connect();
    try {
      // A claim and its settlement as one change that is not committed yet.
      await other.query(`begin;
        update deliveries set fence = fence + 1, turn = 0 where id = 'd1';
        update parts set remote_id = 'there', url = 'u', content_hash = 'h', published_at = 1
          where delivery_id = 'd1' and part_index = 0`);
      const claim = claimAt(store, 4000);
      const waiting = `select from pg_stat_activity where application_name = 'rapporteur' and wait_event_type = 'Lock'`;
      while ((await other.query(waiting)).rowCount === 0);
      await other.query('commit');
      expect(await claim).toBeNull();
      expect(await claimAt(store, 4000)).toMatchObject({
        parts: [{ receipt: { remoteId: 'there' } }, { receipt: null }],
        standing: { claim: { fence: 2 } },
      });
    } finally {
      await other.end();
    }
  });

  test('a story that two feeds bring to two replicas at once is one story', async () => {
    const address = await freshAddress();
    const replicas = await openFour(address);
    const feeds = replicas.map((_, n) => `${feedUrl}?${n}`);
    for (const url of feeds) await replicas[0]?.feeds.register({ eventId, url, now: 0 });
    const admitted = await Promise.all(
      replicas.map(({ stories }, n) => {
        const items = Array.from({ length: 20 }, (_, m) => ({
          ...anItem({ id: `i${m}` }),
          storyId: `r${n}-i${m}`,
        }));
        return stories.admit(
          anAdmission({ feedUrl: feeds[n] ?? '', items: n % 2 ? items : items.toReversed() }),
        );
      }),
    );
    expect(admitted.map(({ added }) => added.length).toSorted()).toEqual([0, 0, 0, 20]);
  });

  test('what another replica has read since counts, and not what this one read last', async () => {
    const [here, there] = await openFour(await freshAddress());
    if (!here || !there) throw new Error('four replicas were opened');
    await here.feeds.register({ eventId, url: feedUrl, now: 0 });
    const reading = (title: string) =>
      anAdmission({ items: [anItem({ id: 'one', title })], bodyHash: title });
    const revised = [
      await here.stories.admit(reading('First wording')),
      await there.stories.admit(reading('Second wording')),
      await here.stories.admit(reading('First wording')),
      await here.stories.admit(reading('First wording')),
    ].map(({ revisions }) => revisions.map(({ revision }) => revision));
    expect(revised).toEqual([[], [2], [3], []]);
  });

  test('a story is planned by one replica only, and what it owes as well', async () => {
    const address = await freshAddress();
    const replicas = await openFour(address);
    await replicas[0]?.feeds.register({ eventId, url: feedUrl, now: 0 });
    await replicas[0]?.stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
    const planAll = (accountId: string, about: Pick<StoryPlan, 'standing' | 'retryOf'>) =>
      Promise.all(
        replicas.map(({ stories }, n) =>
          stories.plan({
            storyId: 'story-one',
            plannedAt: 1,
            article: null,
            deliveries: [aDelivery({ id: `${accountId}-${n}`, accountId })],
            pictures: [],
            ...about,
          }),
        ),
      );
    const first = await planAll('un-1', { standing: { state: 'owing', owed: [], retryAt: 5000 } });
    expect(first.filter(Boolean)).toHaveLength(1);
    const retry = await planAll('un-2', { standing: { state: 'planned' }, retryOf: 5000 });
    expect(retry.filter(Boolean)).toHaveLength(1);
    expect(await replicas[0]?.deliveries.list({})).toHaveLength(2);
  });

  test('a sweep never takes bytes that a plan under way needs', async () => {
    const address = await freshAddress();
    const [planner, sweeper] = await openFour(address);
    if (!planner || !sweeper) throw new Error('no replica');
    const picture = aPicture('a hall');
    for (let n = 0; n < 40; n += 1) {
      const parts = [aPart({ media: [mediaOf(picture)] })];
      const pictures = [picture];
      await Promise.all([
        planned(planner, [aDelivery({ id: `d${n}`, parts })], { pictures }),
        sweeper.sweepMedia(),
        sweeper.sweepMedia(),
      ]);
      expect(await planner.loadMedia(picture.hash)).not.toBeNull();
      const claimed = await planner.deliveries.claim({
        accountId: 'un-mastodon',
        worker: 'w',
        now: 4000,
        lease: 1,
      });
      if (claimed?.standing.state !== 'claimed') throw new Error('nothing was claimed');
      const settlement = aSettlement({ standing: { state: 'sent', sentAt: 1 }, receipts: [aReceipt(0)] });
      const { fence } = claimed.standing.claim;
      await planner.deliveries.settle({ deliveryId: claimed.id, fence, settlement, now: 4000 });
    }
  });

  test('a dry run works on a copy and leaves the store as it was', async () => {
    const address = await freshAddress();
    const store = await open(address);
    const picture = aPicture('a hall');
    const parts = [aPart({ media: [mediaOf(picture)] })];
    await planned(store, [aDelivery({ id: 'd1', parts })], { pictures: [picture] });
    await store.sessions.save('un-mastodon', '{}');
    const before = [await store.stories.list({}), await store.deliveries.list({}), await store.feeds.list()];
    const copied = await openDryRunCopy(address);
    if (!copied.ok) throw new Error(copied.failure.code);
    const copy = copied.value;
    expect([await copy.stories.list({}), await copy.deliveries.list({}), await copy.feeds.list()]).toEqual(
      before,
    );
    expect(await copy.loadMedia(picture.hash)).toEqual(new Uint8Array(picture.bytes));
    expect(await copy.sessions.load('un-mastodon')).toBe('{}');
    await copy.deliveries.claim({ accountId: 'un-mastodon', worker: 'dry', now: 9000, lease: 1 });
    await copy.close();
    expect(await store.deliveries.list({})).toEqual(before[1]);
  });
}
