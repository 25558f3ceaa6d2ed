import { expressionBuilder, type Kysely, type QueryCreator, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Receipt } from '../outbox/delivery.ts';
import { claimed } from './claim.ts';
import { isSqlite } from './node-sqlite.ts';
import { readyRows, readyStatement } from './ready-statement.ts';
import type { Tables } from './tables.ts';

/** A claim, by its delivery and its fence. */
export interface Fenced {
  readonly deliveryId: string;
  readonly fence: number;
}

/** What every change of what is claimed is given, besides its own values. */
export interface ClaimedValues extends Fenced {
  /** Of what was made public by it: the part that nothing has shown yet. */
  readonly unprovenPart: number | null;
}

/** A receipt as it is placed into a statement, with the change that it belongs to. */
type PlacedReceipt = ClaimedValues & Omit<Receipt, 'isUnproven'>;

/** Says what becomes of a claimed delivery; it sees stand-ins for `values` (ready-statement.ts). */
type Change<Values> = (claimed: ClaimedChange, values: ClaimedValues & Values) => ClaimedChange;

/** Such a change, begun. */
export type ClaimedChange = ReturnType<typeof claimedUnder>;

/**
 * Changes a claimed delivery and stores what was made public of it: both, or neither past its fence. On PostgreSQL that is
 * one statement, where a transaction would be five journeys to the server.
 */
export function readyChange<Values extends object>(change: Change<Values>) {
  const changeAlone = readyStatement((db, values: ClaimedValues & Values) =>
    change(claimedUnder(db, values), values),
  );
  const changeAtOnce = readyRows<PlacedReceipt & Values, Changed>((db, rows) =>
    withReceipts(db, rows, change),
  );
  return async (
    db: Kysely<Tables>,
    { receipts, ...values }: Fenced & Values & { readonly receipts: readonly Receipt[] },
  ): Promise<Changed | undefined> => {
    const unproven = receipts.find(({ isUnproven }) => isUnproven);
    const placed = { ...(values as Fenced & Values), unprovenPart: unproven?.partIndex ?? null };
    const rows = receipts.map((receipt) => ({ ...placed, ...receipt }));
    if (rows.length === 0) return (await changeAlone(db, placed)).rows[0];
    if (!isSqlite(db)) return (await changeAtOnce(db, rows)).rows[0];
    return inTransaction(db, async (transaction) => {
      const [changed] = (await changeAlone(transaction, placed)).rows;
      if (!changed) return undefined;
      await saveAlone(transaction, rows);
      await forgetAlone(transaction, rows);
      return changed;
    });
  };
}

type Changed = Awaited<ReturnType<ClaimedChange['executeTakeFirstOrThrow']>>;

/** Begins a change of what is claimed under this fence. */
export function claimedUnder(db: QueryCreator<Tables>, { deliveryId, fence }: Fenced) {
  return db
    .updateTable('deliveries as next')
    .where('next.id', '=', deliveryId)
    .where('next.state', '=', claimed)
    .where('next.fence', '=', fence)
    .returning(['account_id', 'fence', 'noted_word']);
}

function withReceipts<Values>(
  db: Kysely<Tables>,
  rows: readonly (PlacedReceipt & Values)[],
  change: Change<Values>,
) {
  const [values] = rows;
  if (!values) throw new Error('a change at once is one with receipts');
  const isChanged = sql<boolean>`exists (select from changed)`;
  return db
    .with('changed', (also) => change(claimedUnder(also, values), values))
    .with('saved', (also) => saveReceipts(also, rows).where(isChanged))
    .with('forgotten', (also) => forgetMedia(also, rows).where(isChanged))
    .selectFrom('changed')
    .selectAll();
}

function inTransaction<Value>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

const saveAlone = readyRows<PlacedReceipt, unknown>(saveReceipts);
const forgetAlone = readyRows<PlacedReceipt, unknown>(forgetMedia);

/** The first receipt of a part stays: it is what followers saw. */
function saveReceipts(db: QueryCreator<Tables>, rows: readonly PlacedReceipt[]) {
  return db
    .updateTable('parts')
    .from(rowsOf(rows))
    .set(({ ref }) => ({
      remote_id: ref('receipt.remote_id'),
      url: ref('receipt.url'),
      content_hash: ref('receipt.content_hash'),
      published_at: ref('receipt.published_at'),
    }))
    .where('parts.delivery_id', '=', deliveryOf(rows))
    .whereRef('parts.part_index', '=', 'receipt.part_index')
    .where('parts.remote_id', 'is', null);
}

/** What is public needs its media no more: that is what was proven now, or taken before and answered now. */
function forgetMedia(db: QueryCreator<Tables>, rows: readonly PlacedReceipt[]) {
  const published = rows.map(({ partIndex }) => partIndex);
  const deliveryId = deliveryOf(rows);
  return db
    .deleteFrom('media_needs')
    .where('media_needs.delivery_id', '=', deliveryId)
    .where('media_needs.part_index', 'is distinct from', rows[0]?.unprovenPart ?? null)
    .where((needs) =>
      needs.or([
        needs('media_needs.part_index', 'in', published),
        needs('media_needs.part_index', 'in', takenOf(deliveryId)),
      ]),
    );
}

function takenOf(deliveryId: string) {
  return expressionBuilder<Tables>()
    .selectFrom('parts as taken')
    .select('taken.part_index')
    .where('taken.delivery_id', '=', deliveryId)
    .where('taken.remote_id', 'is not', null);
}

function deliveryOf([first]: readonly Fenced[]): string {
  return first?.deliveryId ?? '';
}

/** The receipts as a table, `receipt`, in words that both engines know. */
function rowsOf(receipts: readonly PlacedReceipt[]) {
  const rows = receipts.map(
    ({ partIndex, remoteId, url, contentHash, publishedAt }) =>
      sql`select cast(${partIndex} as integer) as part_index, cast(${remoteId} as text) as remote_id,
        cast(${url} as text) as url, cast(${contentHash} as text) as content_hash,
        cast(${publishedAt} as bigint) as published_at`,
  );
  return sql<ReceiptRow>`(${sql.join(rows, sql` union all `)})`.as('receipt');
}

interface ReceiptRow {
  readonly part_index: number;
  readonly remote_id: string;
  readonly url: string;
  readonly content_hash: string;
  readonly published_at: Instant;
}
