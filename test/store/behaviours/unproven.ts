import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/outbox/delivery.ts';
import type { Settlement } from '../../../src/outbox/settle.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aPart, aPicture, aReceipt, aSettlement, claimAt, mediaOf, planned } from '../builders.ts';

const hall = aPicture('hall');
const onItsWord = (index: number) => aReceipt(index, { isUnproven: true });
const ready = { state: 'ready', dueAt: 5000 } as const;

export function unprovenPostsBehave(freshStore: () => Promise<Store>): void {
  /** A thread of three, whose opener has a picture and is public on its server's word. */
  async function begun() {
    const parts = [0, 1, 2].map((index) => aPart({ index, media: index === 0 ? [mediaOf(hall)] : [] }));
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1', parts })], { pictures: [hall] });
    await claimAt(store, 4000);
    await goOn(store, { fence: 1, receipt: onItsWord(0) });
    return store;
  }

  function goOn(store: Store, { fence, receipt }: { fence: number; receipt: Receipt }) {
    const settlement = aSettlement({ standing: ready, receipts: [receipt] });
    const going = { deliveryId: 'd1', fence, settlement, worker: 'worker-1', now: 5000, lease: 60_000 };
    return store.deliveries.goOn(going);
  }

  const finish = (store: Store, settlement: Settlement) =>
    store.deliveries.settle({ deliveryId: 'd1', fence: 2, settlement, now: 6000 });

  async function receipts(store: Store) {
    const [delivery] = await store.deliveries.list({});
    return delivery?.parts.map(({ receipt }) => receipt);
  }

  test('a post that stands on its server’s word is known as such, with what its picture needs', async () => {
    const store = await begun();
    expect(await receipts(store)).toEqual([onItsWord(0), null, null]);
    expect(await store.deliveries.knownPosts('un-mastodon', ['remote-0'])).toEqual(
      new Map([['remote-0', null]]),
    );
    expect(await store.deliveries.passages({})).toEqual([]);
    expect(await store.sweepMedia()).toBe(0);
  });

  test('is proven by the one that answers it, which then stands on the server’s word itself', async () => {
    const store = await begun();
    await goOn(store, { fence: 2, receipt: onItsWord(1) });
    expect(await receipts(store)).toEqual([aReceipt(0), onItsWord(1), null]);
    expect(await store.deliveries.passages({})).toHaveLength(1);
    expect(await store.sweepMedia()).toBe(hall.byteLength);
  });

  test('is proven by being read back', async () => {
    const store = await begun();
    await finish(store, aSettlement({ standing: ready, receipts: [aReceipt(0)] }));
    expect(await receipts(store)).toEqual([aReceipt(0), null, null]);
    expect(await store.sweepMedia()).toBe(hall.byteLength);
  });

  test('stays as it is while nothing is heard of it', async () => {
    const store = await begun();
    await finish(store, aSettlement({ standing: ready }));
    expect(await claimAt(store, 7000)).toMatchObject({ parts: [{ receipt: onItsWord(0) }, {}, {}] });
  });

  test('counts by its server’s word once a person has ended its thread', async () => {
    const store = await begun();
    const cancel = { word: 'cancel', about: { ids: ['d1'] }, vouched: false, now: 7000 } as const;
    await store.deliveries.heed(cancel);
    expect(await receipts(store), 'while it is at work').toEqual([onItsWord(0), null, null]);
    await finish(store, aSettlement({ standing: ready }));
    expect(await receipts(store)).toEqual([aReceipt(0), null, null]);
    expect(await store.deliveries.passages({})).toHaveLength(1);
    expect(await store.sweepMedia()).toBe(hall.byteLength);
  });

  test('is owed again, and its picture kept, where its server never kept it', async () => {
    const store = await begun();
    const failure = { code: 'post-dropped', subject: 'un-mastodon' };
    const refused = aSettlement({ standing: { state: 'refused', failure }, lostPart: 0 });
    expect(await finish(store, refused)).toBe(true);
    expect(await receipts(store)).toEqual([null, null, null]);
    expect(await store.sweepMedia()).toBe(0);
    expect(await store.deliveries.list({})).toMatchObject([{ standing: { state: 'refused', failure } }]);
  });

  test('keeps its receipt against a stale finish', async () => {
    const store = await begun();
    const failure = { code: 'post-dropped', subject: 'un-mastodon' };
    const settlement = aSettlement({ standing: { state: 'refused', failure }, lostPart: 0 });
    const stale = { deliveryId: 'd1', fence: 1, settlement, now: 6000 };
    expect(await store.deliveries.settle(stale)).toBe(false);
    expect(await receipts(store)).toEqual([onItsWord(0), null, null]);
  });
}
