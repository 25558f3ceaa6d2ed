import { createSeededChance } from '../../../src/base/chance.ts';
import { createVirtualClock, systemClock } from '../../../src/base/clock.ts';
import { hashOf } from '../../../src/base/ids.ts';
import type { AccountLogin, ConnectionDeps, Picture } from '../../../src/networks/network.ts';
import {
  asProven,
  type Delivery,
  type Part,
  type PartMedia,
  type Receipt,
} from '../../../src/outbox/delivery.ts';
import type { Post, Span, Thread } from '../../../src/thread/thread.ts';
import { anUntouchedDelivery } from '../../outbox/builders.ts';

export function aLogin(login: Partial<AccountLogin> = {}): AccountLogin {
  return {
    accountId: 'press-mastodon',
    network: 'mastodon',
    serviceUrl: 'https://social.example',
    handle: '@press@social.example',
    secret: null,
    ...login,
  };
}

/** A post of plain text, unless told otherwise; `images` are alt texts, whose pictures `aPicture` names alike. */
export function aPost(
  text: string | readonly Span[],
  post: Partial<Post> & { images?: readonly string[] } = {},
): Post {
  const { images, ...rest } = post;
  return {
    role: 'opener',
    spans: typeof text === 'string' ? [{ kind: 'plain', text }] : text,
    language: 'en',
    attachment: images
      ? {
          kind: 'images',
          images: images.map((altText) => ({ url: `https://un.example/${altText}`, altText })),
        }
      : null,
    visibility: 'public',
    contentWarning: null,
    ...rest,
  };
}

export function aThread(...posts: readonly Post[]): Thread {
  return { subject: 'story-1', posts, leftOut: [] };
}

/** The pictures of posts built with these alt texts, and a store that holds their bytes. */
export function somePictures(...altTexts: readonly string[]): {
  pictures: ReadonlyMap<string, Picture>;
  loadMedia: ConnectionDeps['loadMedia'];
} {
  const pictures = new Map(altTexts.map((altText) => [`https://un.example/${altText}`, aPicture(altText)]));
  const byHash = new Map([...pictures.values()].map(({ hash, bytes }) => [hash, bytes]));
  return { pictures, loadMedia: async (hash) => byHash.get(hash) ?? null };
}

function aPicture(name: string): Picture {
  const bytes = new TextEncoder().encode(`a JPEG of ${name}`);
  return {
    hash: hashOf(bytes),
    mediaType: 'image/jpeg',
    byteLength: bytes.length,
    width: 1200,
    height: 800,
    bytes,
  };
}

/** Time that no test waits for, and the same chance every time. */
export function someDeps(deps: Partial<ConnectionDeps> = {}): ConnectionDeps {
  return {
    clock: createVirtualClock(systemClock.now()),
    chance: createSeededChance(7),
    loadMedia: async () => null,
    sessions: { load: async () => null, save: async () => {} },
    ...deps,
  };
}

export function aPart(part: Partial<Part> & { status?: string; media?: readonly PartMedia[] } = {}): Part {
  const { status = 'Hello', ...rest } = part;
  const body = JSON.stringify({ status, visibility: 'public', language: 'en', allowed_mentions: [] });
  return {
    index: 0,
    intent: 'create',
    key: `key-${rest.index ?? 0}`,
    body,
    media: [],
    receipt: null,
    ...rest,
  };
}

export function aDelivery(parts: readonly Part[]): Delivery {
  return anUntouchedDelivery({ accountId: 'press-mastodon', parts });
}

/** The same delivery, some of its parts public; those before are shown by them. */
export function withReceipts(delivery: Delivery, receipts: readonly Receipt[]): Delivery {
  const parts = delivery.parts.map((part) => ({
    ...part,
    receipt:
      receipts.find(({ partIndex }) => partIndex === part.index) ?? (part.receipt && asProven(part.receipt)),
  }));
  return { ...delivery, parts };
}
