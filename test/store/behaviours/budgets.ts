import { expect, test } from 'vitest';
import { minute } from '../../../src/base/instant.ts';
import type { Store } from '../../../src/store/store.ts';

const rules = [
  { name: 'requests', capacity: 3, within: 5 * minute, aligned: 'epoch' },
  { name: 'media', capacity: 1, within: 30 * minute, aligned: 'epoch' },
] as const;
const request = { name: 'requests', points: 1 };
const picture = { name: 'media', points: 1 };
const renewsAt = 5 * minute;

export function budgetsAreKept(freshStore: () => Promise<Store>): void {
  const spend = (store: Store, costs = [request], now = 1000, accountId = 'press') =>
    store.budgets.spend({ accountId, rules, costs, now });

  test('what exceeds a budget waits until it is renewed, and others’ budgets are their own', async () => {
    const store = await freshStore();
    for (const spent of [1, 2, 3])
      expect(await spend(store)).toEqual({
        until: null,
        standing: [{ name: 'requests', capacity: 3, spent, renewsAt }],
      });
    expect(await spend(store)).toMatchObject({ until: renewsAt });
    expect(await spend(store, [request], 1000, 'other')).toMatchObject({ until: null });
    expect(await spend(store, [request], renewsAt)).toMatchObject({ until: null, standing: [{ spent: 1 }] });
    expect(await store.budgets.standing('press')).toMatchObject([{ name: 'requests', spent: 1 }]);
    expect(await store.budgets.standing('nobody')).toEqual([]);
  });

  test('of several costs all are spent or none', async () => {
    const store = await freshStore();
    await spend(store, [request, picture]);
    expect(await spend(store, [request, picture])).toMatchObject({ until: 30 * minute });
    expect(await store.budgets.list(1000)).toMatchObject([
      { accountId: 'press', name: 'media', spent: 1 },
      { accountId: 'press', name: 'requests', spent: 1 },
    ]);
  });

  test('what the server says takes the place of our count', async () => {
    const store = await freshStore();
    await spend(store);
    const said = { name: 'requests', capacity: 10, spent: 10, renewsAt: 90_000 };
    await store.budgets.correct('press', [said]);
    expect(await store.budgets.list(1000)).toEqual([{ accountId: 'press', ...said }]);
    expect(await spend(store)).toMatchObject({ until: 90_000 });
    expect(await store.budgets.list(90_000)).toEqual([]);
  });

  test('a locked-out account is checked by one replica at a time, and by none once it is open', async () => {
    const { accounts } = await freshStore();
    await accounts.lockOut('press', {
      since: 1000,
      failure: { code: 'credentials-refused', subject: 'press' },
    });
    const check = (now: number) => accounts.claimCheck('press', { now, nextCheckAt: now + minute });
    expect([await check(2000), await check(2001), await check(2000 + minute)]).toEqual([true, false, true]);
    await accounts.open('press');
    expect(await check(9 * minute)).toBe(false);
  });
}
