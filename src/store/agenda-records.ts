import type { Kysely } from 'kysely';
import { longAgo } from '../base/instant.ts';
import { fromJson, toJson } from './json-text.ts';
import type { AgendaReadingRecord, AgendaRecord, AgendaRecords } from './records/agendas.ts';
import type { AgendaRow } from './rows/sources.ts';
import type { Tables } from './tables.ts';

/** The agendas the store knows, and when each is read next. */
export function keepAgendas(db: Kysely<Tables>): AgendaRecords {
  return {
    register: ({ eventId, places, now }) =>
      db.transaction().execute(async (transaction) => {
        const known = transaction.deleteFrom('agendas').where('event_id', '=', eventId);
        await (places.length > 0 ? known.where('place', 'not in', places) : known).execute();
        for (const place of places)
          await transaction
            .insertInto('agendas')
            .values({ event_id: eventId, place, version: 0, next_read_at: now, failures_in_row: 0 })
            .onConflict((conflict) =>
              // The event's days may be others now, and what was left out for them be wanted: all is read anew.
              conflict
                .columns(['event_id', 'place'])
                .doUpdateSet({ next_read_at: now, etag: null, last_modified: null, body_hash: null }),
            )
            .execute();
      }),
    due: async (now) => {
      const due = db.selectFrom('agendas').select(columns).where('next_read_at', '<=', now);
      return (await due.orderBy('next_read_at').orderBy('place').execute()).map(readRecord);
    },
    list: async (eventId) => {
      const all = db.selectFrom('agendas').select(columns).orderBy('event_id').orderBy('place');
      const rows = await (eventId === undefined ? all : all.where('event_id', '=', eventId)).execute();
      return rows.map(readRecord);
    },
    load: async ({ eventId, place }) => {
      const row = await db
        .selectFrom('agendas')
        .select('agenda')
        .where('event_id', '=', eventId)
        .where('place', '=', place)
        .executeTakeFirst();
      return row?.agenda ? fromJson(row.agenda) : null;
    },
    nextReadAt: async (after = longAgo) => {
      const later = db.selectFrom('agendas').select('next_read_at').where('next_read_at', '>', after);
      const soonest = later.orderBy('next_read_at').limit(1);
      return (await soonest.executeTakeFirst())?.next_read_at ?? null;
    },
    replace: async ({ version, agenda, ...reading }) => {
      const { numUpdatedRows } = await db
        .updateTable('agendas')
        .set({ ...readingColumns(reading), failures_in_row: 0, last_failure: null })
        .set({ agenda: toJson(agenda), version: version + 1 })
        .where('event_id', '=', reading.eventId)
        .where('place', '=', reading.place)
        .where('version', '=', version)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    recordReading: async ({ failure, ...reading }) => {
      await db
        .updateTable('agendas')
        .set(readingColumns(reading))
        .set((row) => ({
          failures_in_row: failure ? row('failures_in_row', '+', 1) : 0,
          last_failure: failure && toJson(failure),
        }))
        .where('event_id', '=', reading.eventId)
        .where('place', '=', reading.place)
        .execute();
    },
  };
}

// All but the agenda: a programme of a thousand sessions is half a megabyte.
const columns = [
  'event_id',
  'place',
  'version',
  'etag',
  'last_modified',
  'body_hash',
  'next_read_at',
  'last_read_at',
  'failures_in_row',
  'last_failure',
] as const satisfies readonly (keyof AgendaRow)[];

function readingColumns({
  readAt,
  nextReadAt,
  validators,
  bodyHash,
}: AgendaReadingRecord): Partial<AgendaRow> {
  return {
    last_read_at: readAt,
    next_read_at: nextReadAt,
    ...(validators && { etag: validators.etag, last_modified: validators.lastModified }),
    ...(bodyHash !== undefined && { body_hash: bodyHash }),
  };
}

function readRecord(row: Omit<AgendaRow, 'agenda'>): AgendaRecord {
  return {
    eventId: row.event_id,
    place: row.place,
    version: row.version,
    validators: { etag: row.etag, lastModified: row.last_modified },
    bodyHash: row.body_hash,
    nextReadAt: row.next_read_at,
    lastReadAt: row.last_read_at,
    failuresInRow: row.failures_in_row,
    lastFailure: row.last_failure === null ? null : fromJson(row.last_failure),
  };
}
