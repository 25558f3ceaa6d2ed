import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Picture } from '../networks/network.ts';
import type { DeliverySubject, Receipt } from '../outbox/delivery.ts';
import { turns } from '../outbox/turn.ts';
import { deliveryStandingColumns } from './delivery-rows.ts';
import { toJson } from './json-text.ts';
import { readyRows, readyStatement } from './ready-statement.ts';
import type { DeliveryToStore } from './records/deliveries.ts';
import type { StoryPlan } from './records/stories.ts';
import type { DeliveryRow, PartRow } from './rows/deliveries.ts';
import type { StoryRow } from './rows/stories.ts';
import { storyStandingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** Transaction B: a story's standing, article, frozen deliveries and their media together; false when it didn't wait. */
export function plan(db: Kysely<Tables>, storyPlan: StoryPlan): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await settleStory(transaction, {
      ...storyStandingColumns(storyPlan.standing),
      storyId: storyPlan.storyId,
      article: storyPlan.article && toJson(storyPlan.article),
      isFirst: storyPlan.retryOf === undefined ? 1 : 0,
      retryOf: storyPlan.retryOf ?? null,
    });
    const [story] = rows;
    if (!story) return false;
    await addPictures(transaction, storyPlan.pictures);
    for (const delivery of storyPlan.deliveries) {
      const of = { kind: 'story', storyId: storyPlan.storyId } as const;
      await addDelivery(transaction, {
        delivery,
        of,
        eventId: story.event_id,
        plannedAt: storyPlan.plannedAt,
      });
    }
    return true;
  });
}

const settleStory = readyStatement((db, values: StoryValues) =>
  db
    .updateTable('stories')
    .set({
      state: values.state,
      standing: values.standing,
      retry_at: values.retry_at,
      article: values.article,
    })
    .where('id', '=', values.storyId)
    .where(
      sql<boolean>`case when cast(${values.isFirst} as integer) = 1
        then state = 'new' else state in ('settling', 'owing') end`,
    )
    // One with another retry was planned by another replica meanwhile, which may have given what was owed.
    .where('retry_at', 'is not distinct from', values.retryOf)
    .returning('event_id'),
);

interface StoryValues extends Pick<StoryRow, 'state' | 'standing' | 'retry_at' | 'article'> {
  readonly storyId: string;
  /** 1 where it waits to be planned, 0 where it was settling or owing. */
  readonly isFirst: number;
  readonly retryOf: Instant | null;
}

/** Bytes that parts to be published name; `pictures` of one plan are stored in the order of their hashes. */
export async function addPictures(db: Transaction<Tables>, pictures: readonly Picture[]): Promise<void> {
  // In one order for every plan, so that two with the same pictures never wait for each other.
  for (const picture of pictures.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) await addMedia(db, picture);
}

async function addMedia(db: Transaction<Tables>, picture: Picture): Promise<void> {
  await db
    .insertInto('media')
    .values({
      hash: picture.hash,
      media_type: picture.mediaType,
      byte_length: picture.byteLength,
      bytes: picture.bytes,
    })
    // Known bytes are written to, not passed over: the row lock keeps a sweep from taking them before they are needed.
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ media_type: picture.mediaType }))
    .execute();
}

/** A delivery and its parts, last in the order of planning. */
export async function addDelivery(
  db: Transaction<Tables>,
  planned: {
    readonly delivery: DeliveryToStore;
    readonly of: DeliverySubject;
    readonly eventId: string;
    readonly plannedAt: Instant;
  },
): Promise<void> {
  const { delivery, of, eventId, plannedAt } = planned;
  await insertDelivery(db, {
    id: delivery.id,
    event_id: eventId,
    story_id: of.kind === 'story' ? of.storyId : null,
    moment_key: of.kind === 'moment' ? of.key : null,
    thread_key: delivery.place?.key ?? null,
    thread_volume: delivery.place ? (delivery.place.volume ?? newest) : null,
    thread_way: delivery.place?.way ?? null,
    thread_because: delivery.place?.because ?? null,
    account_id: delivery.accountId,
    network: delivery.network,
    created_at: plannedAt,
    first_due_at: delivery.dueAt,
    ...deliveryStandingColumns(standingOf(delivery)),
    fence: 0,
    looks: 0,
    attempts: 0,
    turn: turns[delivery.priority ?? 'story'],
    weight: delivery.weight ?? 0,
    stale_at: delivery.freshness?.staleAt ?? null,
    when_stale: delivery.freshness?.whenStale ?? 'drop',
  });
  await addParts(db, delivery);
}

type DeliveryValues = Omit<
  DeliveryRow,
  | 'sequence'
  | 'placed_at'
  | 'since'
  | 'sent_at'
  | 'last_failure'
  | 'noted_word'
  | 'vouched_at'
  | 'unproven_part'
  | 'kept_back_at'
>;

const insertDelivery = readyStatement((db, values: DeliveryValues) =>
  db.insertInto('deliveries').values({
    id: values.id,
    sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from deliveries)`,
    event_id: values.event_id,
    story_id: values.story_id,
    moment_key: values.moment_key,
    thread_key: values.thread_key,
    thread_volume: values.thread_volume,
    thread_way: values.thread_way,
    thread_because: values.thread_because,
    account_id: values.account_id,
    network: values.network,
    created_at: values.created_at,
    first_due_at: values.first_due_at,
    state: values.state,
    wakes_at: values.wakes_at,
    worker: values.worker,
    because: values.because,
    fence: values.fence,
    looks: values.looks,
    attempts: values.attempts,
    turn: values.turn,
    weight: values.weight,
    stale_at: values.stale_at,
    when_stale: values.when_stale,
  }),
);

function standingOf({ dueAt, heldBecause }: DeliveryToStore) {
  return heldBecause
    ? ({ state: 'held', because: heldBecause } as const)
    : ({ state: 'ready', dueAt } as const);
}

/** A delivery's parts, and the media they need. */
export async function addParts(
  db: Transaction<Tables>,
  { id, parts }: Pick<DeliveryToStore, 'id' | 'parts'>,
): Promise<void> {
  if (parts.length === 0) throw new Error(`delivery ${id} has no parts`);
  await insertParts(
    db,
    parts.map((part) => ({
      delivery_id: id,
      part_index: part.index,
      intent: part.intent,
      key: part.key,
      body: part.body,
      media: toJson(part.media),
      ...receiptColumns(part.receipt),
    })),
  );
  const needs = parts.flatMap((part) =>
    part.receipt ? [] : [...new Set(part.media.map(({ hash }) => hash))].map((hash) => ({ hash, part })),
  );
  if (needs.length === 0) return;
  await db
    .insertInto('media_needs')
    .values(needs.map(({ hash, part }) => ({ hash, delivery_id: id, part_index: part.index })))
    .execute();
}

const insertParts = readyRows((db, rows: readonly PartRow[]) =>
  db.insertInto('parts').values(
    rows.map((row) => ({
      delivery_id: row.delivery_id,
      part_index: row.part_index,
      intent: row.intent,
      key: row.key,
      body: row.body,
      media: row.media,
      remote_id: row.remote_id,
      url: row.url,
      content_hash: row.content_hash,
      published_at: row.published_at,
    })),
  ),
);

/** The columns in which a part's receipt is kept. */
function receiptColumns(
  receipt: Receipt | null,
): Pick<PartRow, 'remote_id' | 'url' | 'content_hash' | 'published_at'> {
  return {
    remote_id: receipt?.remoteId ?? null,
    url: receipt?.url ?? null,
    content_hash: receipt?.contentHash ?? null,
    published_at: receipt?.publishedAt ?? null,
  };
}

/** Which volume it will be is known when the delivery takes its place. */
const newest = 0;
