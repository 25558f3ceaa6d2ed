import { systemChance } from '../../src/base/chance.ts';
import { drawId } from '../../src/base/ids.ts';
import type { Instant, Milliseconds } from '../../src/base/instant.ts';
import type { AccountLogin, Connection, Picture } from '../../src/networks/network.ts';
import type { Store } from '../../src/store/store.ts';
import type { Post, Thread } from '../../src/thread/thread.ts';
import { aDelivery, aPicture, planned } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { connect } from './connect.ts';
import { createFastClock, type Pace } from './fast-clock.ts';

/** What shall become public: texts by account and delivery, in order. */
export type Plan = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Threads to be made; each part's text is its own. */
export interface Planting {
  readonly databaseUrl: string;
  readonly accounts: readonly AccountLogin[];
  readonly pace: Pace;
  readonly deliveries: number;
  /** Stories are numbered from here on; the same numbers give the same words. */
  readonly firstNumber?: number;
  /** How many parts the delivery of this number has. */
  readonly partsOf: (number: number) => number;
  /** Whether a part carries a picture. */
  readonly hasPicture?: (number: number, part: number) => boolean;
  readonly dueAt?: Instant;
  /** How far the calendar of the program is off that freezes them. */
  readonly ahead?: Milliseconds;
  /** It doesn't know what stamps were taken before it was started. */
  readonly forgetsStamps?: boolean;
}

/** Plans threads for the accounts in turn, frozen by the real adapters; returns what they will say. */
export async function plant(planting: Planting): Promise<Plan> {
  const { databaseUrl, accounts, pace } = planting;
  const store = await openForTest(databaseUrl);
  const right = createFastClock(pace);
  const clock = { ...right, now: () => right.now() + (planting.ahead ?? 0) };
  const deps = {
    clock,
    chance: systemChance,
    loadMedia: async () => null,
    sessions: { load: async () => null, save: async () => {} },
    ...(!planting.forgetsStamps && { stampsOf: store.stampsOf }),
  };
  const connections = accounts.map((login) => connect(login, { deps, timeout: 10_000 }));
  const plan = new Map<string, string[][]>(accounts.map(({ accountId }) => [accountId, []]));
  try {
    const { firstNumber = 0 } = planting;
    for (let number = firstNumber; number < firstNumber + planting.deliveries; number += 1) {
      const connection = connections[number % connections.length];
      if (!connection) throw new Error('no account to plan for');
      const texts = await plantOne(store, { planting, connection, number, now: clock.now() });
      plan.get(connection.accountId)?.push(texts);
    }
  } finally {
    for (const connection of connections) await connection.close();
    await store.close();
  }
  return plan;
}

async function plantOne(
  store: Store,
  of: { planting: Planting; connection: Connection; number: number; now: Instant },
): Promise<string[]> {
  const { planting, connection, number, now } = of;
  const { accountId, network } = connection;
  const count = planting.partsOf(number);
  const texts = Array.from(
    { length: count },
    (_, index) => `${accountId}: story ${number}, part ${index + 1} of ${count}`,
  );
  const pictured = texts.map((_, index) => planting.hasPicture?.(number, index) ?? false);
  const picture = aPicture(`hall of story ${number}`);
  const frozen = await connection.freezeThread(threadOf(texts, pictured), {
    createdAt: now,
    pictures: new Map([[pictureUrl, picture]]),
  });
  if (!frozen.ok) throw new Error(`not frozen: ${frozen.failure.code} ${frozen.failure.detail}`);
  const pictures: readonly Picture[] = pictured.includes(true) ? [picture] : [];
  const delivery = {
    accountId,
    network,
    dueAt: planting.dueAt ?? now - (planting.ahead ?? 0),
    parts: frozen.value,
  };
  await planned(store, [aDelivery({ id: drawId(systemChance), ...delivery })], { pictures, plannedAt: now });
  return texts;
}

const pictureUrl = 'https://news.example/hall.jpg';

function threadOf(texts: readonly string[], pictured: readonly boolean[]): Thread {
  const posts = texts.map(
    (text, index): Post => ({
      role: index === 0 ? 'opener' : 'quote',
      spans: [{ kind: 'plain', text }],
      language: 'en',
      attachment: pictured[index]
        ? { kind: 'images', images: [{ url: pictureUrl, altText: 'A hall' }] }
        : null,
      visibility: 'public',
      contentWarning: null,
    }),
  );
  return { subject: 'story', posts, leftOut: [] };
}
