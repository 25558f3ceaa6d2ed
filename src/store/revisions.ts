import type { Kysely, Transaction } from 'kysely';
import { compareRevisions } from '../article/compare-revisions.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { fromJson, toJson } from './json-text.ts';
import type { StoryRevision } from './records/stories.ts';
import type { SeenAgain } from './sort-items.ts';
import type { Tables } from './tables.ts';

/** Makes the item its story's new revision, and keeps what changed. The story keeps its standing: an edit at the
 * publisher's must not become a second thread. */
export async function addRevision(
  db: Transaction<Tables>,
  { seen, before, seenAt }: { seen: SeenAgain; before: FeedItem; seenAt: number },
): Promise<StoryRevision> {
  const { storyId, item } = seen;
  const { revision } = await db
    .updateTable('stories')
    .set((row) => ({
      revision: row('revision', '+', 1),
      content_hash: item.contentHash,
      item: toJson(item.item),
    }))
    .where('id', '=', storyId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  const { weight, changes } = compareRevisions(before, item.item);
  await db
    .insertInto('revisions')
    .values({ story_id: storyId, revision, seen_at: seenAt, weight, changes: toJson(changes) })
    .execute();
  return { storyId, revision, seenAt, weight, changes };
}

/** Every revision of the event's stories, of those named, or of all, in the order of their stories' ids. */
export async function listRevisions(
  db: Kysely<Tables>,
  { eventId, storyIds }: { eventId?: string; storyIds?: readonly string[] },
): Promise<readonly StoryRevision[]> {
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('stories', 'stories.id', 'revisions.story_id')
    .selectAll('revisions')
    .$if(eventId !== undefined, (query) => query.where('stories.event_id', '=', eventId ?? ''))
    .$if(storyIds !== undefined, (query) => query.where('revisions.story_id', 'in', storyIds ?? []))
    .orderBy('revisions.story_id')
    .orderBy('revisions.revision')
    .execute();
  return rows.map((row) => ({
    storyId: row.story_id,
    revision: row.revision,
    seenAt: row.seen_at,
    weight: row.weight,
    changes: fromJson(row.changes),
  }));
}
