import type { Kysely } from 'kysely';
import { hashOf } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { fromJson, toJson } from './json-text.ts';
import type { Tables } from './tables.ts';

/** What of the operators' files is in force, what was refused, and what was approved. */
export interface EventRecords {
  /** Puts events in force in the place of whatever these files said before; nothing of them is refused any more. */
  putInForce(taken: {
    readonly events: readonly { readonly file: string; readonly event: CoverageEvent }[];
    readonly files: readonly string[];
    readonly now: Instant;
  }): Promise<void>;
  /** Those in force, by their ids. */
  inForce(): Promise<readonly EventInForce[]>;
  /** Notes that a file as it stands is not taken; an earlier note about it is forgotten. */
  refuse(edit: RefusedEdit): Promise<void>;
  refused(): Promise<readonly RefusedEdit[]>;
  /** Lets exactly this definition take effect, however much it posts. */
  approve(event: CoverageEvent): Promise<void>;
  isApproved(event: CoverageEvent): Promise<boolean>;
}

/** An event as its file said when it was last taken. */
export interface EventInForce {
  readonly file: string;
  readonly event: CoverageEvent;
  readonly since: Instant;
}

/** An edit that has not taken effect, and why: each problem with its place, as one line. */
export interface RefusedEdit {
  readonly file: string;
  readonly refusedAt: Instant;
  readonly problems: readonly string[];
}

/** The events as operators wrote them, over `db`. */
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
