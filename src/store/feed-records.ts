import type { Kysely } from 'kysely';
import type { FeedRecord, FeedRecords } from './store.ts';
import { type FeedRow, fromJson, type Tables, toJson } from './tables.ts';

/** The feeds the store knows, and when each is polled next. */
export function keepFeeds(db: Kysely<Tables>): FeedRecords {
  return {
    register: async ({ eventId, url, now }) => {
      await db
        .insertInto('feeds')
        .values({ event_id: eventId, url, next_poll_at: now, failures_in_row: 0 })
        .onConflict((conflict) => conflict.columns(['event_id', 'url']).doNothing())
        .execute();
    },
    due: async (now) => {
      const due = db.selectFrom('feeds').selectAll().where('next_poll_at', '<=', now);
      return (await due.orderBy('next_poll_at').orderBy('url').execute()).map(readFeed);
    },
    list: async () => {
      const rows = await db.selectFrom('feeds').selectAll().orderBy('event_id').orderBy('url').execute();
      return rows.map(readFeed);
    },
    nextPollAt: async () => {
      const soonest = db.selectFrom('feeds').select('next_poll_at').orderBy('next_poll_at').limit(1);
      return (await soonest.executeTakeFirst())?.next_poll_at ?? null;
    },
    recordPoll: async ({ eventId, url, polledAt, nextPollAt, failure }) => {
      await db
        .updateTable('feeds')
        .set({ last_poll_at: polledAt, next_poll_at: nextPollAt })
        .set(
          failure
            ? (row) => ({
                failures_in_row: row('failures_in_row', '+', 1),
                last_failure: toJson(failure),
              })
            : (row) => ({
                failures_in_row: 0,
                last_failure: null,
                // An empty feed was read too: its first item, when it comes, is news and not background.
                first_read_at: row.fn.coalesce('first_read_at', row.val(polledAt)),
              }),
        )
        .where('event_id', '=', eventId)
        .where('url', '=', url)
        .execute();
    },
  };
}

function readFeed(row: FeedRow): FeedRecord {
  return {
    eventId: row.event_id,
    url: row.url,
    validators: { etag: row.etag, lastModified: row.last_modified },
    bodyHash: row.body_hash,
    nextPollAt: row.next_poll_at,
    firstReadAt: row.first_read_at,
    lastPollAt: row.last_poll_at,
    failuresInRow: row.failures_in_row,
    lastFailure: row.last_failure === null ? null : fromJson(row.last_failure),
  };
}
