import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, claimAt, eventId, planned } from '../builders.ts';

const fold = { staleAt: 6000, whenStale: 'fold' } as const;
const accountId = 'un-mastodon';

export function staleThreadsAreFolded(freshStore: () => Promise<Store>): void {
  const storeWith = async (...deliveries: ReturnType<typeof aDelivery>[]) =>
    planned(await freshStore(), deliveries);
  const staleIds = async (store: Store, now: number) =>
    (await store.deliveries.stale({ accountId, now })).map(({ id }) => id);

  test('a thread that was not begun in time is claimed no more, one under way is', async () => {
    const store = await storeWith(
      aDelivery({ id: 'begun', posts: 2, freshness: fold }),
      aDelivery({ id: 'late', freshness: fold }),
    );
    const onePublic = aSettlement({
      standing: { state: 'ready', dueAt: 3500 },
      receipts: [aReceipt(0)],
    });
    await claimAndSettle(store, 3500, onePublic);
    expect(await staleIds(store, 5999)).toEqual([]);
    expect(await staleIds(store, 6000)).toEqual(['late']);
    expect(await claimAt(store, 6000)).toMatchObject({ id: 'begun' });
    expect(await claimAt(store, 6000)).toBeNull();
  });

  test('the heaviest goes first, of equals the one planned first; a moment before them all', async () => {
    const store = await storeWith(
      aDelivery({ id: 'light', weight: 1 }),
      aDelivery({ id: 'heavy', weight: 3 }),
      aDelivery({ id: 'light-too', weight: 1 }),
      aDelivery({ id: 'moment', priority: 'moment', dueAt: 3500 }),
    );
    const order: string[] = [];
    for (let next = await claimAt(store, 4000); next; next = await claimAt(store, 4000)) {
      order.push(next.id);
      const settlement = aSettlement({ standing: { state: 'sent', sentAt: 4000 } });
      await store.deliveries.settle({ deliveryId: next.id, fence: 1, settlement, now: 4000 });
    }
    expect(order).toEqual(['moment', 'heavy', 'light', 'light-too']);
  });

  test('a digest is stored with the end of what it tells', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1', freshness: fold }),
      aDelivery({ id: 'd2', freshness: fold }),
    );
    const ended = [
      { deliveryId: 'd1', because: 'folded' },
      { deliveryId: 'd2', because: 'no-room-in-digest' },
    ] as const;
    const digest = { key: 'digest:d1', delivery: aDelivery({ id: 'digest', dueAt: 7000 }) };
    const asked = { eventId, foldedAt: 7000, ended, digest };
    expect(await store.deliveries.fold(asked)).toBe(true);
    expect(await store.deliveries.list({})).toMatchObject([
      { id: 'd1', standing: { state: 'cancelled', because: 'folded' } },
      { id: 'd2', standing: { state: 'cancelled', because: 'no-room-in-digest' } },
      { id: 'digest', of: { kind: 'moment', key: 'digest:d1' }, standing: { state: 'ready' } },
    ]);
    expect(await store.deliveries.fold(asked)).toBe(false);
  });

  test('nothing is folded when a person or a worker was faster', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await store.deliveries.heed({ word: 'hold', about: { ids: ['d2'] }, vouched: false, now: 4000 });
    const ended = ['d1', 'd2'].map((deliveryId) => ({ deliveryId, because: 'stale' as const }));
    expect(await store.deliveries.fold({ eventId, foldedAt: 7000, ended, digest: null })).toBe(false);
    expect(await store.deliveries.list({ states: ['cancelled'] })).toEqual([]);
  });

  test('stories wait together for the next slot, and moments do not', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1' }),
      aDelivery({ id: 'd2', accountId: 'un-bluesky' }),
      aDelivery({ id: 'm1', priority: 'moment' }),
    );
    await store.deliveries.postponeStories({ accountId, eventId, until: 8000 });
    expect(await claimAt(store, 7999, accountId)).toMatchObject({ id: 'm1' });
    expect(await claimAt(store, 7999, 'un-bluesky')).toMatchObject({ id: 'd2' });
  });
}
