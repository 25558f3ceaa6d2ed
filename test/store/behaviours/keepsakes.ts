import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAndSettle,
  mediaOf,
  planned,
} from '../builders.ts';

const hall = aPicture('a hall');
const flag = aPicture('a flag');

export function keepsakesBehave(freshStore: () => Promise<Store>): void {
  const twoPosts = (id: string) =>
    aDelivery({
      id,
      parts: [
        aPart({ media: [mediaOf(hall), mediaOf(hall)] }),
        aPart({ index: 1, media: [mediaOf(hall), mediaOf(flag)] }),
      ],
    });

  test('media is kept until the last part that needs it is public', async () => {
    const store = await planned(await freshStore(), [twoPosts('d1')], { pictures: [hall, flag] });
    const publish = (partIndex: number) =>
      claimAndSettle(
        store,
        3000,
        aSettlement({ standing: { state: 'ready', dueAt: 3000 }, receipts: [aReceipt(partIndex)] }),
      );
    await publish(0);
    expect(await store.sweepMedia()).toBe(0);
    expect(Buffer.from((await store.loadMedia(hall.hash)) ?? []).toString()).toBe('a hall');
    await publish(1);
    expect(await store.sweepMedia()).toBe(hall.byteLength + flag.byteLength);
    expect(await store.loadMedia(hall.hash)).toBeNull();
  });

  test('media that two deliveries share outlives the first of them', async () => {
    const deliveries = [twoPosts('d1'), { ...twoPosts('d2'), accountId: 'un-bluesky' }];
    const store = await planned(await freshStore(), deliveries, { pictures: [hall, flag] });
    await claimAndSettle(
      store,
      3000,
      aSettlement({ standing: { state: 'sent', sentAt: 1 }, receipts: [aReceipt(0), aReceipt(1)] }),
    );
    expect(await store.sweepMedia()).toBe(0);
  });

  test('a cancelled delivery needs no media', async () => {
    const store = await planned(await freshStore(), [twoPosts('d1')], { pictures: [hall] });
    await claimAndSettle(store, 3000, aSettlement({ standing: { state: 'cancelled', because: 'stale' } }));
    expect(await store.sweepMedia()).toBe(hall.byteLength);
  });

  test('a refused delivery keeps its media, since a person may try it again', async () => {
    const store = await planned(await freshStore(), [twoPosts('d1')], { pictures: [hall] });
    const failure = { code: 'too-long', subject: 'd1' };
    await claimAndSettle(store, 3000, aSettlement({ standing: { state: 'refused', failure } }));
    expect(await store.sweepMedia()).toBe(0);
  });

  test('media nothing names is swept', async () => {
    const store = await planned(await freshStore(), [aDelivery({ id: 'd1' })], { pictures: [flag] });
    expect(await store.sweepMedia()).toBe(flag.byteLength);
    expect(await store.sweepMedia()).toBe(0);
  });

  test('a session is kept per account and can be forgotten, whatever the account stands at', async () => {
    const { sessions, accounts } = await freshStore();
    expect(await sessions.load('un')).toBeNull();
    await sessions.save('un', '{"refresh":"1"}');
    await accounts.lockOut('un', { since: 1, failure: { code: 'suspended', subject: 'un' } });
    await sessions.save('un', '{"refresh":"2"}');
    expect(await sessions.load('un')).toBe('{"refresh":"2"}');
    expect(await accounts.standing('un')).toMatchObject({ state: 'locked-out' });
    await sessions.save('un', null);
    expect(await sessions.load('un')).toBeNull();
  });
}
