import type { Kysely, Transaction } from 'kysely';
import type { Story } from '../article/story.ts';
import { aliasesOf, digestOf, type KnownStories, type SortedItems, sortItems } from './sort-items.ts';
import type { Admission, Admitted, ItemToAdmit } from './store.ts';
import { loadStories, standingColumns } from './story-rows.ts';
import { type Tables, toJson } from './tables.ts';

/** Transaction A: a poll's items become stories, new revisions or nothing, and its feed's validators advance with them. */
export function admit(db: Kysely<Tables>, admission: Admission): Promise<Admitted> {
  return db.transaction().execute(async (transaction) => {
    await lockEvent(transaction, admission.eventId);
    const known = await findKnown(transaction, admission);
    const sorted = sortItems(admission.items, { feedUrl: admission.feedUrl, known });
    await addStories(transaction, { admission, added: sorted.added });
    for (const { storyId, item } of sorted.revised) await revise(transaction, { storyId, item });
    await addAliases(transaction, { eventId: admission.eventId, sorted });
    await advanceFeed(transaction, admission);
    return {
      added: storiesFrom(admission, sorted),
      revised: await loadRevised(transaction, sorted),
      known: sorted.known,
    };
  });
}

/** Two feeds of an event, polled by two replicas, may carry the same story at once: they are admitted in turn. */
async function lockEvent(db: Transaction<Tables>, eventId: string): Promise<void> {
  await db
    .selectFrom('feeds')
    .select('url')
    .where('event_id', '=', eventId)
    .orderBy('url')
    .forUpdate()
    .execute();
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

/** The story keeps its standing: an edit at the publisher's must not become a second thread. */
async function revise(
  db: Transaction<Tables>,
  { storyId, item }: { storyId: string; item: ItemToAdmit },
): Promise<void> {
  await db
    .updateTable('stories')
    .set((row) => ({
      revision: row('revision', '+', 1),
      content_hash: item.contentHash,
      item: toJson(item.item),
    }))
    .where('id', '=', storyId)
    .execute();
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
  const { numUpdatedRows } = await db
    .updateTable('feeds')
    .set((row) => ({
      etag: admission.validators.etag,
      last_modified: admission.validators.lastModified,
      body_hash: admission.bodyHash,
      next_poll_at: admission.nextPollAt,
      first_read_at: row.fn.coalesce('first_read_at', row.val(admission.polledAt)),
      last_poll_at: admission.polledAt,
      failures_in_row: 0,
      last_failure: null,
    }))
    .where('event_id', '=', admission.eventId)
    .where('url', '=', admission.feedUrl)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`feed ${admission.feedUrl} was admitted but never registered`);
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

async function loadRevised(db: Transaction<Tables>, { revised }: SortedItems): Promise<readonly Story[]> {
  const stories: Story[] = [];
  for (const some of batchesOf(revised.map(({ storyId }) => storyId)))
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
