import { unexpectedFailure } from '../base/failure.ts';
import type { Connection } from '../networks/network.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Sighting } from '../outbox/outcome.ts';
import { settleSighting } from '../outbox/settle.ts';
import type { PipelineDeps } from './deps.ts';
import { type Leases, lease } from './leases.ts';
import { withItsEndRead } from './read-end.ts';
import { settleClaim } from './settle-claim.ts';
import { tellWhereItGoesOn } from './tell-continuations.ts';

/** Looks for one account's uncertain posts on the network itself, and settles by what is there. */
export async function lookForUncertain(
  deps: PipelineDeps,
  { connection, leases }: { connection: Connection; leases: Leases },
): Promise<void> {
  for (;;) {
    const uncertain = await deps.store.deliveries.claimLook({
      accountId: connection.accountId,
      worker: deps.worker,
      now: deps.clock.now(),
      lease,
    });
    if (!uncertain) return;
    const { delivery, since, looks } = uncertain;
    const settlement = await leases.during(delivery, async () => {
      const sighting = await lookSafely(connection, { delivery, since });
      const look = { since, looks, now: deps.clock.now(), chance: deps.chance };
      return withItsEndRead(deps, {
        connection,
        delivery,
        settlement: settleSighting(delivery, sighting, look),
      });
    });
    if (!(await settleClaim(deps, { delivery, settlement }))) return;
    if (settlement.receipts.length > 0) await tellWhereItGoesOn(deps, { connection, delivery });
  }
}

async function lookSafely(
  connection: Connection,
  { delivery, since }: { delivery: Delivery; since: number },
): Promise<Sighting> {
  try {
    return await connection.lookFor(delivery, since);
  } catch (thrown) {
    return {
      state: 'cannot-tell',
      failure: unexpectedFailure(delivery.accountId, thrown),
      retryAt: null,
    };
  }
}
