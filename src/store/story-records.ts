import { type Kysely, sql } from 'kysely';
import { longAgo } from '../base/instant.ts';
import { admit } from './admit.ts';
import { approve, drop } from './decide.ts';
import { toJson } from './json-text.ts';
import { plan } from './plan.ts';
import type { StoryRecords } from './records/stories.ts';
import { listRevisions } from './revisions.ts';
import { loadStories } from './story-rows.ts';
import type { Tables } from './tables.ts';
import { textsIn } from './text-list.ts';

// Spelled out, not bound: SQLite uses the index of waiting stories only when it sees the words it was made with.

/** The states of stories that wait to be planned. */
export const waiting = sql<'new' | 'settling' | 'owing'>`('new', 'settling', 'owing')`;

/** The stories the store knows, from first sight to plan. */
export function keepStories(db: Kysely<Tables>): StoryRecords {
  return {
    admit: (admission) => admit(db, admission),
    waiting: (now) =>
      loadStories(db, (story) =>
        story.and([
          story('state', 'in', waiting),
          story.or([story('retry_at', 'is', null), story('retry_at', '<=', now)]),
        ]),
      ),
    nextRetryAt: async (after = longAgo) => {
      const soonest = await db
        .selectFrom('stories')
        .select((row) => row.fn.min('retry_at').as('at'))
        .where('state', 'in', waiting)
        .where('retry_at', '>', after)
        .executeTakeFirst();
      return soonest?.at ?? null;
    },
    plan: (storyPlan) => plan(db, storyPlan),
    approve: (storyId) => approve(db, storyId),
    drop: (storyId) => drop(db, storyId),
    list: ({ eventId, ids }) =>
      loadStories(db, (story) =>
        story.and([
          ...(eventId === undefined ? [] : [story('event_id', '=', eventId)]),
          ...(ids === undefined ? [] : [story('id', 'in', textsIn(db, toJson(ids)))]),
        ]),
      ),
    feedsOf: async (storyIds) => {
      const rows = await db
        .selectFrom('stories')
        .select(['id', 'feed_url'])
        .where('id', 'in', textsIn(db, toJson(storyIds)))
        .execute();
      return new Map(rows.map(({ id, feed_url }) => [id, feed_url]));
    },
    revisions: (filter) => listRevisions(db, filter),
  };
}
