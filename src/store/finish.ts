import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { heedNoted, type NotedWord } from '../outbox/operator-word.ts';
import { policy } from '../outbox/policy.ts';
import { type Settlement, settleLostLease } from '../outbox/settle.ts';
import { turns } from '../outbox/turn.ts';
import { lockOutAccount } from './account-records.ts';
import { type ClaimedChange, claimedUnder, type Fenced, type Place, readyChange } from './change-claimed.ts';
import { claimed, inFlight, noLook } from './claim.ts';
import { attemptOf, standingColumns } from './delivery-rows.ts';
import { toJson } from './json-text.ts';
import { forgetNeeds } from './media.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** What becomes of a claim, if its fence still holds. */
export interface Finish extends Fenced {
  readonly settlement: Settlement;
  readonly now: Instant;
}

/** Transaction D: the settlement with its receipts and its account's rest; false, and nothing changed, past the fence. */
export async function finishClaim(db: Kysely<Tables>, finish: Finish): Promise<boolean> {
  const { standing, lockOut, lostPart } = finish.settlement;
  const isPlain = standing.state !== 'cancelled' && lockOut === null && lostPart === undefined;
  // Most are plain, and nobody has said a word: then there is no more to it than this one change.
  if (isPlain && (await settlePlainly(db, valuesOf(finish)))) return true;
  return db.transaction().execute((transaction) => finishWithMore(transaction, finish));
}

async function finishWithMore(db: Transaction<Tables>, finish: Finish): Promise<boolean> {
  const { deliveryId, settlement, now } = finish;
  const settled = await settle(db, valuesOf(finish));
  if (!settled) return false;
  const standing = await heedNotedWord(db, { deliveryId, settlement, word: settled.noted_word });
  if (standing.state === 'cancelled') await forgetNeeds(db, deliveryId);
  if (settlement.lostPart !== undefined)
    await voidReceipt(db, { deliveryId, partIndex: settlement.lostPart });
  if (settlement.lockOut)
    await lockOutAccount(db, { accountId: settled.account_id, since: now, failure: settlement.lockOut });
  return true;
}

/** What a settlement changes; null of the last four leaves what was. */
interface Values extends Pick<DeliveryRow, 'state' | 'wakes_at' | 'because' | 'attempts' | 'last_failure'> {
  readonly looks: number | null;
  readonly since: Instant | null;
  readonly sent_at: Instant | null;
  readonly turn: number | null;
}

function valuesOf({ deliveryId, fence, settlement }: Finish) {
  const { standing, receipts, attempts, lastFailure } = settlement;
  return {
    ...{ looks: null, since: null, sent_at: null },
    ...standingColumns(standing),
    deliveryId,
    fence,
    receipts,
    attempts,
    last_failure: lastFailure && toJson(lastFailure),
    turn: receipts.length > 0 ? turns.underWay : null,
  };
}

const settle = readyChange<Values>(becomeSettled);

const settlePlainly = readyChange<Values>((claimed, values) =>
  becomeSettled(claimed, values).where('noted_word', 'is', null),
);

function becomeSettled(claimed: ClaimedChange, values: Place & Values): ClaimedChange {
  const { state, wakes_at, because, attempts, last_failure } = values;
  return claimed
    .set({ state, wakes_at, worker: null, because, attempts, last_failure })
    .set(({ fn, ref, val }) => ({
      looks: fn.coalesce(val(values.looks), ref('next.looks')),
      since: fn.coalesce(val(values.since), ref('next.since')),
      sent_at: fn.coalesce(val(values.sent_at), ref('next.sent_at')),
      turn: fn.coalesce(val(values.turn), ref('next.turn')),
      unproven_part: sql<number | null>`case when cast(${values.turn} as integer) is null
        then next.unproven_part else cast(${values.unprovenPart} as integer) end`,
    }));
}

/** The part is owed as it was before. */
async function voidReceipt(
  db: Transaction<Tables>,
  { deliveryId, partIndex }: { deliveryId: string; partIndex: number },
): Promise<void> {
  await db
    .updateTable('parts')
    .set({ remote_id: null, url: null, content_hash: null, published_at: null })
    .where('delivery_id', '=', deliveryId)
    .where('part_index', '=', partIndex)
    .execute();
  await db.updateTable('deliveries').set({ unproven_part: null }).where('id', '=', deliveryId).execute();
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
  const expiredIn = (on: Kysely<Tables>) =>
    on
      .selectFrom('deliveries')
      .select(['id', 'since', 'worker', 'looks'])
      .where('state', 'in', inFlight)
      .where('state', '=', claimed)
      .where('wakes_at', '<=', now);
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
    const dead = await transaction
      .selectFrom('deliveries')
      .select(['id', 'since', 'worker', 'looks'])
      .where('state', 'in', inFlight)
      .where('state', '=', claimed)
      .execute();
    for (const row of dead) await loseClaim(transaction, { row, now: attemptOf(row) });
  });
}

async function loseClaim(
  db: Transaction<Tables>,
  { row, now }: { row: Pick<DeliveryRow, 'id' | 'since' | 'worker' | 'looks'>; now: Instant },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(standingColumns({ ...settleLostLease(attemptOf(row), now), looks: Math.max(0, row.looks) }))
    .set((column) => ({
      last_failure: toJson({ code: 'lease-lost', subject: row.worker ?? row.id }),
      // Else a thread that kills its worker would be claimed anew for ever. A look that is cut off has posted nothing.
      attempts: column('attempts', '+', row.looks === noLook ? policy.spentByUnknown : 1),
    }))
    .where('id', '=', row.id)
    .execute();
}
