import { hashOf } from '../../src/base/ids.ts';
import { emptyItem } from '../../src/feed/feed-item.ts';
import type { FeedPlace } from '../../src/feed/moved-feed.ts';
import type { Picture } from '../../src/networks/network.ts';
import type { Part, PartMedia, Receipt } from '../../src/outbox/delivery.ts';
import type { Settlement } from '../../src/outbox/settle.ts';
import type { DeliveryToStore } from '../../src/store/records/deliveries.ts';
import type { Admission, ItemToAdmit, StoryPlan } from '../../src/store/records/stories.ts';
import type { Store } from '../../src/store/store.ts';

export const eventId = 'vancouver-2017';
export const feedUrl = 'https://news.example/feed.xml';

/** An item of the feed, recognised by its id alone unless told otherwise. */
export function anItem(about: { id: string; title?: string } & Partial<ItemToAdmit>): ItemToAdmit {
  const { id, title = `Headline of ${id}`, ...rest } = about;
  const unnamed: Omit<ItemToAdmit, 'fingerprint'> = {
    storyId: `story-${id}`,
    item: {
      ...emptyItem,
      id,
      link: `https://news.example/${id}`,
      title,
      language: 'en',
    },
    aliases: [{ kind: 'guid', value: id }],
    contentHash: hashOf(title),
    position: 0,
    standing: { state: 'new' },
    ...rest,
  };
  return { fingerprint: hashOf(JSON.stringify(unnamed)), ...unnamed };
}

export function anAdmission(of: Partial<Admission> & Pick<Admission, 'items'>): Admission {
  return {
    eventId,
    feedUrl,
    polledAt: 1000,
    nextPollAt: 2000,
    validators: { etag: '"1"', lastModified: null },
    bodyHash: 'body-1',
    place: here,
    ...of,
  };
}

/** Where the feed is as long as it has not moved. */
export const here: FeedPlace = { address: feedUrl, move: null };

export function aPart(about: Partial<Part> = {}): Part {
  const index = about.index ?? 0;
  return {
    index,
    intent: 'create',
    key: `key-${index}`,
    body: '{"status":"–"}',
    media: [],
    receipt: null,
    ...about,
  };
}

export function aReceipt(partIndex: number, about: Partial<Receipt> = {}): Receipt {
  return {
    partIndex,
    remoteId: `remote-${partIndex}`,
    url: `https://social.example/@un/${partIndex}`,
    contentHash: `hash-${partIndex}`,
    publishedAt: 5000,
    ...about,
  };
}

export function aDelivery(about: { id: string; posts?: number } & Partial<DeliveryToStore>): DeliveryToStore {
  const { posts = 1, ...rest } = about;
  return {
    accountId: 'un-mastodon',
    network: 'mastodon',
    dueAt: 3000,
    parts: Array.from({ length: posts }, (_, index) => aPart({ index })),
    ...rest,
  };
}

export function aPicture(words: string): Picture {
  const bytes = Buffer.from(words);
  return {
    hash: hashOf(bytes),
    mediaType: 'image/jpeg',
    byteLength: bytes.length,
    width: 3,
    height: 2,
    bytes,
  };
}

export function mediaOf({ bytes: _, ...picture }: Picture): PartMedia {
  return { ...picture, altText: 'Delegates in a hall.' };
}

export function aSettlement(about: Partial<Settlement> & Pick<Settlement, 'standing'>): Settlement {
  return { receipts: [], attempts: 0, lastFailure: null, lockOut: null, ...about };
}

/** A store that has admitted one story per delivery and planned it. */
export async function planned(
  store: Store,
  deliveries: readonly DeliveryToStore[],
  about: Partial<StoryPlan> = {},
): Promise<Store> {
  await store.feeds.register({ eventId, url: feedUrl, now: 0 });
  for (const delivery of deliveries) {
    await store.stories.admit(anAdmission({ items: [anItem({ id: delivery.id })] }));
    await store.stories.plan({
      storyId: `story-${delivery.id}`,
      plannedAt: 2500,
      article: null,
      standing: { state: 'planned' },
      deliveries: [delivery],
      pictures: [],
      ...about,
    });
  }
  return store;
}

/** Claims as a worker of the test; the lease is a minute. */
export function claimAt(store: Store, now: number, accountId = 'un-mastodon') {
  return store.deliveries.claim({ accountId, worker: 'worker-1', now, lease: 60_000 });
}

export function lookAt(store: Store, now: number, accountId = 'un-mastodon') {
  return store.deliveries.claimLook({ accountId, worker: 'worker-2', now, lease: 60_000 });
}

/** Claims, then settles as told; fails the test when there is nothing to claim. */
export async function claimAndSettle(store: Store, now: number, settlement: Settlement) {
  const claimed = await claimAt(store, now);
  if (claimed?.standing.state !== 'claimed') throw new Error('nothing was claimed');
  const { fence } = claimed.standing.claim;
  return store.deliveries.settle({ deliveryId: claimed.id, fence, settlement, now });
}
