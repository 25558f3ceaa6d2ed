import type { Transaction } from 'kysely';
import type { CancelReason } from '../outbox/delivery.ts';
import { deliveryStandingColumns } from './delivery-rows.ts';
import { forgetNeeds } from './media.ts';
import type { Tables } from './tables.ts';

/** Cancels a delivery that nobody is at work on. */
export async function endDelivery(
  db: Transaction<Tables>,
  { deliveryId, because }: { deliveryId: string; because: CancelReason },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(deliveryStandingColumns({ state: 'cancelled', because }))
    .where('id', '=', deliveryId)
    .execute();
  await forgetNeeds(db, deliveryId);
}
