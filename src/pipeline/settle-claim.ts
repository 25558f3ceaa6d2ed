import { claimOf, type Delivery } from '../outbox/delivery.ts';
import { provenBy, type Settlement } from '../outbox/settle.ts';
import type { PipelineDeps } from './deps.ts';
import { tellFreshness } from './watch-freshness.ts';

/** Settles under the claim's fence and tells the journal; false when the claim was lost to another worker. */
export async function settleClaim(
  deps: PipelineDeps,
  { delivery, settlement }: { delivery: Delivery; settlement: Settlement },
): Promise<boolean> {
  const held = await deps.store.deliveries.settle({
    deliveryId: delivery.id,
    fence: claimOf(delivery).fence,
    settlement,
    now: deps.clock.now(),
  });
  if (!held) {
    tellClaimLost(deps, delivery);
    return false;
  }
  await tellSettled(deps, { delivery, settlement });
  return true;
}

/** Another worker has the delivery now, and what was done for it here counts for nothing. */
export function tellClaimLost(deps: PipelineDeps, { id, accountId }: Delivery): void {
  deps.journal({ kind: 'claim-lost', deliveryId: id, accountId });
}

/** What became of a delivery: what is public of it by now, how it goes on, and how late it was. */
export async function tellSettled(
  deps: PipelineDeps,
  { delivery, settlement }: { delivery: Delivery; settlement: Settlement },
): Promise<void> {
  if (settlement.lockOut)
    deps.journal({ kind: 'account-locked-out', accountId: delivery.accountId, failure: settlement.lockOut });
  const receipts = provenBy(settlement, delivery);
  if (receipts.length > 0) deps.journal({ kind: 'parts-published', delivery, receipts });
  tellJournal(deps, delivery, settlement);
  await tellFreshness(deps, { delivery, receipts });
}

function tellJournal(deps: PipelineDeps, delivery: Delivery, settlement: Settlement): void {
  const { standing } = settlement;
  switch (standing.state) {
    case 'sent':
      deps.journal({ kind: 'thread-published', delivery });
      return;
    case 'ready':
      if (standing.dueAt > deps.clock.now())
        deps.journal({
          kind: 'delivery-waits',
          delivery,
          until: standing.dueAt,
          failure: settlement.lastFailure,
        });
      return;
    case 'uncertain':
      deps.journal({
        kind: 'delivery-uncertain',
        delivery,
        failure: settlement.lastFailure ?? { code: 'outcome-unknown', subject: delivery.accountId },
      });
      return;
    case 'refused':
      deps.journal({ kind: 'delivery-refused', delivery, failure: standing.failure });
      return;
    case 'held':
      deps.journal({ kind: 'delivery-held', delivery, because: standing.because });
      return;
    case 'cancelled':
      return;
  }
}
