import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, claimAt, planned } from '../builders.ts';

const later = aSettlement({
  standing: { state: 'ready', dueAt: 9000 },
  attempts: 1,
  lastFailure: { code: 'rate-limited', subject: 'un-mastodon', detail: '429' },
});
const firstPartPublic = aSettlement({
  standing: { state: 'ready', dueAt: 3000 },
  receipts: [aReceipt(0)],
});

export function claimsBehave(freshStore: () => Promise<Store>): void {
  const storeWith = async (...deliveries: ReturnType<typeof aDelivery>[]) =>
    planned(await freshStore(), deliveries);

  test('the delivery due first is claimed, under a lease and a fence', async () => {
    const store = await storeWith(
      aDelivery({ id: 'late', dueAt: 3001 }),
      aDelivery({ id: 'early', posts: 2 }),
    );
    expect(await claimAt(store, 4000)).toMatchObject({
      id: 'early',
      parts: [{ index: 0 }, { index: 1 }],
      standing: {
        state: 'claimed',
        claim: { worker: 'worker-1', fence: 1, since: 4000, leaseUntil: 64_000 },
      },
    });
  });

  test('of two due at the same time, the one planned first goes first', async () => {
    const store = await storeWith(aDelivery({ id: 'z' }), aDelivery({ id: 'a' }));
    expect(await claimAt(store, 3000)).toMatchObject({ id: 'z' });
  });

  test('nothing is claimed before it is due, nor for an account not asked for', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    expect(await claimAt(store, 2999)).toBeNull();
    expect(await claimAt(store, 3000, 'un-bluesky')).toBeNull();
  });

  test('an account has one delivery in flight; others go on', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1' }),
      aDelivery({ id: 'd2' }),
      aDelivery({ id: 'd3', accountId: 'un-bluesky' }),
    );
    expect(await claimAt(store, 3000)).toMatchObject({ id: 'd1' });
    expect(await claimAt(store, 3000)).toBeNull();
    expect(await claimAt(store, 3000, 'un-bluesky')).toMatchObject({ id: 'd3' });
  });

  test('a thread under way goes on before another begins', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', posts: 2 }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3500, { ...firstPartPublic, standing: { state: 'ready', dueAt: 3500 } });
    expect(await store.deliveries.underWay('un-mastodon')).toMatchObject([{ id: 'd1' }]);
    expect(await store.deliveries.underWay('un-bluesky')).toEqual([]);
    expect(await claimAt(store, 3500)).toMatchObject({
      id: 'd1',
      parts: [{ receipt: aReceipt(0) }, { receipt: null }],
      standing: { claim: { fence: 2 } },
    });
  });

  test('a delivery that waits for its retry lets others pass', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3000, later);
    expect(await claimAt(store, 4000)).toMatchObject({ id: 'd2' });
  });

  test('a settlement keeps the patience spent and the last failure', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    expect(await claimAndSettle(store, 3000, later)).toBe(true);
    const { attempts, lastFailure, standing } = later;
    expect(await store.deliveries.list({})).toMatchObject([{ attempts, lastFailure, standing }]);
  });

  test('a finish with an old fence changes no row', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAt(store, 3000);
    await store.deliveries.expireLeases(90_000);
    const stale = { deliveryId: 'd1', fence: 1, settlement: firstPartPublic, now: 90_000 };
    const before = await store.deliveries.list({});
    expect(await store.deliveries.settle(stale)).toBe(false);
    await store.deliveries.claimLook({ accountId: 'un-mastodon', worker: 'w', now: 90_000, lease: 1000 });
    expect(await store.deliveries.settle(stale)).toBe(false);
    expect((await store.deliveries.list({}))[0]?.parts).toEqual(before[0]?.parts);
  });

  test('the first receipt of a part stays', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', posts: 2 }));
    await claimAndSettle(store, 3000, firstPartPublic);
    const again = aSettlement({
      standing: { state: 'sent', sentAt: 4000 },
      receipts: [aReceipt(0, { remoteId: 'another' }), aReceipt(1)],
    });
    await claimAndSettle(store, 3000, again);
    expect((await store.deliveries.list({}))[0]?.parts.map(({ receipt }) => receipt)).toEqual([
      aReceipt(0),
      aReceipt(1),
    ]);
  });

  test.each([
    { state: 'sent', sentAt: 4000 } as const,
    { state: 'refused', failure: { code: 'too-long', subject: 'd1', detail: '501' } } as const,
    { state: 'held', because: { code: 'published-without-receipt', subject: 'd1' } } as const,
    { state: 'cancelled', because: 'by-a-person' } as const,
  ])('a delivery that is $state wants no more work', async (standing) => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, aSettlement({ standing }));
    expect(await store.deliveries.list({ states: [standing.state] })).toMatchObject([{ standing }]);
    expect(await claimAt(store, 99_000)).toBeNull();
    expect(await store.deliveries.nextDueAt()).toBeNull();
  });

  test('deliveries are listed by event, story and state', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAt(store, 3000);
    const idsOf = async (filter: Parameters<typeof store.deliveries.list>[0]) =>
      (await store.deliveries.list(filter)).map(({ id }) => id);
    expect(await idsOf({ eventId: 'geneva' })).toEqual([]);
    expect(await idsOf({ storyId: 'story-d2' })).toEqual(['d2']);
    expect(await idsOf({ states: ['claimed'] })).toEqual(['d1']);
    expect(await idsOf({ states: ['claimed', 'ready'] })).toEqual(['d1', 'd2']);
    expect(await idsOf({ states: [] })).toEqual([]);
  });

  test('openers are counted from when they became public, per account', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1', posts: 2 }),
      aDelivery({ id: 'd2' }),
      aDelivery({ id: 'd3', accountId: 'un-bluesky' }),
    );
    const receipts = [aReceipt(0, { publishedAt: 7000 }), aReceipt(1, { publishedAt: 7500 })];
    await claimAndSettle(store, 3000, aSettlement({ standing: { state: 'sent', sentAt: 1 }, receipts }));
    const opener = [aReceipt(0, { publishedAt: 6000 })];
    await claimAndSettle(
      store,
      3000,
      aSettlement({ standing: { state: 'sent', sentAt: 1 }, receipts: opener }),
    );
    expect(await store.deliveries.openerTimes('un-mastodon', 0)).toEqual([6000, 7000]);
    expect(await store.deliveries.openerTimes('un-mastodon', 6001)).toEqual([7000]);
    expect(await store.deliveries.openerTimes('un-bluesky', 0)).toEqual([]);
    expect(await store.deliveries.postTimes('un-mastodon', 6001)).toEqual([7000, 7500]);
    expect(await store.deliveries.postTimes('un-bluesky', 0)).toEqual([]);
  });
}
