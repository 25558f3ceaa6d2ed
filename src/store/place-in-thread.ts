import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { continuationKey } from '../coverage/moments/moment.ts';
import { isOfDeleted, type Part, type Receipt } from '../outbox/delivery.ts';
import { readReceipt, readSubject } from './delivery-rows.ts';
import { addParts } from './plan.ts';
import type { Posted, ThreadEnd } from './records/deliveries.ts';
import type { Tables } from './tables.ts';

/** How each thread of an account begins, oldest first. */
export async function listPosted(
  db: Kysely<Tables>,
  { eventId, accountId }: { eventId: string; accountId: string },
): Promise<readonly Posted[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('parts', 'parts.delivery_id', 'deliveries.id')
    .selectAll('parts')
    .select(['deliveries.id', 'deliveries.story_id', 'deliveries.moment_key'])
    .where('deliveries.event_id', '=', eventId)
    .where('deliveries.account_id', '=', accountId)
    .where('parts.part_index', '=', 0)
    .where('parts.intent', '=', 'create')
    .where('parts.remote_id', 'is not', null)
    .orderBy('parts.published_at')
    .orderBy('deliveries.sequence')
    .execute();
  return rows.flatMap((row) => {
    const receipt = readReceipt(row);
    return receipt && !isOfDeleted(receipt) ? [{ of: readSubject(row), receipt }] : [];
  });
}

/** Later volumes that are public and that no moment points to. */
export async function untoldVolumes(
  db: Kysely<Tables>,
  { accountId, thread }: { accountId: string; thread?: { eventId: string; key: string } },
): Promise<readonly { readonly eventId: string; readonly key: string; readonly volume: number }[]> {
  const volumes = await db
    .selectFrom('deliveries')
    .innerJoin('parts', 'parts.delivery_id', 'deliveries.id')
    .select(['deliveries.event_id', 'deliveries.thread_key', 'deliveries.thread_volume'])
    .distinct()
    .where('deliveries.account_id', '=', accountId)
    .$if(thread !== undefined, (query) =>
      query
        .where('deliveries.event_id', '=', thread?.eventId ?? '')
        .where('deliveries.thread_key', '=', thread?.key ?? ''),
    )
    .where('deliveries.thread_volume', '>', 1)
    .where('deliveries.thread_way', '=', sql<'answers'>`'answers'`)
    .where('parts.remote_id', 'is not', null)
    // Nobody is led to a post that its server may have dropped.
    .whereRef('deliveries.unproven_part', 'is distinct from', 'parts.part_index')
    .execute();
  const told = await db
    .selectFrom('moments')
    .select(['event_id', 'key'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'continuation')
    .execute();
  const keys = new Set(told.map(({ event_id, key }) => `${event_id} ${key}`));
  return volumes.flatMap(({ event_id, thread_key, thread_volume }) =>
    thread_key === null ||
    thread_volume === null ||
    keys.has(`${event_id} ${continuationKey(thread_key, thread_volume)}`)
      ? []
      : [{ eventId: event_id, key: thread_key, volume: thread_volume }],
  );
}

/** The newest volume of an account's thread, as far as it is public. */
export async function threadEnd(
  db: Kysely<Tables>,
  {
    eventId,
    accountId,
    key,
    volume: wanted,
  }: { eventId: string; accountId: string; key: string; volume?: number },
): Promise<ThreadEnd | null> {
  const posts = await db
    .selectFrom('parts')
    .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
    .selectAll('parts')
    .select('deliveries.thread_volume')
    .where('deliveries.event_id', '=', eventId)
    .where('deliveries.account_id', '=', accountId)
    .where('deliveries.thread_key', '=', key)
    .where('deliveries.thread_way', '=', sql<'answers'>`'answers'`)
    .where('parts.intent', '=', 'create')
    .where('parts.remote_id', 'is not', null)
    .$if(wanted !== undefined && wanted > 0, (query) =>
      query.where('deliveries.thread_volume', '=', wanted ?? 0),
    )
    // Part by part in the order in which they were claimed, since one delivery of a thread is in flight at a time.
    .orderBy('deliveries.thread_volume', 'desc')
    .orderBy('deliveries.placed_at')
    .orderBy('deliveries.sequence')
    .orderBy('parts.part_index')
    .execute();
  const volume = posts[0]?.thread_volume ?? null;
  const receipts = posts
    .filter(({ thread_volume }) => thread_volume === volume)
    .map(readReceipt)
    .filter((receipt): receipt is Receipt => receipt !== null && !isOfDeleted(receipt));
  const [first, ...later] = receipts;
  return volume !== null && first ? { volume, posts: [first, ...later] } : null;
}

/** Replaces the parts of a delivery that was never attempted by the same parts in their place. */
export function takePlace(
  db: Kysely<Tables>,
  place: { deliveryId: string; fence: number; volume: number; parts: readonly Part[]; now: Instant },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const delivery = await transaction
      .updateTable('deliveries')
      .set({ thread_volume: place.volume, placed_at: place.now })
      .where('id', '=', place.deliveryId)
      .where('state', '=', 'claimed')
      .where('fence', '=', place.fence)
      .where('placed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!delivery) return false;
    await transaction.deleteFrom('media_needs').where('delivery_id', '=', place.deliveryId).execute();
    await transaction.deleteFrom('parts').where('delivery_id', '=', place.deliveryId).execute();
    await addParts(transaction, { id: place.deliveryId, parts: place.parts });
    return true;
  });
}
