import type { Transaction } from 'kysely';
import type { FeedItem } from '../feed/feed-item.ts';
import type { FeedStanding } from '../feed/feed-standing.ts';
import { type FeedDates, type Flood, findFlood, type Sighting } from '../feed/find-flood.ts';
import { feedStandingColumns } from './feed-rows.ts';
import type { Admission } from './records/stories.ts';
import type { SeenAgain, SortedItems } from './sort-items.ts';
import type { Tables } from './tables.ts';

/** What is wrong with a poll as a whole; null when nothing is. `before` holds every story that may have changed. */
export function findFloodIn(
  sorted: SortedItems,
  { before, dates }: { before: ReadonlyMap<string, FeedItem>; dates: FeedDates },
): Flood | null {
  const added = sorted.added.map((item): Sighting => ({ now: item.item, before: null }));
  const seenAgain = sorted.seenAgain.map((seen) => sightingOf(seen, before));
  // What another feed words in its own way says nothing about this one's titles and dates.
  const elsewhere = Array.from(
    { length: sorted.elsewhere },
    (): Sighting => ({ now: nothing, before: nothing }),
  );
  return findFlood([...added, ...seenAgain, ...elsewhere], { dates });
}

const nothing = { title: null, publishedAt: null };

function sightingOf(
  { storyId, item, isFamiliar }: SeenAgain,
  before: ReadonlyMap<string, FeedItem>,
): Sighting {
  return { now: item.item, before: isFamiliar ? item.item : (before.get(storyId) ?? nothing) };
}

/** Sets the poll's feed aside; its validators stay, so that the same body is sent again whenever it is asked for. */
export async function setFeedAside(
  db: Transaction<Tables>,
  { admission, flood }: { admission: Admission; flood: Flood },
): Promise<void> {
  const standing: FeedStanding = { state: 'set-aside', since: admission.polledAt, flood };
  await db
    .updateTable('feeds')
    .set({
      ...feedStandingColumns(standing),
      last_poll_at: admission.polledAt,
      failures_in_row: 0,
      refusals_in_row: 0,
      last_failure: null,
    })
    .where('event_id', '=', admission.eventId)
    .where('url', '=', admission.feedUrl)
    .execute();
}
