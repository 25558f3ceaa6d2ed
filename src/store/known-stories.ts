import type { Transaction } from 'kysely';
import type { Alias } from '../feed/alias.ts';
import { batchesOf } from './batches.ts';
import { fromJson, type JsonText, toJson } from './json-text.ts';
import type { NamedItem } from './name-items.ts';
import { readyStatement } from './ready-statement.ts';
import type { KnownStories, KnownStory } from './recognise-items.ts';
import type { Tables } from './tables.ts';
import { textsIn } from './text-list.ts';

/** The stories that a poll's items may be; those with another guid or link as they were told. */
export async function findKnown(
  db: Transaction<Tables>,
  { eventId, items }: { eventId: string; items: readonly NamedItem[] },
): Promise<KnownStories> {
  const digests = items.flatMap(({ aliases }) => aliases.map(({ digest }) => digest));
  const storyIdByDigest = new Map<string, string>();
  const storyById = new Map<string, KnownStory>();
  if (digests.length === 0) return { storyIdByDigest, storyById };
  const { rows } = await selectKnown(db, { eventId, digests: toJson(digests) });
  for (const { digest, story_id, feed_url, content_hash } of rows) {
    storyIdByDigest.set(digest, story_id);
    storyById.set(story_id, { feedUrl: feed_url, contentHash: content_hash });
  }
  for (const some of batchesOf(doubtfulOf(items, storyIdByDigest)))
    for (const [storyId, told] of await loadTold(db, some)) {
      const story = storyById.get(storyId);
      if (story) storyById.set(storyId, { ...story, told });
    }
  return { storyIdByDigest, storyById };
}

const selectKnown = readyStatement((db, values: { eventId: string; digests: JsonText<readonly string[]> }) =>
  db
    .selectFrom('aliases')
    .innerJoin('stories', 'stories.id', 'aliases.story_id')
    .select(['digest', 'story_id', 'feed_url', 'content_hash'])
    .where('aliases.event_id', '=', values.eventId)
    .where('digest', 'in', textsIn(db, values.digests)),
);

function doubtfulOf(
  items: readonly NamedItem[],
  storyIdByDigest: ReadonlyMap<string, string>,
): readonly string[] {
  const doubtful = items.flatMap(({ aliases }) => {
    const namedBy = (kind: Alias['kind']) => {
      const digest = aliases.find(({ alias }) => alias.kind === kind)?.digest;
      return digest && storyIdByDigest.get(digest);
    };
    const sure = namedBy('guid') === namedBy('link') ? namedBy('guid') : undefined;
    const named = aliases.flatMap(({ digest }) => storyIdByDigest.get(digest) ?? []);
    return named.filter((storyId) => storyId !== sure);
  });
  return [...new Set(doubtful)];
}

async function loadTold(db: Transaction<Tables>, storyIds: readonly string[]) {
  const rows = await db
    .selectFrom('stories')
    .select(['id', 'item', 'first_seen_at'])
    .where('id', 'in', storyIds)
    .execute();
  return rows.map(({ id, item, first_seen_at }): [string, NonNullable<KnownStory['told']>] => [
    id,
    { item: fromJson(item), firstSeenAt: first_seen_at },
  ]);
}
