import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aReceipt,
  aSettlement,
  claimAndSettle,
  claimAt,
  eventId,
  feedUrl,
  planned,
} from '../builders.ts';

export function passagesBehave(freshStore: () => Promise<Store>): void {
  const seenAt = Date.UTC(2017, 10, 14, 17, 0, 40);

  /** A story that was dated so by its feed, seen at `seenAt` and public five seconds later. */
  async function passageOf(publishedAt: number | null, { isFirstReading = false } = {}) {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    if (!isFirstReading) await store.stories.admit(anAdmission({ items: [], polledAt: 1000 }));
    const { item, ...about } = anItem({ id: 'one' });
    await store.stories.admit(
      anAdmission({ items: [{ ...about, item: { ...item, publishedAt } }], polledAt: seenAt }),
    );
    await store.stories.plan({
      storyId: 'story-one',
      plannedAt: seenAt + 2000,
      article: null,
      standing: { state: 'planned' },
      deliveries: [aDelivery({ id: 'one' }), aDelivery({ id: 'two', accountId: 'un-bluesky' })],
      pictures: [],
    });
    const receipts = [aReceipt(0, { publishedAt: seenAt + 5000 })];
    await claimAndSettle(
      store,
      seenAt + 3000,
      aSettlement({ standing: { state: 'sent', sentAt: seenAt + 5000 }, receipts }),
    );
    return store.deliveries.passages({});
  }

  test('the way of a public story is known by its parts; one not public yet has none', async () => {
    expect(await passageOf(seenAt - 35_000)).toEqual([
      {
        deliveryId: 'one',
        eventId,
        accountId: 'un-mastodon',
        network: 'mastodon',
        publishedAt: seenAt - 35_000,
        seenAt,
        plannedAt: seenAt + 2000,
        publicAt: seenAt + 5000,
        wasKeptBack: false,
      },
    ]);
  });

  test('all ways are read a few at a time, each once', async () => {
    const ids = ['one', 'two', 'three', 'four', 'five'];
    const store = await planned(
      await freshStore(),
      ids.map((id) => aDelivery({ id })),
    );
    for (const _ of ids) {
      const receipts = [aReceipt(0)];
      const settlement = aSettlement({ standing: { state: 'sent', sentAt: 5000 }, receipts });
      await claimAndSettle(store, 4000, settlement);
    }
    const read: string[] = [];
    for await (const { deliveryId } of store.deliveries.everyPassage({ atOnce: 2 })) read.push(deliveryId);
    expect(read).toEqual(ids);
  });

  const account = { kind: 'account', accountId: 'un-mastodon' } as const;
  const say = (word: 'hold' | 'release') => (store: Store) =>
    store.deliveries.heed({ word, about: { ids: ['one'] }, vouched: false, now: 3000 });
  const resume = (store: Store) => store.pauses.resume({ scope: account, waiting: 'keep', now: 3000 });
  test.each([
    ['paused', (store: Store) => store.pauses.pause(account, 2000), resume],
    ['held', say('hold'), say('release')],
  ])('what a person had %s is known to have been kept back', async (_, keepBack, letGo) => {
    const other = { accountId: 'un-bluesky', network: 'bluesky' } as const;
    const store = await planned(await freshStore(), [
      aDelivery({ id: 'one' }),
      aDelivery({ id: 'two', ...other }),
    ]);
    await keepBack(store);
    await letGo(store);
    const settlement = aSettlement({
      standing: { state: 'sent', sentAt: 5000 },
      receipts: [aReceipt(0)],
    });
    for (const accountId of ['un-mastodon', 'un-bluesky']) {
      const claimed = await claimAt(store, 9000, accountId);
      const deliveryId = claimed?.id ?? '';
      await store.deliveries.settle({ deliveryId, fence: 1, settlement, now: 9000 });
    }
    expect(await store.deliveries.passages({})).toMatchObject([
      { deliveryId: 'one', wasKeptBack: true },
      { deliveryId: 'two', wasKeptBack: false },
    ]);
  });

  test.each([
    [
      'that was paused',
      (store: Store) => store.pauses.pause({ kind: 'feed', url: feedUrl }, 1500),
      (store: Store) =>
        store.pauses.resume({ scope: { kind: 'feed', url: feedUrl }, waiting: 'keep', now: 1600 }),
    ],
    [
      'that was set aside',
      async (store: Store) => {
        const items = ['a', 'b', 'c', 'd', 'e'].map((id) => anItem({ id }));
        await store.stories.admit(anAdmission({ items, polledAt: 1500, bodyHash: 'flood' }));
      },
      (store: Store) =>
        store.feeds.settle({
          eventId,
          url: feedUrl,
          standing: { state: 'followed' },
          dates: 'steady',
          now: 1600,
        }),
    ],
  ])(
    'what is new in a feed %s was kept back by a person, and what comes later was not',
    async (_, keepBack, letGo) => {
      const store = await freshStore();
      await store.feeds.register({ eventId, url: feedUrl, now: 0 });
      await store.stories.admit(anAdmission({ items: [], polledAt: 1000 }));
      await keepBack(store);
      await letGo(store);
      for (const id of ['one', 'two']) {
        await store.stories.admit(anAdmission({ items: [anItem({ id })], polledAt: 2000, bodyHash: id }));
        await store.stories.plan({
          storyId: `story-${id}`,
          plannedAt: 2500,
          article: null,
          standing: { state: 'planned' },
          deliveries: [aDelivery({ id })],
          pictures: [],
        });
        const standing = { state: 'sent', sentAt: 5000 } as const;
        await claimAndSettle(store, 9000, aSettlement({ standing, receipts: [aReceipt(0)] }));
      }
      expect(await store.deliveries.passages({})).toMatchObject([
        { deliveryId: 'one', wasKeptBack: true },
        { deliveryId: 'two', wasKeptBack: false },
      ]);
    },
  );

  test.each([
    ['is a mere day', Date.UTC(2017, 10, 14, 12)],
    ['is still to come', seenAt + 60_000],
    ['is years old', seenAt - 5 * 365 * 86_400_000],
    ['is missing', null],
  ])('a date that %s tells nothing of when it was published', async (_, publishedAt) => {
    expect(await passageOf(publishedAt)).toMatchObject([{ publishedAt: null }]);
  });

  test('what stood in the feed at first was published before anybody asked', async () => {
    expect(await passageOf(seenAt - 35_000, { isFirstReading: true })).toMatchObject([{ publishedAt: null }]);
  });
}
