import { type Kysely, sql } from 'kysely';
import { longAgo } from '../base/instant.ts';
import type { FeedStanding } from '../feed/feed-standing.ts';
import { noWishes } from '../feed/poll-wishes.ts';
import { feedPlaceColumns, feedStandingColumns, readFeed } from './feed-rows.ts';
import { toJson } from './json-text.ts';
import { commitLazily } from './lazy-commit.ts';
import { nextPollColumn } from './next-poll.ts';
import type { FeedRecords } from './records/feeds.ts';
import type { Tables } from './tables.ts';

// Spelled out, not bound: SQLite uses the index of feeds that are polled only when it sees the words it was made with.
const polled = sql<FeedStanding['state']>`('followed', 'accepted')`;

/** No person has paused it. */
const isRead = sql<boolean>`not exists (select 1 from pauses where pauses.scope = 'feed:' || feeds.url)`;

/** The feeds the store knows, and when each is polled next. */
export function keepFeeds(db: Kysely<Tables>): FeedRecords {
  return {
    register: async ({ eventId, url, now }) => {
      await db
        .insertInto('feeds')
        .values({
          event_id: eventId,
          url,
          address: url,
          ...feedStandingColumns({ state: 'followed' }),
          dates: 'steady',
          wishes: toJson(noWishes),
          next_poll_at: now,
          failures_in_row: 0,
          refusals_in_row: 0,
        })
        .onConflict((conflict) => conflict.columns(['event_id', 'url']).doNothing())
        .execute();
    },
    due: async (now) => {
      const feeds = db.selectFrom('feeds').selectAll().where('state', 'in', polled);
      const due = feeds.where('next_poll_at', '<=', now).where(isRead);
      return (await due.orderBy('next_poll_at').orderBy('url').execute()).map(readFeed);
    },
    list: async () => {
      const rows = await db.selectFrom('feeds').selectAll().orderBy('event_id').orderBy('url').execute();
      return rows.map(readFeed);
    },
    nextPollAt: async (after = longAgo) => {
      const feeds = db.selectFrom('feeds').select('next_poll_at').where('state', 'in', polled);
      const later = feeds.where('next_poll_at', '>', after).where(isRead);
      const soonest = await later.orderBy('next_poll_at').limit(1).executeTakeFirst();
      return soonest?.next_poll_at ?? null;
    },
    recordPoll: async ({ eventId, url, polledAt, failure, isRefused, stops, place, ...next }) => {
      await commitLazily(db, (transaction) =>
        transaction
          .updateTable('feeds')
          .set({ last_poll_at: polledAt, next_poll_at: nextPollColumn(next), ...feedPlaceColumns(place) })
          .set(
            failure
              ? (row) => ({
                  failures_in_row: row('failures_in_row', '+', 1),
                  refusals_in_row: isRefused ? row('refusals_in_row', '+', 1) : 0,
                  last_failure: toJson(failure),
                  ...(stops && feedStandingColumns({ state: 'stopped', since: polledAt, because: failure })),
                })
              : (row) => ({
                  failures_in_row: 0,
                  refusals_in_row: 0,
                  last_failure: null,
                  state: sql`case when state = 'accepted' then 'followed' else state end`,
                  standing: sql`case when state = 'accepted' then ${toJson({ state: 'followed' })} else standing end`,
                  // An empty feed was read too: its first item, when it comes, is news and not background.
                  first_read_at: row.fn.coalesce('first_read_at', row.val(polledAt)),
                }),
          )
          .where('event_id', '=', eventId)
          .where('url', '=', url)
          .execute(),
      );
    },
    settle: async ({ eventId, url, standing, dates, now }) => {
      const { numUpdatedRows } = await db
        .updateTable('feeds')
        .set({
          ...feedStandingColumns(standing),
          dates,
          next_poll_at: now,
          failures_in_row: 0,
          refusals_in_row: 0,
        })
        .where('event_id', '=', eventId)
        .where('url', '=', url)
        .where('state', 'in', ['set-aside', 'stopped'])
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
