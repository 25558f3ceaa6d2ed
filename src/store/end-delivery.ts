import type { Transaction } from 'kysely';
import { deliveryStandingColumns } from './delivery-rows.ts';
import { forgetNeeds } from './media.ts';
import type { Tables } from './tables.ts';

/** Cancels a delivery that nobody is at work on, for a kebab-case reason. */
export async function endDelivery(
  db: Transaction<Tables>,
  { deliveryId, because }: { deliveryId: string; because: string },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(deliveryStandingColumns({ state: 'cancelled', because }))
    .where('id', '=', deliveryId)
    .execute();
  await forgetNeeds(db, deliveryId);
}
