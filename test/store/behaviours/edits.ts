import { expect, test } from 'vitest';
import type { CoverageEvent } from '../../../src/coverage/event.ts';
import type { Store } from '../../../src/store/store.ts';
import { anEvent } from '../../pipeline/newsroom.ts';

export function editsBehave(freshStore: () => Promise<Store>): void {
  const harbour: CoverageEvent = { ...anEvent, id: 'harbour' };
  const renamed: CoverageEvent = { ...harbour, title: 'Harbour Week' };
  const take = (store: Store, event: CoverageEvent, now: number) =>
    store.events.putInForce({ events: [{ file: 'a.yaml', event }], files: ['a.yaml', 'accounts.yaml'], now });

  test('an event is in force as it was last taken, since it was changed', async () => {
    const store = await freshStore();
    expect(await store.events.inForce()).toEqual([]);
    await take(store, harbour, 1000);
    await take(store, harbour, 2000);
    expect(await store.events.inForce()).toEqual([{ file: 'a.yaml', event: harbour, since: 1000 }]);
    await take(store, renamed, 3000);
    expect(await store.events.inForce()).toEqual([{ file: 'a.yaml', event: renamed, since: 3000 }]);
  });

  test('a file whose event has another name now holds the earlier one no more', async () => {
    const store = await freshStore();
    await take(store, harbour, 1000);
    await store.events.putInForce({
      events: [{ file: 'b.yaml', event: renamed }],
      files: ['b.yaml'],
      now: 2000,
    });
    await take(store, { ...harbour, id: 'pier' }, 3000);
    expect((await store.events.inForce()).map(({ file, event }) => [file, event.id])).toEqual([
      ['b.yaml', 'harbour'],
      ['a.yaml', 'pier'],
    ]);
  });

  test('a refused edit is remembered until its file is taken', async () => {
    const { events } = await freshStore();
    const refused = { file: 'accounts.yaml', refusedAt: 1000, problems: ['accounts.yaml:1:1  error  No.'] };
    await events.refuse({ ...refused, refusedAt: 500, problems: ['another'] });
    await events.refuse(refused);
    expect(await events.refused()).toEqual([refused]);
    await events.putInForce({ events: [], files: ['other.yaml'], now: 2000 });
    expect(await events.refused()).toEqual([refused]);
    await events.putInForce({
      events: [{ file: 'a.yaml', event: harbour }],
      files: ['a.yaml', 'accounts.yaml'],
      now: 2000,
    });
    expect(await events.refused()).toEqual([]);
  });

  test('an approval is for one definition to the letter, and used up when it is taken', async () => {
    const store = await freshStore();
    await store.events.approve(harbour);
    await store.events.approve(renamed);
    expect(await store.events.isApproved(harbour)).toBe(false);
    expect(await store.events.isApproved(renamed)).toBe(true);
    await take(store, renamed, 1000);
    expect(await store.events.isApproved(renamed)).toBe(false);
  });
}
