import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aSettlement, claimAndSettle, claimAt, lookAt, planned } from '../builders.ts';

export function loadsAreShared(freshStore: () => Promise<Store>): void {
  const loadsAt = (store: Store, now: number) => store.deliveries.loads(now);
  const two = async () => planned(await freshStore(), [aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' })]);

  test('an account is due from the instant on at which something is', async () => {
    const store = await two();
    expect(await loadsAt(store, 2999)).toEqual([]);
    expect(await loadsAt(store, 3000)).toEqual([{ accountId: 'un-mastodon', isDue: true, heldBy: null }]);
  });

  test('an account is held by whoever has a claim there, and due if more waits', async () => {
    const store = await two();
    await claimAt(store, 3000);
    expect(await loadsAt(store, 3000)).toEqual([
      { accountId: 'un-mastodon', isDue: true, heldBy: 'worker-1' },
    ]);
    await store.deliveries.heed({ word: 'cancel', about: { ids: ['d2'] }, vouched: false, now: 3000 });
    expect(await loadsAt(store, 3000)).toEqual([
      { accountId: 'un-mastodon', isDue: false, heldBy: 'worker-1' },
    ]);
  });

  test('what is uncertain is due when it is to be looked for, and held by nobody before', async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1' })]);
    await claimAndSettle(
      store,
      3000,
      aSettlement({ standing: { state: 'uncertain', lookAt: 9000, looks: 0, since: 3000 } }),
    );
    expect(await loadsAt(store, 8999)).toEqual([{ accountId: 'un-mastodon', isDue: false, heldBy: null }]);
    expect(await loadsAt(store, 9000)).toEqual([{ accountId: 'un-mastodon', isDue: true, heldBy: null }]);
    await lookAt(store, 9000);
    expect(await loadsAt(store, 9000)).toMatchObject([{ heldBy: 'worker-2' }]);
  });

  test('an account that is locked out is due, so that its credentials are checked', async () => {
    const store = await freshStore();
    await store.accounts.lockOut('un-bluesky', { since: 1, failure: { code: 'suspended', subject: 'un' } });
    expect(await loadsAt(store, 3000)).toEqual([{ accountId: 'un-bluesky', isDue: true, heldBy: null }]);
  });

  test('of an account that is promised only that worker begins a thread, until the promise ends', async () => {
    const store = await two();
    const promise = (to: string, now: number) =>
      store.accounts.promise('un-mastodon', { to, now, until: now + 1000 });
    expect(await promise('worker-2', 3000)).toBe(true);
    expect(await promise('worker-1', 3500)).toBe(false);
    expect(await claimAt(store, 3999)).toBeNull();
    const theirs = { accountId: 'un-mastodon', worker: 'worker-2', now: 3999, lease: 60_000 };
    expect(await store.deliveries.claim(theirs)).toMatchObject({ id: 'd1' });
  });

  test('a promise that has ended, or is one’s own, keeps nobody from an account', async () => {
    const store = await two();
    const promise = (to: string, now: number) =>
      store.accounts.promise('un-mastodon', { to, now, until: now + 1000 });
    await promise('worker-2', 3000);
    expect(await promise('worker-2', 3500)).toBe(true);
    expect(await promise('worker-1', 4500)).toBe(true);
    expect(await promise('worker-2', 4600)).toBe(false);
    expect(await claimAt(store, 4600)).toMatchObject({ id: 'd1' });
  });

  test('a thread under way goes on to its end though its account is promised to another', async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1', posts: 2 })]);
    await claimAt(store, 3000);
    await store.accounts.promise('un-mastodon', { to: 'worker-2', now: 3000, until: 9000 });
    const settlement = aSettlement({ standing: { state: 'ready', dueAt: 3000 } });
    const going = { deliveryId: 'd1', fence: 1, settlement, worker: 'worker-1', now: 3500, lease: 1000 };
    expect(await store.deliveries.goOn(going)).toMatchObject({ worker: 'worker-1', fence: 2 });
  });
}
