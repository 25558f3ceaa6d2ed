import type { FeedStanding } from '../feed/feed-standing.ts';
import { noWishes } from '../feed/poll-wishes.ts';
import { fromJson, toJson } from './json-text.ts';
import type { FeedRecord } from './records/feeds.ts';
import type { FeedRow } from './rows/sources.ts';

/** The columns in which a feed's standing is kept: whole, and apart what is searched for. */
export function feedStandingColumns(standing: FeedStanding): Pick<FeedRow, 'state' | 'standing'> {
  return { state: standing.state, standing: toJson(standing) };
}

// Most feeds are like this, and every tick reads all that are due.
const followed = toJson<FeedStanding>({ state: 'followed' });
const without = toJson(noWishes);

/** The record that a row holds. */
export function readFeed(row: FeedRow): FeedRecord {
  return {
    eventId: row.event_id,
    url: row.url,
    place: { address: row.address, move: row.move === null ? null : fromJson(row.move) },
    standing: row.standing === followed ? { state: 'followed' } : fromJson(row.standing),
    dates: row.dates,
    validators: { etag: row.etag, lastModified: row.last_modified },
    bodyHash: row.body_hash,
    wishes: row.wishes === without ? noWishes : fromJson(row.wishes),
    nextPollAt: row.next_poll_at,
    firstReadAt: row.first_read_at,
    lastPollAt: row.last_poll_at,
    failuresInRow: row.failures_in_row,
    refusalsInRow: row.refusals_in_row,
    lastFailure: row.last_failure === null ? null : fromJson(row.last_failure),
  };
}
