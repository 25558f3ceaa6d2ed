import { expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, planned } from '../builders.ts';

export function knownPostsBehave(freshStore: () => Promise<Store>): void {
  test('a post with a receipt is known by its network’s id and by when its thread was through', async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1', posts: 2 })]);
    const { deliveries } = store;
    expect(await deliveries.newestPostAt('un-mastodon')).toBeNull();
    await claimAndSettle(
      store,
      3500,
      aSettlement({ standing: { state: 'ready', dueAt: 3500 }, receipts: [aReceipt(0)] }),
    );
    expect(await deliveries.knownPosts('un-mastodon', ['remote-0'])).toEqual(new Map([['remote-0', null]]));
    const receipts = [aReceipt(0), aReceipt(1)];
    await claimAndSettle(store, 4000, aSettlement({ standing: { state: 'sent', sentAt: 5000 }, receipts }));
    const known = await deliveries.knownPosts('un-mastodon', ['remote-1', 'a stranger']);
    expect(known).toEqual(new Map([['remote-1', 5000]]));
    expect(await deliveries.knownPosts('un-mastodon', [])).toEqual(new Map());
    expect(await deliveries.knownPosts('another', ['remote-1'])).toEqual(new Map());
  });

  test('an opener’s time is the account’s newest', async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1' })]);
    const { deliveries } = store;
    const receipts = [aReceipt(0)];
    await claimAndSettle(store, 4000, aSettlement({ standing: { state: 'sent', sentAt: 5000 }, receipts }));
    expect(await deliveries.newestPostAt('un-mastodon')).toBe(5000);
    expect(await deliveries.newestPostAt('un-bluesky')).toBeNull();
  });

  test('time is the server’s where there is one, whatever the machine’s calendar says', async () => {
    const store = await freshStore();
    const wrong: Clock = { now: () => 1000, sleep: systemClock.sleep };
    const now = (await store.clock(wrong)).now();
    const isRight = Math.abs(now - systemClock.now()) < 2000;
    expect(isRight ? 'the server’s' : now).toBe(
      expect.getState().currentTestName?.includes('PostgreSQL') ? 'the server’s' : 1000,
    );
  });
}
