import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';

export function stampsRise(freshStore: () => Promise<Store>): void {
  test('stamps are given as wanted, and behind those that were taken where they were', async () => {
    const stamps = (await freshStore()).stampsOf('un-bluesky');
    expect(await stamps.raise({ from: 1000, to: 3000 })).toBe(1000);
    expect(await stamps.raise({ from: 5000, to: 5000 })).toBe(5000);
    expect(await stamps.raise({ from: 4000, to: 6000 })).toBe(5001);
    expect(await stamps.raise({ from: 4000, to: 4000 })).toBe(7002);
  });

  test('stamps of accounts are their own, and stand beside the session', async () => {
    const store = await freshStore();
    await store.sessions.save('un-bluesky', '{}');
    const now = 1_795_000_000_000_000;
    expect(await store.stampsOf('un-bluesky').raise({ from: now, to: now })).toBe(now);
    expect(await store.stampsOf('other').raise({ from: now, to: now })).toBe(now);
    expect(await store.sessions.load('un-bluesky')).toBe('{}');
  });

  test('of many that ask at once each gets stamps of its own', async () => {
    const stamps = (await freshStore()).stampsOf('un-bluesky');
    const given = await Promise.all(Array.from({ length: 20 }, () => stamps.raise({ from: 100, to: 104 })));
    expect(given.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, place) => 100 + place * 5),
    );
  });
}
