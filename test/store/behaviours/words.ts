import { expect, test } from 'vitest';
import type { OperatorWord } from '../../../src/outbox/operator-word.ts';
import type { DeliverySelection } from '../../../src/store/records/deliveries.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAndSettle,
  claimAt,
  eventId,
  feedUrl,
  lookAt,
  mediaOf,
  planned,
} from '../builders.ts';

export function wordsAreHeeded(freshStore: () => Promise<Store>): void {
  const storeWith = async (...deliveries: ReturnType<typeof aDelivery>[]) =>
    planned(await freshStore(), deliveries);
  const say = (store: Store, word: OperatorWord, about: DeliverySelection) =>
    store.deliveries.heed({ word, about, vouched: false, now: 5000 });
  const states = async (store: Store) =>
    Object.fromEntries((await store.deliveries.list({})).map(({ id, standing }) => [id, standing.state]));

  test('a held delivery is not claimed, and goes on when it is released', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    expect(await say(store, 'hold', { ids: ['d1'] })).toMatchObject([
      { delivery: { standing: { state: 'ready' } }, became: { kind: 'stands', standing: { state: 'held' } } },
    ]);
    expect(await claimAt(store, 9000)).toBeNull();
    await say(store, 'release', { ids: ['story-d1'] });
    expect(await claimAt(store, 9000)).toMatchObject({ id: 'd1' });
  });

  test('a cancelled delivery is never claimed again, and its pictures are let go', async () => {
    const picture = aPicture('flags');
    const store = await planned(
      await freshStore(),
      [aDelivery({ id: 'd1', parts: [aPart({ media: [mediaOf(picture)] })] })],
      { pictures: [picture] },
    );
    await say(store, 'cancel', { ids: ['d1'] });
    expect(await claimAt(store, 9000)).toBeNull();
    expect(await store.sweepMedia()).toBe(picture.byteLength);
    expect(await say(store, 'retry', { ids: ['d1'] })).toMatchObject([{ became: null }]);
  });

  test('a claimed delivery is not cancelled under its worker, but as soon as its attempt has ended', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', posts: 2 }));
    await claimAt(store, 4000);
    expect(await say(store, 'cancel', { ids: ['d1'] })).toMatchObject([
      { became: { kind: 'noted', word: 'cancel' } },
    ]);
    expect(await states(store)).toEqual({ d1: 'claimed' });
    const settlement = aSettlement({
      standing: { state: 'ready', dueAt: 4000 },
      receipts: [aReceipt(0)],
    });
    expect(await store.deliveries.settle({ deliveryId: 'd1', fence: 1, settlement, now: 5000 })).toBe(true);
    expect(await store.deliveries.list({})).toMatchObject([
      {
        standing: { state: 'cancelled', because: 'by-a-person' },
        notedWord: null,
        parts: [{ receipt: aReceipt(0) }, { receipt: null }],
      },
    ]);
    expect(await claimAt(store, 9000)).toBeNull();
  });

  test('a word about a delivery nobody is sure of waits until it was looked for', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    const standing = { state: 'uncertain', lookAt: 4500, looks: 0, since: 4000 } as const;
    await claimAndSettle(store, 4000, aSettlement({ standing }));
    await say(store, 'hold', { ids: ['d1'] });
    const look = await lookAt(store, 5000);
    expect(look).toMatchObject({ since: 4000, delivery: { notedWord: 'hold' } });
    await store.deliveries.settle({
      deliveryId: 'd1',
      fence: 2,
      settlement: aSettlement({ standing }),
      now: 1,
    });
    expect(await store.deliveries.list({})).toMatchObject([{ standing, notedWord: 'hold' }]);
    await lookAt(store, 5000);
    const absent = aSettlement({ standing: { state: 'ready', dueAt: 5000 } });
    await store.deliveries.settle({ deliveryId: 'd1', fence: 3, settlement: absent, now: 5000 });
    expect(await states(store)).toEqual({ d1: 'held' });
  });

  test('a retried delivery has its patience back', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    const because = { code: 'rate-limited', subject: 'un-mastodon' };
    await claimAndSettle(
      store,
      4000,
      aSettlement({ standing: { state: 'held', because }, attempts: 300, lastFailure: because }),
    );
    await say(store, 'retry', { ids: ['d1'] });
    expect(await store.deliveries.list({})).toMatchObject([
      { attempts: 0, standing: { state: 'uncertain', since: 4000 } },
    ]);
  });

  test('a word is about the account, the feed and the ids that are named, and about nothing else', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1' }),
      aDelivery({ id: 'd2', accountId: 'un-bluesky' }),
      aDelivery({ id: 'd3' }),
    );
    await say(store, 'hold', { accountId: 'un-bluesky' });
    expect(await states(store)).toEqual({ d1: 'ready', d2: 'held', d3: 'ready' });
    await say(store, 'hold', { ids: ['d1', 'd2'], accountId: 'un-mastodon' });
    expect(await states(store)).toEqual({ d1: 'held', d2: 'held', d3: 'ready' });
    expect(await say(store, 'cancel', { feedUrl: 'https://elsewhere.example/' })).toEqual([]);
    expect(await say(store, 'cancel', { feedUrl })).toHaveLength(3);
  });

  test('a word about a whole account or feed passes over what is done with; one about an id does not', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }), aDelivery({ id: 'd3' }));
    const sent = aSettlement({ standing: { state: 'sent', sentAt: 4000 }, receipts: [aReceipt(0)] });
    await claimAndSettle(store, 3000, sent);
    await say(store, 'cancel', { ids: ['d2'] });
    const named = async (about: DeliverySelection) =>
      (await say(store, 'hold', about)).map(({ delivery: { id } }) => id);
    expect(await named({ accountId: 'un-mastodon' })).toEqual(['d3']);
    expect(await named({ feedUrl })).toEqual(['d3']);
    expect(await named({ ids: ['d1', 'd2'] })).toEqual(['d1', 'd2']);
  });

  test('a story that is cancelled is owed to nobody any more', async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    await store.stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
    const owed = [
      { accountId: 'un-bluesky', failure: { code: 'server-unreachable', subject: 'un-bluesky' } },
    ];
    await store.stories.plan({
      storyId: 'story-one',
      plannedAt: 2000,
      article: null,
      standing: { state: 'owing', owed, retryAt: 3000 },
      deliveries: [aDelivery({ id: 'd1' })],
      pictures: [],
    });
    await say(store, 'cancel', { ids: ['story-one'] });
    expect(await store.stories.waiting(9000)).toEqual([]);
    expect(await states(store)).toEqual({ d1: 'cancelled' });
  });
}
