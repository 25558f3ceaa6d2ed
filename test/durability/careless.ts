import type { Chance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { success } from '../../src/base/failure.ts';
import { drawId } from '../../src/base/ids.ts';
import { createTidSequence } from '../../src/networks/bluesky/tid.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { Delivery, Part } from '../../src/outbox/delivery.ts';
import type { Store } from '../../src/store/store.ts';

/** In what a worker can be careless. A harness that finds nothing wrong with one is blind. */
export type Vice =
  /** Every attempt has a fresh key. */
  | 'fresh-keys'
  /** After a lost answer nothing is looked for, nor at a start. */
  | 'no-look'
  /** Every second answer is lost on the way; no vice by itself, but nothing shows others as well. */
  | 'loses-answers'
  /** What a server refuses for a while is asked again at once. */
  | 'presses-on'
  /** Goes by its machine's clock, whatever the store's says. */
  | 'own-clock'
  /** Posts first and stores afterwards what it did. */
  | 'notes-afterwards'
  /** Takes a lock-out for a passing trouble. */
  | 'knows-no-lock'
  /** Keys rise for as long as it runs. */
  | 'forgets-stamps';

/** Works as most bots do. */
export const blind: readonly Vice[] = ['fresh-keys', 'no-look'];

/** The same account, worked with these vices. */
export function spoilt(
  connection: Connection,
  { vices, chance }: { vices: readonly Vice[]; chance: Chance },
): Connection {
  const by: Partial<Record<Vice, (connection: Connection) => Connection>> = {
    'fresh-keys': (honest) => withFreshKeys(honest, chance),
    'no-look': withoutLooking,
    'loses-answers': losingAnswers,
    'presses-on': pressingOn,
    'knows-no-lock': knowingNoLock,
  };
  return vices.reduce((spoiling, vice) => by[vice]?.(spoiling) ?? spoiling, connection);
}

function withFreshKeys(connection: Connection, chance: Chance): Connection {
  const tids = createTidSequence(chance);
  const freshen = async (part: Part): Promise<Part> => {
    if (part.receipt) return part;
    if (connection.network === 'mastodon') return { ...part, key: drawId(chance) };
    const [key = ''] = await tids.take([systemClock.now()]);
    return { ...part, key, body: part.body.replaceAll(part.key, key) };
  };
  return {
    ...connection,
    publish: async (delivery) => {
      const parts: Part[] = [];
      for (const part of delivery.parts) parts.push(await freshen(part));
      return connection.publish({ ...delivery, parts });
    },
  };
}

function withoutLooking(connection: Connection): Connection {
  return {
    ...connection,
    lookFor: async () => ({ state: 'absent' }),
    listOwn: async () => success([]),
  };
}

function losingAnswers(connection: Connection): Connection {
  let answers = 0;
  return {
    ...connection,
    publish: async (delivery) => {
      const outcome = await connection.publish(delivery);
      answers += 1;
      if (answers % 2 === 1) return outcome;
      return { state: 'unknown', failure: { code: 'answer-lost', subject: connection.accountId } };
    },
  };
}

function pressingOn(connection: Connection): Connection {
  return {
    ...connection,
    publish: async (delivery) => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await connection.publish(delivery);
        if (outcome.state !== 'later' || tries === 3) return outcome;
      }
    },
  };
}

function knowingNoLock(connection: Connection): Connection {
  return {
    ...connection,
    publish: async (delivery) => {
      const outcome = await connection.publish(delivery);
      if (outcome.state !== 'locked-out') return outcome;
      return { state: 'later', failure: outcome.failure, retryAt: null };
    },
  };
}

/** A store that hands out work without noting who has it. For threads of one post. */
export function notingAfterwards(store: Store): Store {
  const begun = new Set<string>();
  const { deliveries } = store;
  return {
    ...store,
    deliveries: {
      ...deliveries,
      claim: async ({ worker, now, lease, ...wanted }) => {
        const ready = await deliveries.list({ states: ['ready'] });
        const next = ready.find(({ id, accountId }) => accountId === wanted.accountId && !begun.has(id));
        if (!next) return null;
        begun.add(next.id);
        return claimedInMind(next, { worker, fence: 0, since: now, leaseUntil: now + lease });
      },
    },
  };
}

function claimedInMind(
  delivery: Delivery,
  claim: Extract<Delivery['standing'], { state: 'claimed' }>['claim'],
): Delivery {
  return { ...delivery, standing: { state: 'claimed', claim } };
}
