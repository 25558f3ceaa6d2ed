import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { batchesOf } from './batches.ts';
import type { Tables } from './tables.ts';

/** Which of these posts, by their networks' ids, have a receipt, and since when nothing more is owed of their threads. */
export async function knownPosts(
  db: Kysely<Tables>,
  { accountId, remoteIds }: { accountId: string; remoteIds: readonly string[] },
): Promise<ReadonlyMap<string, Instant | null>> {
  const known = new Map<string, Instant | null>();
  for (const some of batchesOf(remoteIds)) {
    const rows = await db
      .selectFrom('parts')
      .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
      .select(['remote_id', 'sent_at'])
      .where('account_id', '=', accountId)
      .where('remote_id', 'in', some)
      .execute();
    for (const { remote_id, sent_at } of rows) if (remote_id !== null) known.set(remote_id, sent_at);
  }
  return known;
}

/** When the account's newest opener became public; null when none did. */
export async function newestPostAt(db: Kysely<Tables>, accountId: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('parts')
    .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
    .select('published_at')
    .where(({ eb, lit }) => eb('part_index', '=', lit(0)))
    .where('intent', '=', sql<'create'>`'create'`)
    .where('published_at', 'is not', null)
    .where('account_id', '=', accountId)
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.published_at ?? null;
}
