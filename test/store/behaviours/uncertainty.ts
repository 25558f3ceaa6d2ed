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

  test('an uncertain delivery is never claimed for publishing, and lets others pass', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3000, unsure);
    expect(await claimAt(store, 999_000)).toMatchObject({ id: 'd2' });
    expect(await claimAt(store, 999_000)).toBeNull();
    expect(await store.deliveries.list({ states: ['uncertain'] })).toMatchObject([
      { standing: unsure.standing },
    ]);
  });

  test('so many in doubt are too many: the others wait until one of them is settled', async () => {
    const ids = Array.from({ length: policy.doubtsAtOnce + 1 }, (_, number) => `d${number}`);
    const store = await storeWith(...ids.map((id) => aDelivery({ id })));
    for (let doubts = 0; doubts < policy.doubtsAtOnce; doubts += 1) await claimAndSettle(store, 3000, unsure);
    expect(await claimAt(store, 4000)).toBeNull();
    expect(await store.deliveries.nextDueAt()).toBe(70_000);
    await lookAt(store, 70_000);
    const absent = aSettlement({ standing: { state: 'ready', dueAt: 80_000 } });
    await store.deliveries.settle({ deliveryId: 'd0', fence: 2, settlement: absent, now: 70_001 });
    expect(await claimAt(store, 70_002)).toMatchObject({ id: ids.at(-1) });
  });

  test('what goes on in a thread waits for what is in doubt there, and other threads do not', async () => {
    const inThread = (key: string) => ({ place: { key, way: 'answers', because: null } }) as const;
    const store = await storeWith(
      aDelivery({ id: 'd1', ...inThread('session:1') }),
      aDelivery({ id: 'd2', ...inThread('session:1') }),
      aDelivery({ id: 'd3', dueAt: 3500, ...inThread('session:2') }),
    );
    await claimAndSettle(store, 3000, unsure);
    expect(await store.deliveries.nextDueAt()).toBe(3500);
    expect(await claimAt(store, 4000)).toMatchObject({ id: 'd3' });
  });

  test('nothing is looked for while somebody works for the account', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3000, unsure);
    await claimAt(store, 69_999);
    expect(await lookAt(store, 70_000)).toBeNull();
    expect(await store.deliveries.nextDueAt()).toBeNull();
  });

  test('of several looks the one that was due first comes first', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' }));
    await claimAndSettle(store, 3000, unsure);
    await claimAndSettle(store, 3000, {
      ...unsure,
      standing: { state: 'uncertain', lookAt: 65_000, looks: 0, since: 1 },
    });
    expect(await lookAt(store, 70_000)).toMatchObject({ delivery: { id: 'd2' } });
  });

  test('what is in doubt counts for the pace as if it were public, since its attempt', async () => {
    const store = await storeWith(aDelivery({ id: 'd1', posts: 2 }));
    await claimAndSettle(store, 3000, unsure);
    const { deliveries } = store;
    expect(await deliveries.openerTimes('un-mastodon', 0)).toEqual([3000]);
    expect(await deliveries.openerTimes('un-mastodon', 3001)).toEqual([]);
    expect(await deliveries.postTimes('un-mastodon', 0)).toEqual([3000, 3000]);
    expect(await deliveries.underWay('un-mastodon')).toMatchObject([{ id: 'd1' }]);
  });

  test('accounts are in need while something of theirs is due that nobody works on, or they are locked out', async () => {
    const store = await storeWith(
      aDelivery({ id: 'd1' }),
      aDelivery({ id: 'd2' }),
      aDelivery({ id: 'd3', dueAt: 9000, accountId: 'un-bluesky' }),
    );
    const inNeed = async (now: number) =>
      (await store.deliveries.loads(now))
        .filter(({ isDue, heldBy }) => isDue && heldBy === null)
        .map(({ accountId }) => accountId)
        .sort();
    expect(await inNeed(2999)).toEqual([]);
    expect(await inNeed(9000)).toEqual(['un-bluesky', 'un-mastodon']);
    await claimAt(store, 3000);
    expect(await inNeed(3000)).toEqual([]);
    const settled = { deliveryId: 'd1', fence: 1, settlement: unsure, now: 3000 };
    await store.deliveries.settle(settled);
    await claimAndSettle(store, 3000, aSettlement({ standing: { state: 'sent', sentAt: 3000 } }));
    expect(await inNeed(8000)).toEqual([]);
    expect(await inNeed(70_000)).toEqual(['un-bluesky', 'un-mastodon']);
    await store.accounts.lockOut('un-mastodon', { since: 1, failure: { code: 'suspended', subject: 'un' } });
    expect(await inNeed(8000)).toEqual(['un-mastodon']);
  });

  test('a lease that is renewed lasts, and one that is lost is not renewed', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAt(store, 3000);
    const renewal = { deliveryId: 'd1', fence: 1, leaseUntil: 90_000 };
    expect(await store.deliveries.renew({ ...renewal, fence: 0 })).toBe(false);
    expect(await store.deliveries.renew(renewal)).toBe(true);
    expect(await store.deliveries.expireLeases(89_999)).toBe(0);
    expect(await store.deliveries.expireLeases(90_000)).toBe(1);
    expect(await store.deliveries.renew(renewal)).toBe(false);
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

  test('a lost look has posted nothing: it spends next to no patience, and those before it count', async () => {
    const store = await storeWith(aDelivery({ id: 'd1' }));
    await claimAndSettle(store, 3000, unsure);
    await lookAt(store, 70_000);
    await store.deliveries.expireLeases(140_000);
    expect(await lookAt(store, 140_000)).toMatchObject({
      looks: 1,
      delivery: { attempts: unsure.attempts + 1 },
    });
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
    expect(await store.deliveries.nextDueAt()).toBe(3500);
    expect(await store.deliveries.nextDueAt(3500)).toBe(8000);
    await lookAt(store, 8000);
    expect(await store.deliveries.nextDueAt()).toBe(9000);
  });
}
