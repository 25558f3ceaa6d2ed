import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { heedNoted, type NotedWord } from '../outbox/operator-word.ts';
import type { Settlement } from '../outbox/settle.ts';
import { turns } from '../outbox/turn.ts';
import { lockOutAccount } from './account-records.ts';
import { type ClaimedChange, type ClaimedValues, type Fenced, readyChange } from './change-claimed.ts';
import { deliveryStandingColumns } from './delivery-rows.ts';
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
    ...deliveryStandingColumns(standing),
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

function becomeSettled(claimed: ClaimedChange, values: ClaimedValues & Values): ClaimedChange {
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
    .set({ ...deliveryStandingColumns(heeded), noted_word: null })
    .where('id', '=', deliveryId)
    .execute();
  return heeded;
}
