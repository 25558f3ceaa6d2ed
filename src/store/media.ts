import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** The bytes kept under `hash`; null when they are gone. */
export async function loadMedia(db: Kysely<Tables>, hash: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('media').select('bytes').where('hash', '=', hash).executeTakeFirst();
  return row?.bytes ?? null;
}

/** Forgets media that no part still to be published names; returns how many bytes went. */
export function sweepMedia(db: Kysely<Tables>): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    // Two steps, since a plan may be storing the need for these bytes right now: locking waits for it to commit, and only
    // a statement begun after that sees its needs.
    const unneeded = await transaction
      .selectFrom('media')
      .select('hash')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('media_needs').select('hash').whereRef('media_needs.hash', '=', 'media.hash'))),
      )
      .orderBy('hash')
      .forUpdate()
      .execute();
    let sweptBytes = 0;
    for (const { hash } of unneeded) {
      const swept = await transaction
        .deleteFrom('media')
        .where('hash', '=', hash)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('media_needs').select('hash').where('media_needs.hash', '=', hash))),
        )
        .returning('byte_length')
        .executeTakeFirst();
      sweptBytes += swept?.byte_length ?? 0;
    }
    return sweptBytes;
  });
}

/** A cancelled delivery needs no more pictures. */
export async function forgetNeeds(db: Transaction<Tables>, deliveryId: string): Promise<void> {
  await db.deleteFrom('media_needs').where('delivery_id', '=', deliveryId).execute();
}
