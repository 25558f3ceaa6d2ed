import { createSeededChance } from '../../../src/base/chance.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { hashOf } from '../../../src/base/ids.ts';
import type { AccountLogin, ConnectionDeps, Picture } from '../../../src/networks/network.ts';
import type { Delivery, Part } from '../../../src/outbox/delivery.ts';
import type { Post, Span, Thread } from '../../../src/thread/thread.ts';
import { anUntouchedDelivery } from '../../outbox/builders.ts';

/** A login on a Bluesky account that nobody has. */
export function aLogin(changes: Partial<AccountLogin> = {}): AccountLogin {
  return {
    accountId: 'newsdesk',
    network: 'bluesky',
    serviceUrl: 'http://127.0.0.1:9',
    handle: 'newsdesk.test',
    secret: 'app-password',
    ...changes,
  };
}

/** What a connection is given, with sessions and media kept in maps that a test can look into. */
export interface DepsInMemory extends ConnectionDeps {
  readonly savedSessions: Map<string, string | null>;
  readonly media: Map<string, Uint8Array>;
}

export function depsInMemory({
  pictures = [],
  seed = 1,
}: {
  pictures?: readonly Picture[];
  seed?: number;
} = {}): DepsInMemory {
  const savedSessions = new Map<string, string | null>();
  const media = new Map(pictures.map(({ hash, bytes }) => [hash, bytes]));
  return {
    clock: systemClock,
    chance: createSeededChance(seed),
    loadMedia: async (hash) => media.get(hash) ?? null,
    sessions: {
      load: async (accountId) => savedSessions.get(accountId) ?? null,
      save: async (accountId, session) => {
        savedSessions.set(accountId, session);
      },
    },
    savedSessions,
    media,
  };
}

export function aThread(...posts: readonly Post[]): Thread {
  return { subject: 'story-1', posts, leftOut: [] };
}

/** A public post in English; plain text unless `spans` says otherwise. */
export function aPost({
  text = 'Ministers meet in Vancouver',
  ...changes
}: Partial<Post> & { text?: string } = {}): Post {
  const spans: readonly Span[] = [{ kind: 'plain', text }];
  return {
    role: 'opener',
    spans,
    language: 'en',
    attachment: null,
    visibility: 'public',
    contentWarning: null,
    ...changes,
  };
}

/** A picture that claims to be `mediaType`; only servers that decode would know better. */
export function aPicture({
  text = 'pixels',
  ...changes
}: Partial<Picture> & { text?: string } = {}): Picture {
  const bytes = Buffer.from(text);
  return {
    bytes,
    hash: hashOf(bytes),
    mediaType: 'image/jpeg',
    byteLength: bytes.length,
    width: 800,
    height: 600,
    ...changes,
  };
}

/** A delivery as a worker holds it after claiming it. */
export function aDelivery(parts: readonly Part[]): Delivery {
  return anUntouchedDelivery({
    network: 'bluesky',
    parts,
    standing: {
      state: 'claimed',
      claim: { worker: 'test', fence: 1, since: 0, leaseUntil: Number.MAX_SAFE_INTEGER },
    },
  });
}
