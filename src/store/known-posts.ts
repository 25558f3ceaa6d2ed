import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { batchesOf } from './batches.ts';
import type { Tables } from './tables.ts';

/** Which of these posts, by their networks' ids, have a receipt. */
export async function knownPosts(
  db: Kysely<Tables>,
  { accountId, remoteIds }: { accountId: string; remoteIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const some of batchesOf(remoteIds)) {
    const rows = await db
      .selectFrom('parts')
      .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
      .select('remote_id')
      .where('account_id', '=', accountId)
      .where('remote_id', 'in', some)
      .execute();
    for (const { remote_id } of rows) if (remote_id !== null) known.add(remote_id);
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
