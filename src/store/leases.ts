import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { policy } from '../outbox/policy.ts';
import { settleLostLease } from '../outbox/settle.ts';
import { claimedUnder, type Fenced } from './change-claimed.ts';
import { claimed, inFlight, noLook } from './claim.ts';
import { attemptOf, deliveryStandingColumns } from './delivery-rows.ts';
import { toJson } from './json-text.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** Lets a claim last until `leaseUntil`, if its fence still holds; false when it does not. */
export async function renewLease(
  db: Kysely<Tables>,
  { leaseUntil, ...fenced }: Fenced & { readonly leaseUntil: Instant },
): Promise<boolean> {
  const renewed = await claimedUnder(db, fenced).set({ wakes_at: leaseUntil }).executeTakeFirst();
  return renewed !== undefined;
}

/** Makes every claim uncertain whose lease ran out by `now`; returns how many. */
export async function expireLeases(db: Kysely<Tables>, now: Instant): Promise<number> {
  const expiredIn = (on: Kysely<Tables>) => claimsIn(on).where('wakes_at', '<=', now);
  // Every replica asks at every tick, and nearly always in vain: no transaction for that.
  if (!(await expiredIn(db).executeTakeFirst())) return 0;
  return db.transaction().execute(async (transaction) => {
    const expired = await expiredIn(transaction).forUpdate().skipLocked().execute();
    for (const row of expired) await loseClaim(transaction, { row, now });
    return expired.length;
  });
}

/**
 * Makes every claim uncertain, whatever its lease: for a store whose lock proves that all who claimed are dead. Each is
 * looked for as soon as absence means anything, by the time of its attempt, so that no clock is asked.
 */
export function expireAllClaims(db: Kysely<Tables>): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    for (const row of await claimsIn(transaction).execute())
      await loseClaim(transaction, { row, now: attemptOf(row) });
  });
}

function claimsIn(db: Kysely<Tables>) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'since', 'worker', 'looks'])
    .where('state', 'in', inFlight)
    .where('state', '=', claimed);
}

async function loseClaim(
  db: Transaction<Tables>,
  { row, now }: { row: Pick<DeliveryRow, 'id' | 'since' | 'worker' | 'looks'>; now: Instant },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(deliveryStandingColumns({ ...settleLostLease(attemptOf(row), now), looks: Math.max(0, row.looks) }))
    .set((column) => ({
      last_failure: toJson({ code: 'lease-lost', subject: row.worker ?? row.id }),
      // Else a thread that kills its worker would be claimed anew for ever. A look that is cut off has posted nothing.
      attempts: column('attempts', '+', row.looks === noLook ? policy.spentByUnknown : 1),
    }))
    .where('id', '=', row.id)
    .execute();
}
