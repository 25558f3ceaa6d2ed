import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAt,
  feedUrl,
  mediaOf,
  planned,
} from '../builders.ts';

const firstPublic = aSettlement({ standing: { state: 'ready', dueAt: 5000 }, receipts: [aReceipt(0)] });

/** As the worker that claimed it first. */
function goOn(store: Store) {
  const going = { deliveryId: 'd1', fence: 1, settlement: firstPublic, worker: 'worker-1', now: 5000 };
  return store.deliveries.goOn({ ...going, lease: 60_000 });
}

export function threadsGoOn(freshStore: () => Promise<Store>): void {
  const begun = async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1', posts: 3 })]);
    await claimAt(store, 4000);
    return store;
  };

  test('a thread goes on with its receipt stored, under a new fence and a whole lease', async () => {
    const store = await begun();
    const claim = { worker: 'worker-1', fence: 2, since: 5000, leaseUntil: 65_000 };
    expect(await goOn(store)).toEqual(claim);
    expect(await store.deliveries.list({})).toMatchObject([
      {
        standing: { state: 'claimed', claim },
        parts: [{ receipt: aReceipt(0) }, { receipt: null }, { receipt: null }],
        attempts: 0,
        lastFailure: null,
      },
    ]);
  });

  test('a finish of the post before changes no row any more', async () => {
    const store = await begun();
    await goOn(store);
    const stale = { deliveryId: 'd1', fence: 1, settlement: firstPublic, now: 6000 };
    expect(await store.deliveries.settle(stale)).toBe(false);
    expect(await goOn(store)).toBeNull();
    expect(await store.deliveries.settle({ ...stale, fence: 2 })).toBe(true);
  });

  test('a thread that died between two posts is uncertain since the second was to go out', async () => {
    const store = await begun();
    await goOn(store);
    await store.deliveries.expireLeases(64_999);
    expect(await store.deliveries.list({ states: ['claimed'] })).toHaveLength(1);
    await store.deliveries.expireLeases(65_000);
    expect(await store.deliveries.list({})).toMatchObject([
      { standing: { state: 'uncertain', since: 5000 } },
    ]);
  });

  test('a thread that went on comes before what is not begun', async () => {
    const store = await begun();
    await planned(store, [aDelivery({ id: 'd2', priority: 'moment' })]);
    await goOn(store);
    const settlement = aSettlement({ standing: { state: 'ready', dueAt: 5000 } });
    await store.deliveries.settle({ deliveryId: 'd1', fence: 2, settlement, now: 5000 });
    expect(await claimAt(store, 5000)).toMatchObject({ id: 'd1' });
  });

  test('pictures of the post that is public are let go, those of the next are kept', async () => {
    const [hall, flags] = [aPicture('hall'), aPicture('flags of all')];
    const parts = [hall, flags].map((picture, index) => aPart({ index, media: [mediaOf(picture)] }));
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1', parts })], {
      pictures: [hall, flags],
    });
    await claimAt(store, 4000);
    await goOn(store);
    expect(await store.sweepMedia()).toBe(hall.byteLength);
  });

  test.each<{ readonly what: string; readonly say: (store: Store) => Promise<unknown> }>([
    { what: 'a pause of everything', say: ({ pauses }) => pauses.pause({ kind: 'all' }, 4500) },
    {
      what: 'a pause of its account',
      say: ({ pauses }) => pauses.pause({ kind: 'account', accountId: 'un-mastodon' }, 4500),
    },
    {
      what: 'a pause of its feed',
      say: ({ pauses }) => pauses.pause({ kind: 'feed', url: feedUrl }, 4500),
    },
    {
      what: 'a word to cancel it',
      say: ({ deliveries }) =>
        deliveries.heed({ word: 'cancel', about: { ids: ['d1'] }, vouched: false, now: 4500 }),
    },
    {
      what: 'its account at rest',
      say: ({ accounts }) =>
        accounts.lockOut('un-mastodon', { since: 4500, failure: { code: 'suspended', subject: 'un' } }),
    },
    { what: 'a lease that ran out', say: ({ deliveries }) => deliveries.expireLeases(64_000) },
  ])('with $what a thread does not go on, and nothing has changed', async ({ say }) => {
    const store = await begun();
    await say(store);
    const before = await store.deliveries.list({});
    expect(await goOn(store)).toBeNull();
    expect(await store.deliveries.list({})).toEqual(before);
  });

  test('what is paused elsewhere stops no thread', async () => {
    const store = await begun();
    await store.pauses.pause({ kind: 'account', accountId: 'un-bluesky' }, 4500);
    await store.pauses.pause({ kind: 'feed', url: 'https://elsewhere.example/' }, 4500);
    expect(await goOn(store)).toMatchObject({ fence: 2 });
  });

  test('a word that comes at the very moment is heeded by one of the two', async () => {
    const store = await begun();
    const said = store.deliveries.heed({ word: 'hold', about: { ids: ['d1'] }, vouched: false, now: 5000 });
    const [claim] = await Promise.all([goOn(store), said]);
    await store.deliveries.settle({
      deliveryId: 'd1',
      fence: claim?.fence ?? 1,
      settlement: firstPublic,
      now: 6000,
    });
    expect(await store.deliveries.list({})).toMatchObject([{ standing: { state: 'held' } }]);
  });
}
