import { expect, test } from 'vitest';
import { policy } from '../../../src/outbox/policy.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, claimAt, lookAt, planned } from '../builders.ts';

const unsure = aSettlement({
  standing: { state: 'uncertain', lookAt: 70_000, looks: 1, since: 3000 },
  attempts: 25,
  lastFailure: { code: 'answer-lost', subject: 'un-mastodon' },
});
const lockedOut = aSettlement({
  standing: { state: 'ready', dueAt: 3000 },
  lockOut: { code: 'credentials-refused', subject: 'un-mastodon' },
});

export function uncertaintyBehaves(freshStore: () => Promise<Store>): void {
  const storeWith = async (...deliveries: ReturnType<typeof aDelivery>[]) =>
    planned(await freshStore(), deliveries);

  test('an uncertain delivery is never claimed for publishing, and its account waits', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3000, unsure);
    expect(await claimAt(store, 999_000)).toBeNull();
    expect(await store.deliveries.list({ states: ['uncertain'] })).toMatchObject([
      { standing: unsure.standing },
    ]);
  });

  test('a look is claimed when it is due, with what the uncertainty knew', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, unsure);
    expect(await lookAt(store, 69_999)).toBeNull();
    expect(await lookAt(store, 70_000)).toMatchObject({
      delivery: { id: 'd1', attempts: 25, standing: { state: 'claimed', claim: { fence: 2, since: 3000 } } },
      since: 3000,
      looks: 1,
    });
    expect(await lookAt(store, 70_000)).toBeNull();
  });

  test('a claim whose lease ran out becomes uncertain since the attempt began', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAt(store, 3000);
    expect(await store.deliveries.expireLeases(62_999)).toBe(0);
    expect(await store.deliveries.expireLeases(63_000)).toBe(1);
    expect(await store.deliveries.expireLeases(63_000)).toBe(0);
    expect(await store.deliveries.list({})).toMatchObject([
      {
        standing: { state: 'uncertain', lookAt: 63_000, looks: 0, since: 3000 },
        lastFailure: { code: 'lease-lost', subject: 'worker-1' },
      },
    ]);
  });

  test('a lost lease spends as much patience as an unknown outcome', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(
      store,
      3000,
      aSettlement({ standing: { state: 'ready', dueAt: 4000 }, attempts: 3 }),
    );
    await claimAt(store, 4000);
    await store.deliveries.expireLeases(64_000);
    expect(await store.deliveries.list({})).toMatchObject([{ attempts: 3 + policy.spentByUnknown }]);
  });

  test('a lost look leaves the delivery uncertain since the attempt, not since the look', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, unsure);
    await lookAt(store, 70_000);
    await store.deliveries.expireLeases(140_000);
    expect(await lookAt(store, 140_000)).toMatchObject({ since: 3000 });
  });

  test('a look that found the post settles it as sent', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, unsure);
    await lookAt(store, 70_000);
    const found = aSettlement({ standing: { state: 'sent', sentAt: 70_001 }, receipts: [aReceipt(0)] });
    const finish = { deliveryId: 'd1', fence: 2, settlement: found, now: 70_001 };
    expect(await store.deliveries.settle(finish)).toBe(true);
    expect(await store.deliveries.list({})).toMatchObject([{ parts: [{ receipt: aReceipt(0) }] }]);
  });

  test('a locked-out account rests with all its deliveries until it is opened', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2', accountId: 'un-bluesky' }));
    await claimAndSettle(store, 3000, lockedOut);
    expect(await store.accounts.standing('un-mastodon')).toEqual({
      state: 'locked-out',
      since: 3000,
      failure: lockedOut.lockOut,
    });
    expect(await claimAt(store, 4000)).toBeNull();
    expect(await claimAt(store, 4000, 'un-bluesky')).toMatchObject({ id: 'd2' });
    await store.accounts.open('un-mastodon');
    expect(await store.accounts.standing('un-mastodon')).toEqual({ state: 'open' });
    expect(await claimAt(store, 4000)).toMatchObject({ id: 'd1' });
  });

  test('nothing is looked for on a locked-out account', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, unsure);
    await store.accounts.lockOut('un-mastodon', { since: 1, failure: { code: 'suspended', subject: 'un' } });
    expect(await lookAt(store, 70_000)).toBeNull();
    expect(await store.deliveries.nextDueAt()).toBeNull();
  });

  test('an account locked out twice keeps the first time and reason', async () => {
    const { accounts } = await freshStore();
    const first = { since: 10, failure: { code: 'suspended', subject: 'un' } };
    await accounts.lockOut('un', first);
    await accounts.lockOut('un', { since: 20, failure: { code: 'credentials-refused', subject: 'un' } });
    expect(await accounts.standing('un')).toEqual({ state: 'locked-out', ...first });
  });

  test('the next due time is that of the first delivery or look that can be worked on', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1' }),
      aDelivery({ id: 'd2', dueAt: 3500 }),
      aDelivery({ id: 'd3', dueAt: 9000, accountId: 'un-bluesky' }),
    );
    expect(await store.deliveries.nextDueAt()).toBe(3000);
    await claimAndSettle(store, 3000, {
      ...unsure,
      standing: { state: 'uncertain', lookAt: 8000, looks: 0, since: 1 },
    });
    expect(await store.deliveries.nextDueAt()).toBe(8000);
    await lookAt(store, 8000);
    expect(await store.deliveries.nextDueAt()).toBe(9000);
  });
}
