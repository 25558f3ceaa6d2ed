import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../src/base/failure.ts';
import type { Moment } from '../../../src/coverage/moments/moment.ts';
import type { Intent, Part } from '../../../src/outbox/delivery.ts';
import type { Settlement } from '../../../src/outbox/settle.ts';
import type { MomentPlan } from '../../../src/store/records/moments.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAndSettle,
  claimAt,
  eventId,
  mediaOf,
  planned,
} from '../builders.ts';

const moment: Moment = {
  key: 'day-opening:2017-11-14',
  kind: 'day-opening',
  dueAt: 1000,
  freshUntil: 9000,
  day: '2017-11-14',
  sessionId: null,
};

const told = [{ id: 's1', title: 'Plenary', startsAt: 4000, room: 'Hall A', isCancelled: false }];

function aPlan(about: Partial<MomentPlan> & { id?: string } = {}): MomentPlan {
  const { id = 'm1', ...rest } = about;
  return { eventId, moment, plannedAt: 2000, told, delivery: aDelivery({ id }), pictures: [], ...rest };
}

const stale = { code: 'moment-stale', subject: moment.key };
const dropped = (accountId = 'un-mastodon') => ({
  eventId,
  droppedAt: 9500,
  moments: [{ accountId, moment, because: stale }],
});

export function momentsBehave(freshStore: () => Promise<Store>): void {
  test('of hubs that are to follow the same one only the first is planned, and only when that is public', async () => {
    const store = await freshStore();
    const hub = (key: string, kind: 'opening' | 'hub-update') => ({ ...moment, key, kind });
    const of = { eventId, accountId: 'un-mastodon' };
    await store.moments.plan(aPlan({ id: 'm1', moment: hub('opening', 'opening') }));
    const update = (name: string) =>
      aPlan({ id: name, moment: hub(`hub-update:${name}`, 'hub-update'), about: 'opening' });
    expect(await store.moments.newestHub(of)).toEqual({ key: 'opening', isPublic: false });
    expect(await store.moments.plan(update('early'))).toBe(false);
    const sent = aSettlement({ standing: { state: 'sent', sentAt: 3000 }, receipts: [aReceipt(0)] });
    await claimAndSettle(store, 3000, sent);
    const both = await Promise.all([store.moments.plan(update('one')), store.moments.plan(update('other'))]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await store.moments.newestHub(of)).toMatchObject({ isPublic: false });
    expect(await store.moments.newestHub({ ...of, accountId: 'another' })).toBeNull();
  });

  test('a hub update that a person has not let go on is cancelled by the one that follows, and released no more', async () => {
    const store = await freshStore();
    const hub = (key: string, kind: 'opening' | 'hub-update') => ({ ...moment, key, kind });
    await store.moments.plan(aPlan({ id: 'm1', moment: hub('opening', 'opening') }));
    const sent = aSettlement({ standing: { state: 'sent', sentAt: 3000 }, receipts: [aReceipt(0)] });
    await claimAndSettle(store, 3000, sent);
    const update = (id: string, heldBecause?: Failure) =>
      aPlan({
        moment: hub(`hub-update:${id}`, 'hub-update'),
        about: 'opening',
        delivery: aDelivery({ id, ...(heldBecause && { heldBecause }) }),
      });
    const word = { code: 'moment-hold-word', subject: 'hub-update:early' };
    expect(await store.moments.plan(update('early', word))).toBe(true);
    expect(await store.moments.plan(update('late'))).toBe(true);
    const about = { ids: ['early', 'late'] };
    const released = await store.deliveries.heed({ word: 'release', about, vouched: false, now: 3000 });
    expect(released.map(({ delivery: { id, standing }, became }) => ({ id, standing, became }))).toEqual([
      { id: 'early', standing: { state: 'cancelled', because: 'overtaken' }, became: null },
      { id: 'late', standing: { state: 'ready', dueAt: 3000 }, became: null },
    ]);
  });

  describe('a hub that was refused', () => {
    const hub = (key: string, kind: Moment['kind']) => ({ ...moment, key, kind });
    const failure = { code: 'content-refused', subject: 'un-mastodon' };
    const refused = { standing: { state: 'refused', failure }, lastFailure: failure } as const;
    const intents = (...of: readonly Intent[]) => of.map((intent, index) => aPart({ index, intent }));
    /** An opening, and an update of it that settled so, then what comes after; what a person may still retry. */
    const retriable = async (then: {
      opening: Pick<Settlement, 'standing'> & Partial<Settlement>;
      update?: Pick<Settlement, 'standing'> & Partial<Settlement>;
      next: MomentPlan;
    }) => {
      const store = await freshStore();
      const parts = intents('create', 'pin');
      await store.moments.plan(
        aPlan({ moment: hub('opening', 'opening'), delivery: aDelivery({ id: 'm1', parts }) }),
      );
      await claimAndSettle(store, 3000, aSettlement(then.opening));
      if (then.update) {
        await store.moments.plan(aPlan({ id: 'm2', moment: hub('hub-update:early', 'hub-update') }));
        await claimAndSettle(store, 3000, aSettlement(then.update));
      }
      expect(await store.moments.plan(then.next)).toBe(true);
      const about = { ids: ['m1', 'm2'] };
      const heeded = await store.deliveries.heed({ word: 'retry', about, vouched: false, now: 3000 });
      return heeded.flatMap(({ delivery: { id }, became }) => (became ? [id] : []));
    };
    const sent = { standing: { state: 'sent', sentAt: 3000 } as const, receipts: [aReceipt(0), aReceipt(1)] };
    const next = (kind: 'hub-update' | 'unpin', parts: readonly Part[]) =>
      aPlan({ moment: hub(`${kind}:late`, kind), delivery: aDelivery({ id: 'm3', parts }) });

    test.each([
      ['one that is a new post', 'hub-update', intents('create', 'pin', 'delete')],
      ['one that edits it', 'hub-update', intents('edit')],
      ['its unpinning', 'unpin', intents('unpin')],
    ] as const)('is retried no more once it is overtaken by %s', async (_, kind, parts) => {
      expect(await retriable({ opening: sent, update: refused, next: next(kind, parts) })).toEqual([]);
    });

    test('but for its pin may still be pinned after an edit, and not once another post stands for it', async () => {
      const opening = { ...refused, receipts: [aReceipt(0)] };
      expect(await retriable({ opening, next: next('hub-update', intents('edit')) })).toEqual(['m1']);
      const anew = next('hub-update', intents('create', 'pin', 'delete'));
      expect(await retriable({ opening, next: anew })).toEqual([]);
    });
  });

  test('a moment is stored with its delivery, its pictures and what it tells of sessions', async () => {
    const store = await freshStore();
    const parts = [aPart({ media: [mediaOf(aPicture('hall'))] })];
    const delivery = aDelivery({ id: 'm1', parts });
    expect(await store.moments.plan(aPlan({ delivery, pictures: [aPicture('hall')] }))).toBe(true);
    expect(await store.moments.list({ eventId })).toEqual([
      {
        key: moment.key,
        kind: 'day-opening',
        accountId: 'un-mastodon',
        dueAt: 1000,
        freshUntil: 9000,
        settledAt: 2000,
        standing: { state: 'planned' },
        told,
      },
    ]);
    expect(await claimAt(store, 3000)).toMatchObject({
      id: 'm1',
      of: { kind: 'moment', key: moment.key },
      parts,
    });
    expect(await store.loadMedia(aPicture('hall').hash)).not.toBeNull();
  });

  test('an account has a moment once: a second plan stores nothing', async () => {
    const store = await freshStore();
    const plans = await Promise.all(['m1', 'm2', 'm3'].map((id) => store.moments.plan(aPlan({ id }))));
    expect(plans.filter(Boolean)).toHaveLength(1);
    expect(await store.deliveries.list({ eventId })).toHaveLength(1);
  });

  test('another account and another event have the same moment too', async () => {
    const store = await freshStore();
    const forBluesky = aDelivery({ id: 'm2', accountId: 'un-bluesky', network: 'bluesky' });
    const plans = [
      aPlan(),
      aPlan({ delivery: forBluesky }),
      aPlan({ eventId: 'geneva', delivery: aDelivery({ id: 'm3' }) }),
    ];
    for (const plan of plans) expect(await store.moments.plan(plan)).toBe(true);
    expect(await store.deliveries.list({})).toHaveLength(3);
  });

  test('a moment that is not posted leaves a row with the reason', async () => {
    const store = await freshStore();
    expect(await store.moments.drop(dropped())).toEqual([{ accountId: 'un-mastodon', key: moment.key }]);
    expect(await store.moments.drop(dropped()), 'noted before').toEqual([]);
    expect(await store.moments.list({ eventId })).toMatchObject([
      { standing: { state: 'dropped', because: stale }, told: [] },
    ]);
  });

  test('what was dropped by a wrong clock is planned when the clock is right, and never dropped again', async () => {
    const store = await freshStore();
    await store.moments.drop(dropped());
    expect(await store.moments.plan(aPlan())).toBe(true);
    expect(await store.moments.drop(dropped())).toEqual([]);
    expect(await store.moments.list({ eventId })).toMatchObject([{ standing: { state: 'planned' }, told }]);
  });

  test('a moment that grew stale before its turn says so, and is not planned again', async () => {
    const store = await freshStore();
    await store.moments.plan(aPlan());
    const ended = [{ deliveryId: 'm1', because: 'stale' }] as const;
    expect(await store.deliveries.fold({ eventId, foldedAt: 9500, ended, digest: null })).toBe(true);
    expect(await store.moments.list({ eventId })).toMatchObject([
      { standing: { state: 'ended', because: 'stale' } },
    ]);
    expect(await store.moments.plan(aPlan({ id: 'm2' }))).toBe(false);
  });

  test('a moment that was refused ended before anybody was told, and one that is partly public did not', async () => {
    const store = await freshStore();
    await store.moments.plan(aPlan({ delivery: aDelivery({ id: 'm1', posts: 2 }) }));
    const failure = { code: 'content-refused', subject: 'un-mastodon' };
    const refused = aSettlement({ standing: { state: 'refused', failure }, lastFailure: failure });
    await claimAndSettle(store, 3000, refused);
    expect(await store.moments.list({ eventId })).toMatchObject([
      { standing: { state: 'ended', because: 'content-refused' } },
    ]);
    await store.deliveries.heed({ word: 'retry', about: { ids: ['m1'] }, vouched: true, now: 3000 });
    const halfWay = aSettlement({ standing: { state: 'ready', dueAt: 3000 }, receipts: [aReceipt(0)] });
    await claimAndSettle(store, 3000, halfWay);
    await store.deliveries.heed({ word: 'cancel', about: { ids: ['m1'] }, vouched: false, now: 3000 });
    expect(await store.moments.list({ eventId })).toMatchObject([{ standing: { state: 'planned' } }]);
  });

  test('a moment that cannot be stored whole is not stored at all', async () => {
    const store = await freshStore();
    await expect(
      store.moments.plan(aPlan({ delivery: aDelivery({ id: 'm1', parts: [] }) })),
    ).rejects.toThrow();
    expect(await store.moments.list({ eventId })).toEqual([]);
    expect(await store.deliveries.list({})).toEqual([]);
  });

  test('a thread ends where its last public post stands, in its newest volume', async () => {
    const store = await freshStore();
    const thread = { eventId, accountId: 'un-mastodon', key: 'session:s1' };
    const place = { key: 'session:s1', way: 'answers', because: null } as const;
    await planned(store, [aDelivery({ id: 'd1', posts: 2, place }), aDelivery({ id: 'd2', place })]);
    expect(await store.deliveries.threadEnd(thread)).toBeNull();
    await sendNext(store, { volume: 1, remoteIds: ['r0', 'r1'] });
    expect(await store.deliveries.threadEnd(thread)).toMatchObject({
      volume: 1,
      posts: [{ remoteId: 'r0' }, { remoteId: 'r1' }],
    });
    await sendNext(store, { volume: 2, remoteIds: ['r2'] });
    expect(await store.deliveries.threadEnd(thread)).toMatchObject({
      volume: 2,
      posts: [{ remoteId: 'r2' }],
    });
  });

  test('a delivery takes its place once, under its fence', async () => {
    const store = await freshStore();
    const place = { key: 'session:s1', way: 'answers', because: null } as const;
    await planned(store, [aDelivery({ id: 'd1', place })]);
    const claimed = await claimAt(store, 3000);
    expect(claimed?.place).toEqual({ ...place, volume: 0, isTaken: false });
    const taken = {
      deliveryId: 'd1',
      volume: 1,
      parts: [aPart({ body: '{"in_reply_to_id":"9"}' })],
      now: 3000,
    };
    expect(await store.deliveries.takePlace({ ...taken, fence: 7 }), 'another fence').toBe(false);
    expect(await store.deliveries.takePlace({ ...taken, fence: 1 })).toBe(true);
    expect(await store.deliveries.takePlace({ ...taken, fence: 1 }), 'twice').toBe(false);
    expect(await store.deliveries.list({})).toMatchObject([
      { parts: [{ body: '{"in_reply_to_id":"9"}' }], place: { isTaken: true } },
    ]);
  });
}

async function sendNext(
  store: Store,
  { volume, remoteIds }: { volume: number; remoteIds: readonly string[] },
): Promise<void> {
  const claimed = await claimAt(store, 3000);
  if (claimed?.standing.state !== 'claimed') throw new Error('nothing was claimed');
  const { fence } = claimed.standing.claim;
  await store.deliveries.takePlace({
    deliveryId: claimed.id,
    fence,
    volume,
    parts: claimed.parts,
    now: 3000,
  });
  const receipts = remoteIds.map((remoteId, index) => aReceipt(index, { remoteId }));
  const settlement = aSettlement({ standing: { state: 'sent', sentAt: 3000 }, receipts });
  await store.deliveries.settle({ deliveryId: claimed.id, fence, settlement, now: 3000 });
}
