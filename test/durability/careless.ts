import type { Chance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { success } from '../../src/base/failure.ts';
import { drawId } from '../../src/base/ids.ts';
import { createTidSequence } from '../../src/networks/bluesky/tid.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { Delivery, Part } from '../../src/outbox/delivery.ts';

/**
 * The negative control: the same account, worked as most bots do. Every attempt has a fresh key, and after a lost answer
 * nothing is looked for, nor at a start. A harness that counts no duplicates now is blind.
 */
export function careless(connection: Connection, chance: Chance): Connection {
  const tids = createTidSequence(chance);
  const freshKey = (part: Part): Part => {
    if (part.receipt) return part;
    if (connection.network === 'mastodon') return { ...part, key: drawId(chance) };
    const key = tids.next(systemClock.now());
    return { ...part, key, body: part.body.replaceAll(part.key, key) };
  };
  const withFreshKeys = (delivery: Delivery) => ({ ...delivery, parts: delivery.parts.map(freshKey) });
  return {
    ...connection,
    publish: (delivery) => connection.publish(withFreshKeys(delivery)),
    lookFor: async () => ({ state: 'absent' }),
    listOwn: async () => success([]),
  };
}
