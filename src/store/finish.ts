import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Receipt } from '../outbox/delivery.ts';
import { heedNoted, type NotedWord } from '../outbox/operator-word.ts';
import { policy } from '../outbox/policy.ts';
import { type Settlement, settleLostLease } from '../outbox/settle.ts';
import { turns } from '../outbox/turn.ts';
import { lockOutAccount } from './account-records.ts';
import { inFlight } from './claim.ts';
import { attemptOf, standingColumns } from './delivery-rows.ts';
import { toJson } from './json-text.ts';
import { forgetNeeds } from './media.ts';
import { receiptColumns } from './plan.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** Transaction D: the settlement with its receipts and its account's rest; false, and nothing changed, past the fence. */
export function finishClaim(
  db: Kysely<Tables>,
  finish: { deliveryId: string; fence: number; settlement: Settlement; now: Instant },
): Promise<boolean> {
  const { deliveryId, fence, settlement, now } = finish;
  return db.transaction().execute(async (transaction) => {
    const delivery = await transaction
      .updateTable('deliveries')
      .set(standingColumns(settlement.standing))
      .set({
        attempts: settlement.attempts,
        last_failure: settlement.lastFailure && toJson(settlement.lastFailure),
        ...(settlement.receipts.length > 0 && { turn: turns.underWay }),
      })
      .where('id', '=', deliveryId)
      .where('state', '=', 'claimed')
      .where('fence', '=', fence)
      .returning(['account_id', 'noted_word'])
      .executeTakeFirst();
    if (!delivery) return false;
    const standing = await heedNotedWord(transaction, { deliveryId, settlement, word: delivery.noted_word });
    await saveReceipts(transaction, { deliveryId, receipts: settlement.receipts });
    if (standing.state === 'cancelled') await forgetNeeds(transaction, deliveryId);
    if (settlement.lockOut)
      await lockOutAccount(transaction, {
        accountId: delivery.account_id,
        since: now,
        failure: settlement.lockOut,
      });
    return true;
  });
}

/** What a person said while the claim was held; a word about a delivery that nobody is sure of waits on. */
async function heedNotedWord(
  db: Transaction<Tables>,
  { deliveryId, settlement, word }: { deliveryId: string; settlement: Settlement; word: NotedWord | null },
): Promise<Settlement['standing']> {
  const { standing } = settlement;
  if (word === null || standing.state === 'uncertain') return standing;
  const heeded = heedNoted(word, standing, deliveryId) ?? standing;
  await db
    .updateTable('deliveries')
    .set({ ...standingColumns(heeded), noted_word: null })
    .where('id', '=', deliveryId)
    .execute();
  return heeded;
}

/** Makes every claim uncertain whose lease ran out by `now`; returns how many. */
export function expireLeases(db: Kysely<Tables>, now: Instant): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const expired = await transaction
      .selectFrom('deliveries')
      .select(['id', 'since', 'worker'])
      .where('state', 'in', inFlight)
      .where('state', '=', 'claimed')
      .where('wakes_at', '<=', now)
      .forUpdate()
      .skipLocked()
      .execute();
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
    const claimed = await transaction
      .selectFrom('deliveries')
      .select(['id', 'since', 'worker'])
      .where('state', 'in', inFlight)
      .where('state', '=', 'claimed')
      .execute();
    for (const row of claimed) await loseClaim(transaction, { row, now: attemptOf(row) });
  });
}

async function loseClaim(
  db: Transaction<Tables>,
  { row, now }: { row: Pick<DeliveryRow, 'id' | 'since' | 'worker'>; now: Instant },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(standingColumns(settleLostLease(attemptOf(row), now)))
    .set((column) => ({
      last_failure: toJson({ code: 'lease-lost', subject: row.worker ?? row.id }),
      // Else a thread that kills its worker would be claimed anew for ever.
      attempts: column('attempts', '+', policy.spentByUnknown),
    }))
    .where('id', '=', row.id)
    .execute();
}

/** The first receipt of a part stays: it is what followers saw. */
export async function saveReceipts(
  db: Transaction<Tables>,
  { deliveryId, receipts }: { deliveryId: string; receipts: readonly Receipt[] },
): Promise<void> {
  if (receipts.length === 0) return;
  for (const receipt of receipts)
    await db
      .updateTable('parts')
      .set(receiptColumns(receipt))
      .where('delivery_id', '=', deliveryId)
      .where('part_index', '=', receipt.partIndex)
      .where('remote_id', 'is', null)
      .execute();
  const indices = receipts.map(({ partIndex }) => partIndex);
  await db
    .deleteFrom('media_needs')
    .where('delivery_id', '=', deliveryId)
    .where('part_index', 'in', indices)
    .execute();
}
