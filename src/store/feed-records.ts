import { type Kysely, sql } from 'kysely';
import { longAgo } from '../base/instant.ts';
import type { FeedStanding } from '../feed/feed-standing.ts';
import { noWishes } from '../feed/poll-wishes.ts';
import { noteUnchanged } from './answered-poll.ts';
import { feedStandingColumns, readFeed } from './feed-rows.ts';
import { toJson } from './json-text.ts';
import { commitLazily } from './lazy-commit.ts';
import type { FailedPoll, FeedRecords } from './records/feeds.ts';
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
    recordPoll: (poll) =>
      commitLazily(db, (transaction) =>
        poll.failure === null ? noteUnchanged(transaction, poll) : noteFailure(transaction, poll),
      ),
    settle: async ({ eventId, url, standing, dates, now }) => {
      const { numUpdatedRows } = await db
        .updateTable('feeds')
        .set({
          ...feedStandingColumns(standing),
          dates,
          resumed_at: now,
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

async function noteFailure(
  db: Kysely<Tables>,
  { eventId, url, polledAt, nextPollAt, failure, isRefused, stops }: FailedPoll,
): Promise<void> {
  await db
    .updateTable('feeds')
    .set((row) => ({
      last_poll_at: polledAt,
      next_poll_at: nextPollAt,
      failures_in_row: row('failures_in_row', '+', 1),
      refusals_in_row: isRefused ? row('refusals_in_row', '+', 1) : 0,
      last_failure: toJson(failure),
      ...(stops && feedStandingColumns({ state: 'stopped', since: polledAt, because: failure })),
    }))
    .where('event_id', '=', eventId)
    .where('url', '=', url)
    .execute();
}
