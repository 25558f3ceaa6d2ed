import { type ExpressionBuilder, type ExpressionWrapper, type Kysely, type SqlBool, sql } from 'kysely';
import * as postgres from 'kysely/helpers/postgres';
import * as sqlite from 'kysely/helpers/sqlite';
import type { Instant } from '../base/instant.ts';
import type {
  Claim,
  Delivery,
  DeliveryStanding,
  DeliverySubject,
  Part,
  Receipt,
  ThreadPlace,
} from '../outbox/delivery.ts';
import { fromJson, type JsonText, toJson } from './json-text.ts';
import { isSqlite } from './node-sqlite.ts';
import type { DeliveryRow, PartRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** Which deliveries, said once for their rows and once for their parts. */
export type DeliveryFilter = (
  delivery: ExpressionBuilder<Tables, 'deliveries'>,
) => ExpressionWrapper<Tables, 'deliveries', SqlBool>;

/** The deliveries `filter` names, in the order of planning. */
export async function loadDeliveries(
  db: Kysely<Tables>,
  filter: DeliveryFilter,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where(filter)
    .orderBy('sequence')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const parts = await db
    .selectFrom('parts')
    .selectAll()
    .where('delivery_id', 'in', db.selectFrom('deliveries').select('id').where(filter))
    .orderBy('delivery_id')
    .orderBy('part_index')
    .execute();
  const partsByDelivery = Map.groupBy(parts, ({ delivery_id }) => delivery_id);
  return rows.map((row) => readDelivery(row, partsByDelivery.get(row.id) ?? []));
}

/** A delivery's row with its parts. */
export interface RowWithParts extends DeliveryRow {
  readonly with_parts: JsonText<readonly PartRow[]>;
}

/** The parts of the delivery that a statement calls so, as one more column of its row: no second statement is sent. */
export function partsOf(db: Kysely<Tables>, delivery: 'deliveries' | 'next') {
  const parts = db
    .selectFrom('parts')
    .select(partColumns)
    .where('parts.delivery_id', '=', sql.ref<string>(`${delivery}.id`))
    .orderBy('part_index');
  const array = isSqlite(db) ? sqlite.jsonArrayFrom(parts) : postgres.jsonArrayFrom(parts);
  return sql<RowWithParts['with_parts']>`cast(${array} as text)`.as('with_parts');
}

const partColumns = [
  'delivery_id',
  'part_index',
  'intent',
  'key',
  'body',
  'media',
  'remote_id',
  'url',
  'content_hash',
  'published_at',
] as const satisfies readonly (keyof PartRow)[];

/** The delivery of such a row. */
export function readWithParts(row: RowWithParts): Delivery {
  return readDelivery(row, fromJson(row.with_parts));
}

/** The columns in which a standing is kept once a claim on the delivery has ended. */
export function deliveryStandingColumns(standing: Exclude<DeliveryStanding, { state: 'claimed' }>) {
  const settled = { state: standing.state, wakes_at: null, worker: null, because: null };
  switch (standing.state) {
    case 'ready':
      return { ...settled, wakes_at: standing.dueAt };
    case 'uncertain':
      return { ...settled, wakes_at: standing.lookAt, looks: standing.looks, since: standing.since };
    case 'sent':
      return { ...settled, sent_at: standing.sentAt };
    case 'refused':
      return { ...settled, because: toJson(standing.failure) };
    case 'held':
      return { ...settled, because: toJson(standing.because) };
    case 'cancelled':
      // Nothing more goes out that could show its last post, so that its server's word counts.
      return { ...settled, because: toJson(standing.because), unproven_part: null };
  }
}

/** The attempt that the row's claim or uncertainty is about; every claim stores when it began. */
export function attemptOf(row: Pick<DeliveryRow, 'id' | 'since'>): Instant {
  return stored(row.since, row);
}

function readDelivery(row: DeliveryRow, parts: readonly PartRow[]): Delivery {
  return {
    id: row.id,
    eventId: row.event_id,
    of: readSubject(row),
    accountId: row.account_id,
    network: row.network,
    createdAt: row.created_at,
    parts: parts.map((part) => readPart(part, row)),
    place: readPlace(row),
    standing: readStanding(row),
    attempts: row.attempts,
    lastFailure: row.last_failure === null ? null : fromJson(row.last_failure),
    attemptedAt: row.since,
    notedWord: row.noted_word,
    isVouched: row.vouched_at !== null,
    freshness: { staleAt: row.stale_at, whenStale: row.when_stale },
  };
}

/** What a delivery posts. */
export function readSubject(row: Pick<DeliveryRow, 'id' | 'story_id' | 'moment_key'>): DeliverySubject {
  if (row.story_id !== null) return { kind: 'story', storyId: row.story_id };
  return { kind: 'moment', key: stored(row.moment_key, row) };
}

function readPlace(row: DeliveryRow): ThreadPlace | null {
  if (row.thread_key === null) return null;
  return {
    key: row.thread_key,
    volume: stored(row.thread_volume, row),
    way: stored(row.thread_way, row),
    isTaken: row.placed_at !== null,
    because: row.thread_because,
  };
}

function readStanding(row: DeliveryRow): DeliveryStanding {
  switch (row.state) {
    case 'ready':
      return { state: 'ready', dueAt: stored(row.wakes_at, row) };
    case 'claimed':
      return { state: 'claimed', claim: readClaim(row) };
    case 'uncertain':
      return {
        state: 'uncertain',
        lookAt: stored(row.wakes_at, row),
        looks: row.looks,
        since: attemptOf(row),
      };
    case 'sent':
      return { state: 'sent', sentAt: stored(row.sent_at, row) };
    case 'refused':
      return { state: 'refused', failure: readBecause(row) };
    case 'held':
      return { state: 'held', because: readBecause(row) };
    case 'cancelled':
      return { state: 'cancelled', because: readBecause(row) };
  }
}

function readClaim(row: DeliveryRow): Claim {
  return {
    worker: stored(row.worker, row),
    fence: row.fence,
    since: attemptOf(row),
    leaseUntil: stored(row.wakes_at, row),
  };
}

function readBecause<Because>(row: DeliveryRow): Because {
  // What it holds follows from the state, which deliveryStandingColumns wrote with it.
  return fromJson(stored(row.because, row) as JsonText<Because>);
}

function readPart(row: PartRow, { unproven_part }: DeliveryRow): Part {
  const receipt = readReceipt(row);
  return {
    index: row.part_index,
    intent: row.intent,
    key: row.key,
    body: row.body,
    media: fromJson(row.media),
    receipt: receipt && row.part_index === unproven_part ? { ...receipt, isUnproven: true } : receipt,
  };
}

/** A part's receipt; null until it is public. */
export function readReceipt(row: PartRow): Receipt | null {
  const { remote_id, url, content_hash, published_at } = row;
  if (remote_id === null || url === null || content_hash === null || published_at === null) return null;
  return {
    partIndex: row.part_index,
    remoteId: remote_id,
    url,
    contentHash: content_hash,
    publishedAt: published_at,
  };
}

function stored<Value>(value: Value | null, { id }: Pick<DeliveryRow, 'id'>): Value {
  if (value === null) throw new Error(`the row of delivery ${id} lacks what its state needs`);
  return value;
}
