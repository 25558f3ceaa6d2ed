import { expressionBuilder, type Kysely, type QueryCreator, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Receipt } from '../outbox/delivery.ts';
import { isSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/** A claim, by its delivery and its fence. */
export interface Fenced {
  readonly deliveryId: string;
  readonly fence: number;
}

interface Published extends Fenced {
  readonly receipts: readonly Receipt[];
}

/**
 * Changes a claimed delivery and stores what was made public of it: both, or neither past its fence. On PostgreSQL that is
 * one statement, where a transaction would be five journeys to the server.
 */
export function changeClaimed(
  db: Kysely<Tables>,
  published: Published,
  change: (claimed: ClaimedChange) => ClaimedChange,
) {
  const { receipts } = published;
  const changeOn = (on: QueryCreator<Tables>) => change(claimedUnder(on, published));
  if (receipts.length === 0) return changeOn(db).executeTakeFirst();
  if (!isSqlite(db)) return changeAtOnce(db, { published, changeOn });
  return inTransaction(db, async (transaction) => {
    const changed = await changeOn(transaction).executeTakeFirst();
    if (!changed) return undefined;
    await saveReceipts(transaction, published).execute();
    await forgetMedia(transaction, published).execute();
    return changed;
  });
}

/** Such a change, begun. */
export type ClaimedChange = ReturnType<typeof claimedUnder>;

/** Begins a change of what is claimed under this fence. */
export function claimedUnder(db: QueryCreator<Tables>, { deliveryId, fence }: Fenced) {
  return db
    .updateTable('deliveries as next')
    .where('next.id', '=', deliveryId)
    .where('next.state', '=', 'claimed')
    .where('next.fence', '=', fence)
    .returning(['account_id', 'fence', 'noted_word']);
}

function changeAtOnce(
  db: Kysely<Tables>,
  { published, changeOn }: { published: Published; changeOn: (db: QueryCreator<Tables>) => ClaimedChange },
) {
  const isChanged = sql<boolean>`exists (select from changed)`;
  return db
    .with('changed', (also) => changeOn(also))
    .with('saved', (also) => saveReceipts(also, published).where(isChanged))
    .with('forgotten', (also) => forgetMedia(also, published).where(isChanged))
    .selectFrom('changed')
    .selectAll()
    .executeTakeFirst();
}

function inTransaction<Value>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** The first receipt of a part stays: it is what followers saw. */
function saveReceipts(db: QueryCreator<Tables>, { deliveryId, receipts }: Published) {
  return db
    .updateTable('parts')
    .from(rowsOf(receipts))
    .set(({ ref }) => ({
      remote_id: ref('receipt.remote_id'),
      url: ref('receipt.url'),
      content_hash: ref('receipt.content_hash'),
      published_at: ref('receipt.published_at'),
    }))
    .where('parts.delivery_id', '=', deliveryId)
    .whereRef('parts.part_index', '=', 'receipt.part_index')
    .where('parts.remote_id', 'is', null);
}

/** What is public needs its media no more: that is what was proven now, or taken before and answered now. */
function forgetMedia(db: QueryCreator<Tables>, { deliveryId, receipts }: Published) {
  const published = receipts.map(({ partIndex }) => partIndex);
  const unproven = receipts.find(({ isUnproven }) => isUnproven)?.partIndex ?? -1;
  return db
    .deleteFrom('media_needs')
    .where('media_needs.delivery_id', '=', deliveryId)
    .where('media_needs.part_index', '<>', unproven)
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

/** The receipts as a table, `receipt`, in words that both engines know. */
function rowsOf(receipts: readonly Receipt[]) {
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
