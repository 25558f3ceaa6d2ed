import { expect, test } from 'vitest';
import type { AfterPause, PauseScope } from '../../../src/outbox/pause.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, claimAt, feedUrl, planned } from '../builders.ts';

const account = { kind: 'account', accountId: 'un-mastodon' } as const;
const feed = { kind: 'feed', url: feedUrl } as const;
const all = { kind: 'all' } as const;

export function pausesBehave(freshStore: () => Promise<Store>): void {
  const storeWith = async (...deliveries: ReturnType<typeof aDelivery>[]) =>
    planned(await freshStore(), deliveries);
  const resume = (store: Store, scope: PauseScope, waiting: AfterPause) =>
    store.pauses.resume({ scope, waiting, now: 8000 });

  test.each([all, account, feed])('while paused ($kind), nothing of it is claimed or due', async (scope) => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    expect(await store.pauses.pause(scope, 3500)).toBe(true);
    expect(await store.pauses.pause(scope, 3600)).toBe(false);
    expect(await store.pauses.list()).toEqual([{ scope, since: 3500 }]);
    expect(await claimAt(store, 4000)).toBeNull();
    expect(await store.deliveries.nextDueAt()).toBeNull();
    expect(await resume(store, scope, 'keep')).toEqual({ since: 3500, waited: 1 });
    expect(await store.pauses.list()).toEqual([]);
    expect(await claimAt(store, 8000)).toMatchObject({ id: 'd1' });
  });

  test('others go on', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', accountId: 'un-bluesky' }));
    await store.pauses.pause(account, 3500);
    await store.pauses.pause({ kind: 'feed', url: 'https://elsewhere.example/' }, 3500);
    expect(await claimAt(store, 4000, 'un-bluesky')).toMatchObject({ id: 'd1' });
  });

  test('a pause holds between two posts of a thread, and the thread goes on after it, whatever is dropped', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', posts: 2 }), aDelivery({ id: 'd2' }));
    await claimAndSettle(
      store,
      3500,
      aSettlement({ standing: { state: 'ready', dueAt: 3500 }, receipts: [aReceipt(0)] }),
    );
    await store.pauses.pause(all, 3600);
    expect(await claimAt(store, 4000)).toBeNull();
    expect(await resume(store, all, 'drop')).toEqual({ since: 3600, waited: 1 });
    expect(await store.deliveries.list({ states: ['cancelled'] })).toMatchObject([
      { id: 'd2', standing: { because: 'dropped-after-pause' } },
    ]);
    expect(await claimAt(store, 8000)).toMatchObject({ id: 'd1' });
  });

  test('what is kept is as fresh as it was when the pause began', async () => {
    const freshness = { staleAt: 6000, whenStale: 'fold' } as const;
    const store = await storeWith(aDelivery({ id: 'd1', freshness }));
    await store.pauses.pause(account, 3500);
    await resume(store, account, 'keep');
    expect(await store.deliveries.list({})).toMatchObject([{ freshness: { staleAt: 10_500 } }]);
  });

  test('what goes into a digest is stale at once', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await store.pauses.pause(account, 3500);
    await resume(store, account, 'digest');
    expect(await store.deliveries.list({})).toMatchObject([
      { standing: { state: 'ready' }, freshness: { staleAt: 8000, whenStale: 'fold' } },
    ]);
    expect(await claimAt(store, 8000)).toBeNull();
  });

  test('a paused feed is not read, and what it gathered is background when it is resumed without', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await store.pauses.pause(feed, 3500);
    expect(await store.feeds.due(99_000)).toEqual([]);
    expect(await store.feeds.nextPollAt()).toBeNull();
    await resume(store, feed, 'drop');
    expect(await store.feeds.due(8000)).toMatchObject([
      { standing: { state: 'accepted', as: 'background' } },
    ]);
  });

  test('nothing is settled where nothing was paused', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    expect(await resume(store, all, 'drop')).toBeNull();
    expect(await claimAt(store, 8000)).toMatchObject({ id: 'd1' });
  });
}
