import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aReceipt,
  aSettlement,
  claimAndSettle,
  eventId,
  planned,
} from '../builders.ts';

const refused = { code: 'content-refused', subject: 'un-mastodon' };
const sent = aSettlement({ standing: { state: 'sent', sentAt: 5000 }, receipts: [aReceipt(0)] });

export function overviewsAreBounded(freshStore: () => Promise<Store>): void {
  /** Of stories planned at 2500 one is sent and one refused; one planned at 90,000 is sent; one more waits to be planned. */
  const aStore = async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'old' }), aDelivery({ id: 'bad' })]);
    await claimAndSettle(store, 4000, sent);
    await claimAndSettle(store, 4000, aSettlement({ standing: { state: 'refused', failure: refused } }));
    await planned(store, [aDelivery({ id: 'new', dueAt: 90_000 })], { plannedAt: 90_000 });
    await claimAndSettle(store, 90_000, sent);
    const item = anItem({ id: 'waiting' });
    await store.stories.admit(anAdmission({ items: [item], polledAt: 95_000 }));
    return store;
  };
  const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).sort();

  test('what is open stands in an overview whatever its age, and of what is done only what came since', async () => {
    const store = await aStore();
    const overview = await store.overview({ since: 80_000 });
    expect(idsOf(overview.deliveries)).toEqual(['bad', 'new']);
    expect(idsOf(overview.stories)).toEqual(['story-bad', 'story-new', 'story-waiting']);
    expect(overview.passages.map(({ deliveryId }) => deliveryId)).toEqual(['new']);
    expect(overview.rest).toEqual({ stories: 1, deliveries: 1 });
  });

  test('without a time everything stands in it', async () => {
    const store = await aStore();
    await store.stories.admit(anAdmission({ items: [anItem({ id: 'old', title: 'Corrected' })] }));
    const overview = await store.overview({ since: null });
    expect(idsOf(overview.deliveries)).toEqual(['bad', 'new', 'old']);
    expect(overview.stories).toHaveLength(4);
    expect(overview.revisions).toMatchObject([{ storyId: 'story-old' }]);
    expect(overview.passages).toHaveLength(2);
    expect(overview.rest).toEqual({ stories: 0, deliveries: 0 });
  });

  test('a moment that was never planned stands in it with the reason', async () => {
    const store = await freshStore();
    const moment = {
      key: 'day-opening:2017-11-14',
      kind: 'day-opening',
      dueAt: 1000,
      freshUntil: 9000,
    } as const;
    const because = { code: 'moment-stale', subject: moment.key };
    const accountId = 'un-mastodon';
    await store.moments.drop({
      eventId,
      droppedAt: 9500,
      moments: [{ accountId, moment: { ...moment, day: null, sessionId: null }, because }],
    });
    const [dropped] = (await store.overview({ since: 9000 })).dropped;
    expect(dropped).toEqual({ eventId, accountId, key: moment.key, because });
    expect((await store.overview({ since: 9600 })).dropped).toEqual([]);
  });
}
