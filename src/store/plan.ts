import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Picture } from '../networks/network.ts';
import type { DeliverySubject, Receipt } from '../outbox/delivery.ts';
import { turns } from '../outbox/turn.ts';
import { standingColumns } from './delivery-rows.ts';
import { toJson } from './json-text.ts';
import type { DeliveryToStore } from './records/deliveries.ts';
import type { StoryPlan } from './records/stories.ts';
import type { PartRow } from './rows/deliveries.ts';
import { standingColumns as storyStandingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** Transaction B: a story's standing, article, frozen deliveries and their media together; false when it didn't wait. */
export function plan(db: Kysely<Tables>, storyPlan: StoryPlan): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const story = await transaction
      .updateTable('stories')
      .set({
        ...storyStandingColumns(storyPlan.standing),
        article: storyPlan.article && toJson(storyPlan.article),
      })
      .where('id', '=', storyPlan.storyId)
      .where('state', 'in', storyPlan.retryOf === undefined ? ['new'] : ['settling', 'owing'])
      // One with another retry was planned by another replica meanwhile, which may have given what was owed.
      .where('retry_at', 'is not distinct from', storyPlan.retryOf ?? null)
      .returning('event_id')
      .executeTakeFirst();
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
  await db
    .insertInto('deliveries')
    .values({
      id: delivery.id,
      sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from deliveries)`,
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
      ...standingColumns(standingOf(delivery)),
      fence: 0,
      looks: 0,
      attempts: 0,
      turn: turns[delivery.priority ?? 'story'],
      weight: delivery.weight ?? 0,
      stale_at: delivery.freshness?.staleAt ?? null,
      when_stale: delivery.freshness?.whenStale ?? 'drop',
    })
    .execute();
  await addParts(db, delivery);
}

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
  await db
    .insertInto('parts')
    .values(
      parts.map((part) => ({
        delivery_id: id,
        part_index: part.index,
        intent: part.intent,
        key: part.key,
        body: part.body,
        media: toJson(part.media),
        ...receiptColumns(part.receipt),
      })),
    )
    .execute();
  const needs = parts.flatMap((part) =>
    part.receipt ? [] : [...new Set(part.media.map(({ hash }) => hash))].map((hash) => ({ hash, part })),
  );
  if (needs.length === 0) return;
  await db
    .insertInto('media_needs')
    .values(needs.map(({ hash, part }) => ({ hash, delivery_id: id, part_index: part.index })))
    .execute();
}

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
