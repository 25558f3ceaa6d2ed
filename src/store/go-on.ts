import type { Kysely } from 'kysely';
import type { Instant, Milliseconds } from '../base/instant.ts';
import type { Claim } from '../outbox/delivery.ts';
import type { Settlement } from '../outbox/settle.ts';
import { turns } from '../outbox/turn.ts';
import { readyChange } from './change-claimed.ts';
import { isOpen, type Lease, leaseColumns, noLook } from './claim.ts';
import { toJson } from './json-text.ts';
import { isNotPaused } from './pause-records.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** A claimed delivery some of whose posts are public now, and who wants to publish the next. */
export interface GoingOn {
  readonly deliveryId: string;
  readonly fence: number;
  readonly settlement: Settlement;
  readonly worker: string;
  readonly now: Instant;
  readonly lease: Milliseconds;
}

/**
 * Transactions D and C in one: what a claim made public is stored, and the delivery claimed anew for what it still owes,
 * under a new fence and lease. A thread under way comes before all that is not begun, so that nothing but another torn
 * thread waits for its end. Null, and nothing changed, where no claim would be given now, a person's word is noted, or
 * the fence is old.
 */
export async function goOn(db: Kysely<Tables>, going: GoingOn): Promise<Claim | null> {
  const { deliveryId, fence, settlement, worker, now, lease } = going;
  const { receipts, attempts, lastFailure } = settlement;
  const leaseUntil = now + lease;
  const claimed = await claimAnew(db, {
    deliveryId,
    fence,
    receipts,
    worker,
    now,
    leaseUntil,
    attempts,
    lastFailure: lastFailure && toJson(lastFailure),
  });
  return claimed ? { worker, fence: claimed.fence, since: now, leaseUntil } : null;
}

interface Values extends Lease {
  readonly attempts: number;
  readonly lastFailure: DeliveryRow['last_failure'];
}

const claimAnew = readyChange<Values>((claimed, values) =>
  claimed
    .set(leaseColumns(values))
    .set({
      since: values.now,
      looks: noLook,
      attempts: values.attempts,
      last_failure: values.lastFailure,
      turn: turns.underWay,
      unproven_part: values.unprovenPart,
    })
    .where('next.noted_word', 'is', null)
    .where((next) => isOpen(next.ref('next.account_id')))
    .where(isNotPaused),
);
