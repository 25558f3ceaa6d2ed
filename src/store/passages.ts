import type { Kysely } from 'kysely';
import { type Passage, publicationOf } from '../outbox/passage.ts';
import { fromJson } from './json-text.ts';
import { readyStatement } from './ready-statement.ts';
import type { Tables } from './tables.ts';

/**
 * The way of each story whose opener is public, in the order of planning; of one delivery, when it is named, or of those
 * planned behind another.
 */
export async function listPassages(
  db: Kysely<Tables>,
  { deliveryId, behind }: { deliveryId?: string; behind?: number },
): Promise<readonly Passage[]> {
  if (deliveryId !== undefined) return (await openerOf(db, { deliveryId })).rows.flatMap(readPassage);
  const rows = await publicOpeners(db)
    .$if(behind !== undefined, (query) => query.where('sequence', '>', behind ?? -1))
    .execute();
  return rows.flatMap(readPassage);
}

/** Asked for every thread whose opener comes out. */
const openerOf = readyStatement((db, { deliveryId }: { readonly deliveryId: string }) =>
  publicOpeners(db).where('deliveries.id', '=', deliveryId),
);

/**
 * The same of all stories there are, a few at a time: each comes with its article, and the articles of a long event are
 * more than a machine's memory.
 */
export async function* everyPassage(
  db: Kysely<Tables>,
  { atOnce = 200 }: { atOnce?: number } = {},
): AsyncGenerator<Passage> {
  let behind = -1;
  for (;;) {
    const rows = await publicOpeners(db).where('sequence', '>', behind).limit(atOnce).execute();
    const last = rows.at(-1);
    if (!last) return;
    yield* rows.flatMap(readPassage);
    behind = last.sequence;
  }
}

function publicOpeners(db: Kysely<Tables>) {
  return db
    .selectFrom('deliveries')
    .innerJoin('parts', 'parts.delivery_id', 'deliveries.id')
    .innerJoin('stories', 'stories.id', 'deliveries.story_id')
    .leftJoin('feeds', (join) =>
      join.onRef('feeds.event_id', '=', 'stories.event_id').onRef('feeds.url', '=', 'stories.feed_url'),
    )
    .select([
      'deliveries.id',
      'sequence',
      'deliveries.event_id',
      'account_id',
      'network',
      'created_at',
      'published_at',
      'item',
      'article',
      'first_seen_at',
      'first_read_at',
      'approved_words',
      'deliveries.kept_back_at',
      'stories.kept_back_at as feed_kept_back_at',
    ])
    .where(({ eb, lit }) => eb('part_index', '=', lit(0)))
    .where('published_at', 'is not', null)
    .whereRef('unproven_part', 'is distinct from', 'part_index')
    .orderBy('sequence');
}

function readPassage(
  row: Awaited<ReturnType<ReturnType<typeof publicOpeners>['execute']>>[number],
): Passage | [] {
  if (row.published_at === null) return [];
  const told = [row.article && fromJson(row.article).publishedAt, fromJson(row.item).publishedAt];
  // What stood in the feed at its first reading was published before anybody asked.
  const wasThere = row.first_read_at === row.first_seen_at;
  return {
    deliveryId: row.id,
    eventId: row.event_id,
    accountId: row.account_id,
    network: row.network,
    publishedAt: wasThere ? null : publicationOf(told, row.first_seen_at),
    seenAt: row.first_seen_at,
    plannedAt: row.created_at,
    publicAt: row.published_at,
    wasKeptBack: [row.approved_words, row.kept_back_at, row.feed_kept_back_at].some((by) => by !== null),
  };
}
