import type { Kysely, Transaction } from 'kysely';
import type { Story } from '../article/story.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { feedPlaceColumns, feedStandingColumns } from './feed-rows.ts';
import { findFloodIn, setFeedAside } from './flood-watch.ts';
import { fromJson, toJson } from './json-text.ts';
import { commitLazily } from './lazy-commit.ts';
import { nextPollColumn } from './next-poll.ts';
import { isSqlite } from './node-sqlite.ts';
import type { Admission, Admitted, ItemToAdmit, StoryRevision } from './records/stories.ts';
import { addRevision } from './revisions.ts';
import type { FeedRow } from './rows/sources.ts';
import { aliasesOf, digestOf, type KnownStories, type SortedItems, sortItems } from './sort-items.ts';
import { loadStories, standingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/**
 * Transaction A: a poll's items become stories, new revisions or nothing, and its feed's validators advance with them. Of
 * a poll that is a flood nothing is taken: its feed is set aside.
 */
export function admit(db: Kysely<Tables>, admission: Admission): Promise<Admitted> {
  return commitLazily(db, async (transaction) => {
    const feed = await lockEvent(transaction, admission);
    const known = await findKnown(transaction, admission);
    const sorted = sortItems(admission.items, { feedUrl: admission.feedUrl, known });
    const before = await loadItemsBefore(transaction, sorted);
    const flood = isWatched(feed, admission) ? findFloodIn(sorted, { before, dates: feed.dates }) : null;
    if (flood) {
      await setFeedAside(transaction, { admission, flood });
      return { added: [], revised: [], revisions: [], known: 0, flood };
    }
    await addStories(transaction, { admission, added: sorted.added });
    const revisions = await addRevisions(transaction, { admission, sorted, before });
    await addAliases(transaction, { eventId: admission.eventId, sorted });
    await advanceFeed(transaction, admission);
    return {
      added: storiesFrom(admission, sorted),
      revised: await loadRevised(transaction, revisions),
      revisions,
      known: admission.items.length - sorted.added.length - revisions.length,
      flood: null,
    };
  });
}

/**
 * Two feeds of an event, polled by two replicas, may carry the same story at once: they are admitted in turn. SQLite has
 * one writer anyhow, and need not read them all.
 */
async function lockEvent(
  db: Transaction<Tables>,
  { eventId, feedUrl }: Admission,
): Promise<Pick<FeedRow, 'first_read_at' | 'dates'>> {
  const feeds = await db
    .selectFrom('feeds')
    .select(['url', 'first_read_at', 'dates'])
    .where('event_id', '=', eventId)
    .$if(isSqlite(db), (query) => query.where('url', '=', feedUrl))
    .orderBy('url')
    .forUpdate()
    .execute();
  const feed = feeds.find(({ url }) => url === feedUrl);
  if (!feed) throw new Error(`feed ${feedUrl} was admitted but never registered`);
  return feed;
}

/** What a feed holds at first is background, and what an operator has accepted was looked at by a person. */
function isWatched(feed: Pick<FeedRow, 'first_read_at'>, { isAccepted }: Admission): boolean {
  return feed.first_read_at !== null && !isAccepted;
}

async function findKnown(db: Transaction<Tables>, { eventId, items }: Admission): Promise<KnownStories> {
  const digests = items.flatMap((item) => aliasesOf(item).map(digestOf));
  const storyIdByDigest = new Map<string, string>();
  const storyById = new Map<string, { feedUrl: string; contentHash: string }>();
  for (const some of batchesOf(digests)) {
    const rows = await db
      .selectFrom('aliases')
      .innerJoin('stories', 'stories.id', 'aliases.story_id')
      .select(['digest', 'story_id', 'feed_url', 'content_hash'])
      .where('aliases.event_id', '=', eventId)
      .where('digest', 'in', some)
      .execute();
    for (const { digest, story_id, feed_url, content_hash } of rows) {
      storyIdByDigest.set(digest, story_id);
      storyById.set(story_id, { feedUrl: feed_url, contentHash: content_hash });
    }
  }
  return { storyIdByDigest, storyById };
}

async function addStories(
  db: Transaction<Tables>,
  { admission, added }: { admission: Admission; added: readonly ItemToAdmit[] },
): Promise<void> {
  for (const some of batchesOf(added))
    await db
      .insertInto('stories')
      .values(
        some.map((item) => ({
          id: item.storyId,
          event_id: admission.eventId,
          feed_url: admission.feedUrl,
          revision: 1,
          content_hash: item.contentHash,
          item: toJson(item.item),
          first_seen_at: admission.polledAt,
          position: item.position,
          ...standingColumns(item.standing),
        })),
      )
      .execute();
}

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
  for (const some of batchesOf(sorted.newAliases))
    await db
      .insertInto('aliases')
      .values(
        some.map(({ digest, alias, storyId }) => ({
          event_id: eventId,
          digest,
          kind: alias.kind,
          // PostgreSQL takes no NUL in text, and a JSON Feed can carry one.
          value: alias.value.replaceAll('\0', ''),
          story_id: storyId,
        })),
      )
      .execute();
}

async function advanceFeed(db: Transaction<Tables>, admission: Admission): Promise<void> {
  await db
    .updateTable('feeds')
    .set((row) => ({
      ...feedStandingColumns({ state: 'followed' }),
      ...feedPlaceColumns(admission.place),
      etag: admission.validators.etag,
      last_modified: admission.validators.lastModified,
      body_hash: admission.bodyHash,
      ...(admission.wishes && { wishes: toJson(admission.wishes) }),
      next_poll_at: nextPollColumn(admission),
      first_read_at: row.fn.coalesce('first_read_at', row.val(admission.polledAt)),
      last_poll_at: admission.polledAt,
      failures_in_row: 0,
      refusals_in_row: 0,
      last_failure: null,
    }))
    .where('event_id', '=', admission.eventId)
    .where('url', '=', admission.feedUrl)
    .execute();
}

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

/** SQLite binds at most 32,766 values to a statement; the widest row here has eleven columns. */
function batchesOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const size = 500;
  return Array.from({ length: Math.ceil(values.length / size) }, (_, batch) =>
    values.slice(batch * size, (batch + 1) * size),
  );
}
