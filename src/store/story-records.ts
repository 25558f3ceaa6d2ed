import { type Kysely, sql } from 'kysely';
import { admit } from './admit.ts';
import { plan } from './plan.ts';
import type { StoryRecords } from './store.ts';
import { loadStories } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** The stories the store knows, from first sight to plan. */
export function keepStories(db: Kysely<Tables>): StoryRecords {
  return {
    admit: (admission) => admit(db, admission),
    // Spelled out, not bound: SQLite uses the index of waiting stories only when it sees the word.
    waiting: () => loadStories(db, (story) => story('state', '=', sql.lit('new'))),
    plan: (storyPlan) => plan(db, storyPlan),
    list: ({ eventId }) =>
      loadStories(db, (story) =>
        eventId === undefined ? story.and([]) : story.and([story('event_id', '=', eventId)]),
      ),
  };
}
