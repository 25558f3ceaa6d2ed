import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import type { Story, StoryStanding } from '../article/story.ts';
import type { Alias } from '../feed/alias.ts';
import { fromJson, toJson } from './json-text.ts';
import type { StoryRow } from './rows/stories.ts';
import type { Tables } from './tables.ts';

/** Which stories, said once for their rows and once for their aliases. */
export type StoryFilter = (
  story: ExpressionBuilder<Tables, 'stories'>,
) => ExpressionWrapper<Tables, 'stories', SqlBool>;

/** The stories `filter` names, by first sight, then feed position. */
export async function loadStories(db: Kysely<Tables>, filter: StoryFilter): Promise<readonly Story[]> {
  const rows = await db
    .selectFrom('stories')
    .selectAll()
    .where(filter)
    .orderBy('first_seen_at')
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const aliases = await db
    .selectFrom('aliases')
    .select(['story_id', 'kind', 'value'])
    .where('story_id', 'in', db.selectFrom('stories').select('id').where(filter))
    .orderBy('kind')
    .orderBy('value')
    .execute();
  const aliasesByStory = Map.groupBy(aliases, ({ story_id }) => story_id);
  return rows.map((row) => readStory(row, aliasesByStory.get(row.id) ?? []));
}

/** The columns in which a story's standing is kept: whole, and apart what is searched for. */
export function storyStandingColumns(
  standing: StoryStanding,
): Pick<StoryRow, 'state' | 'standing' | 'retry_at'> {
  return {
    state: standing.state,
    standing: toJson(standing),
    retry_at: 'retryAt' in standing ? standing.retryAt : null,
  };
}

function readStory(row: StoryRow, aliases: readonly Alias[]): Story {
  return {
    id: row.id,
    eventId: row.event_id,
    feedUrl: row.feed_url,
    aliases: aliases.map(({ kind, value }) => ({ kind, value })),
    revision: row.revision,
    item: fromJson(row.item),
    firstSeenAt: row.first_seen_at,
    position: row.position,
    article: row.article === null ? null : fromJson(row.article),
    approvedWords: row.approved_words === null ? [] : fromJson(row.approved_words),
    standing: fromJson(row.standing),
  };
}
