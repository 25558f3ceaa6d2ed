import type { Clock } from '../base/clock.ts';
import { success } from '../base/failure.ts';
import { hashOf } from '../base/ids.ts';
import type { Connection } from '../networks/network.ts';
import type { Delivery, Part } from '../outbox/delivery.ts';

/** Told of each part that a real run would have published. */
export type OnWithheld = (delivery: Delivery, part: Part) => void;

/** The same account, but nothing leaves the machine: publishing only shows what would have been sent. */
export function withoutPublishing(
  connection: Connection,
  { clock, onWithheld }: { clock: Clock; onWithheld: OnWithheld },
): Connection {
  return {
    accountId: connection.accountId,
    network: connection.network,
    readLimits: () => connection.readLimits(),
    verifyAccount: () => connection.verifyAccount(),
    freezeThread: (thread, frozen) => connection.freezeThread(thread, frozen),
    freezeHub: (hub, frozen) => connection.freezeHub(hub, frozen),
    freezeUnpin: (hub) => connection.freezeUnpin(hub),
    // Nothing that was withheld can have been deleted.
    findLiving: async ([newest]) => newest ?? null,
    freezePlace: (parts, place) => connection.freezePlace(parts, place),
    mayBegin: (delivery, underWay) => connection.mayBegin(delivery, underWay),
    publish: async (delivery) => {
      const owed = delivery.parts.filter(({ receipt }) => receipt === null);
      for (const part of owed) onWithheld(delivery, part);
      const receipts = owed.map(({ index, key, body }) => ({
        partIndex: index,
        remoteId: `dry-run:${key}`,
        url: `dry-run:${key}`,
        contentHash: hashOf(body),
        publishedAt: clock.now(),
      }));
      return { state: 'published', receipts };
    },
    readBack: async () => success(true),
    lookFor: async () => ({ state: 'absent' }),
    listOwn: async () => success([]),
    close: () => connection.close(),
  };
}
