import type { Kysely, Transaction } from 'kysely';
import type { Story } from '../article/story.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { advanceFeed } from './answered-poll.ts';
import { batchesOf } from './batches.ts';
import { findFloodIn, setFeedAside } from './flood-watch.ts';
import { fromJson, toJson } from './json-text.ts';
import { findKnown } from './known-stories.ts';
import { lastReadingsOf } from './last-readings.ts';
import { commitLazily } from './lazy-commit.ts';
import { nameItems } from './name-items.ts';
import { isSqlite } from './node-sqlite.ts';
import { readyRows, readyStatement } from './ready-statement.ts';
import type { Admission, Admitted, ItemToAdmit, StoryRevision } from './records/stories.ts';
import { addRevision } from './revisions.ts';
import type { FeedRow } from './rows/sources.ts';
import type { AliasRow, StoryRow } from './rows/stories.ts';
import { type SortedItems, sortItems } from './sort-items.ts';
import { loadStories, storyStandingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/**
 * Transaction A: a poll's items become stories, new revisions or nothing, and its feed's validators advance with them. Of
 * a poll that is a flood nothing is taken: its feed is set aside.
 */
export async function admit(db: Kysely<Tables>, admission: Admission): Promise<Admitted> {
  const readings = lastReadingsOf(db);
  const { admitted, reading } = await commitLazily(db, async (transaction) => {
    const feed = await lockEvent(transaction, admission);
    const items = nameItems(admission.items, readings.of(admission, feed.body_hash));
    const known = await findKnown(transaction, { eventId: admission.eventId, items });
    const sorted = sortItems({ items, known, feedUrl: admission.feedUrl, polledAt: admission.polledAt });
    return { reading: sorted.reading, admitted: await take(transaction, { admission, feed, sorted }) };
  });
  if (!admitted.flood) readings.keep(admission, admission.bodyHash, reading);
  return admitted;
}

async function take(
  db: Transaction<Tables>,
  { admission, feed, sorted }: { admission: Admission; feed: LockedFeed; sorted: SortedItems },
): Promise<Admitted> {
  const before = await loadItemsBefore(db, sorted);
  const flood = isWatched(feed, admission) ? findFloodIn(sorted, { before, dates: feed.dates }) : null;
  if (flood) {
    await setFeedAside(db, { admission, flood });
    return { added: [], revised: [], revisions: [], known: 0, flood };
  }
  await addStories(db, { admission, feed, added: sorted.added });
  const revisions = await addRevisions(db, { admission, sorted, before });
  await addAliases(db, { eventId: admission.eventId, sorted });
  await advanceFeed(db, admission);
  return {
    added: storiesFrom(admission, sorted),
    revised: await loadRevised(db, revisions),
    revisions,
    known: admission.items.length - sorted.added.length - revisions.length,
    flood: null,
  };
}

type LockedFeed = Pick<FeedRow, 'url' | 'first_read_at' | 'resumed_at' | 'dates' | 'body_hash'>;

/**
 * Two feeds of an event, polled by two replicas, may carry the same story at once: they are admitted in turn. SQLite has
 * one writer anyhow, and need not read them all.
 */
async function lockEvent(db: Transaction<Tables>, { eventId, feedUrl }: Admission): Promise<LockedFeed> {
  const { rows } = await selectLocked(db, { eventId, feedUrl });
  const feed = rows.find(({ url }) => url === feedUrl);
  if (!feed) throw new Error(`feed ${feedUrl} was admitted but never registered`);
  return feed;
}

const selectLocked = readyStatement((db, values: Pick<Admission, 'eventId' | 'feedUrl'>) =>
  db
    .selectFrom('feeds')
    .select(['url', 'first_read_at', 'resumed_at', 'dates', 'body_hash'])
    .where('event_id', '=', values.eventId)
    .$if(isSqlite(db), (query) => query.where('url', '=', values.feedUrl))
    .orderBy('url')
    .forUpdate(),
);

/** What a feed holds at first is background, and what an operator has accepted was looked at by a person. */
function isWatched(feed: LockedFeed, { isAccepted }: Admission): boolean {
  return feed.first_read_at !== null && !isAccepted;
}

async function addStories(
  db: Transaction<Tables>,
  { admission, feed, added }: { admission: Admission; feed: LockedFeed; added: readonly ItemToAdmit[] },
): Promise<void> {
  const rows = added.map((item) => ({
    id: item.storyId,
    event_id: admission.eventId,
    feed_url: admission.feedUrl,
    content_hash: item.contentHash,
    item: toJson(item.item),
    first_seen_at: admission.polledAt,
    position: item.position,
    kept_back_at: feed.resumed_at === null ? null : admission.polledAt,
    ...storyStandingColumns(item.standing),
  }));
  for (const some of batchesOf(rows)) await insertStories(db, some);
}

type NewStoryRow = Omit<StoryRow, 'revision' | 'article' | 'approved_words'>;

const insertStories = readyRows((db, rows: readonly NewStoryRow[]) =>
  db.insertInto('stories').values(
    rows.map((row) => ({
      id: row.id,
      event_id: row.event_id,
      feed_url: row.feed_url,
      revision: 1,
      content_hash: row.content_hash,
      item: row.item,
      first_seen_at: row.first_seen_at,
      position: row.position,
      state: row.state,
      standing: row.standing,
      retry_at: row.retry_at,
      kept_back_at: row.kept_back_at,
    })),
  ),
);

/** The items of stories that look other than they were, as they were; most polls have none. */
async function loadItemsBefore(
  db: Transaction<Tables>,
  { seenAgain }: SortedItems,
): Promise<ReadonlyMap<string, FeedItem>> {
  const changed = seenAgain.filter(({ isRevised, isFamiliar }) => isRevised || !isFamiliar);
  const before = new Map<string, FeedItem>();
  for (const some of batchesOf(changed.map(({ storyId }) => storyId))) {
    const rows = await db.selectFrom('stories').select(['id', 'item']).where('id', 'in', some).execute();
    for (const { id, item } of rows) before.set(id, fromJson(item));
  }
  return before;
}

async function addRevisions(
  db: Transaction<Tables>,
  {
    admission,
    sorted,
    before,
  }: { admission: Admission; sorted: SortedItems; before: ReadonlyMap<string, FeedItem> },
): Promise<readonly StoryRevision[]> {
  const revisions: StoryRevision[] = [];
  for (const seen of sorted.seenAgain) {
    const item = before.get(seen.storyId);
    if (seen.isRevised && item)
      revisions.push(await addRevision(db, { seen, before: item, seenAt: admission.polledAt }));
  }
  return revisions;
}

async function addAliases(
  db: Transaction<Tables>,
  { eventId, sorted }: { eventId: string; sorted: SortedItems },
): Promise<void> {
  const rows = sorted.newAliases.map(({ digest, alias, storyId }) => ({
    event_id: eventId,
    digest,
    kind: alias.kind,
    // PostgreSQL takes no NUL in text, and a JSON Feed can carry one.
    value: alias.value.replaceAll('\0', ''),
    story_id: storyId,
  }));
  for (const some of batchesOf(rows)) await insertAliases(db, some);
}

const insertAliases = readyRows((db, rows: readonly AliasRow[]) =>
  db.insertInto('aliases').values(
    rows.map(({ event_id, digest, kind, value, story_id }) => ({
      event_id,
      digest,
      kind,
      value,
      story_id,
    })),
  ),
);

function storiesFrom(admission: Admission, { added, newAliases }: SortedItems): readonly Story[] {
  const aliasesByStory = Map.groupBy(newAliases, ({ storyId }) => storyId);
  return added.map((item) => ({
    id: item.storyId,
    eventId: admission.eventId,
    feedUrl: admission.feedUrl,
    aliases: (aliasesByStory.get(item.storyId) ?? []).map(({ alias }) => alias),
    revision: 1,
    item: item.item,
    firstSeenAt: admission.polledAt,
    position: item.position,
    article: null,
    approvedWords: [],
    standing: item.standing,
  }));
}

async function loadRevised(
  db: Transaction<Tables>,
  revisions: readonly StoryRevision[],
): Promise<readonly Story[]> {
  const stories: Story[] = [];
  for (const some of batchesOf(revisions.map(({ storyId }) => storyId)))
    stories.push(...(await loadStories(db, (story) => story('id', 'in', some))));
  return stories;
}
