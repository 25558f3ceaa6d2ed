import type { Kysely } from 'kysely';
import { hashOf } from '../base/ids.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { fromJson, toJson } from './json-text.ts';
import type { EventRecords } from './records/events.ts';
import type { Tables } from './tables.ts';

/** The events as operators wrote them. */
export function keepEvents(db: Kysely<Tables>): EventRecords {
  return {
    putInForce: (taken) => db.transaction().execute((transaction) => putInForce(transaction, taken)),
    inForce: async () => {
      const rows = await db.selectFrom('events').selectAll().orderBy('id').execute();
      return rows.map(({ file, definition, in_force_since: since }) => ({
        file,
        event: fromJson(definition),
        since,
      }));
    },
    refuse: async ({ file, refusedAt, problems }) => {
      const row = { refused_at: refusedAt, problems: toJson(problems) };
      await db
        .insertInto('refused_edits')
        .values({ file, ...row })
        .onConflict((conflict) => conflict.column('file').doUpdateSet(row))
        .execute();
    },
    refused: async () => {
      const rows = await db.selectFrom('refused_edits').selectAll().orderBy('file').execute();
      return rows.map(({ file, refused_at: refusedAt, problems }) => ({
        file,
        refusedAt,
        problems: fromJson(problems),
      }));
    },
    approve: async (event) => {
      const digest = digestOf(event);
      await db
        .insertInto('approved_edits')
        .values({ event_id: event.id, digest })
        .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ digest }))
        .execute();
    },
    isApproved: async (event) => {
      const row = await db
        .selectFrom('approved_edits')
        .select('digest')
        .where('event_id', '=', event.id)
        .executeTakeFirst();
      return row?.digest === digestOf(event);
    },
  };
}

async function putInForce(
  db: Kysely<Tables>,
  { events, files, now }: Parameters<EventRecords['putInForce']>[0],
): Promise<void> {
  const ids = events.map(({ event }) => event.id);
  // A file whose event got another name holds the earlier one no more.
  const held = await db.selectFrom('events').select('id').where('file', 'in', files).execute();
  for (const { id } of held)
    if (!ids.includes(id)) await db.deleteFrom('events').where('id', '=', id).execute();
  for (const { file, event } of events) {
    const row = { file, definition: toJson(event), in_force_since: now };
    await db
      .insertInto('events')
      .values({ id: event.id, ...row })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(row)
          .where((known) =>
            known.or([known('events.definition', '!=', row.definition), known('events.file', '!=', file)]),
          ),
      )
      .execute();
  }
  await db.deleteFrom('refused_edits').where('file', 'in', files).execute();
  for (const id of ids) await db.deleteFrom('approved_edits').where('event_id', '=', id).execute();
}

/** The same for two definitions that say the same in the same order. */
function digestOf(event: CoverageEvent): string {
  return hashOf(JSON.stringify(event));
}
