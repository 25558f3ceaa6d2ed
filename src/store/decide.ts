import type { Kysely } from 'kysely';
import type { Story, StoryStanding } from '../article/story.ts';
import { failed, type Result, success } from '../base/failure.ts';
import { toJson } from './json-text.ts';
import type { DecisionFailure } from './records/stories.ts';
import type { StoryRow } from './rows/stories.ts';
import { loadStories, storyStandingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** A held story waits to be planned again. What it was held for is noted, unless no person can let that pass. */
export function approve(db: Kysely<Tables>, storyId: string): Promise<Result<Story, DecisionFailure>> {
  return decide(db, storyId, ({ approvedWords, standing: { because, words } }) => ({
    ...storyStandingColumns({ state: 'new' }),
    ...(because === 'hold-word' && { approved_words: toJson([...new Set([...approvedWords, ...words])]) }),
  }));
}

/** A held story is ignored from now on. */
export function drop(db: Kysely<Tables>, storyId: string): Promise<Result<Story, DecisionFailure>> {
  return decide(db, storyId, ({ standing: { words } }) =>
    storyStandingColumns({ state: 'ignored', because: 'dropped', detail: words.join(', ') }),
  );
}

type HeldStory = Story & { readonly standing: Extract<StoryStanding, { state: 'held' }> };

/** Of two people who decide at once the first is heard: the second finds a story that is no longer held. */
function decide(
  db: Kysely<Tables>,
  storyId: string,
  columnsAfter: (story: HeldStory) => Partial<StoryRow>,
): Promise<Result<Story, DecisionFailure>> {
  return db.transaction().execute(async (transaction) => {
    const locked = transaction.selectFrom('stories').select('id').where('id', '=', storyId).forUpdate();
    await locked.execute();
    const [story] = await loadStories(transaction, (row) => row('id', '=', storyId));
    if (!story) return failed({ code: 'story-unknown', subject: storyId });
    if (!isHeld(story))
      return failed({ code: 'story-not-held', subject: storyId, detail: story.standing.state });
    await transaction.updateTable('stories').set(columnsAfter(story)).where('id', '=', storyId).execute();
    return success(story);
  });
}

function isHeld(story: Story): story is HeldStory {
  return story.standing.state === 'held';
}
