import type { Story } from '../article/story.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { nameStory, type PipelineDeps } from './deps.ts';
import type { PreparedStory } from './prepare-story.ts';
import { prepareStory } from './prepare-story.ts';

/** Turns a new story into frozen deliveries, or notes why not; story and deliveries are stored together. */
export async function planStory(
  deps: PipelineDeps,
  { story, event }: { story: Story; event: CoverageEvent },
): Promise<void> {
  const prepared = await prepareStory(deps, { story, event });
  const stored = await deps.store.stories.plan({
    storyId: story.id,
    plannedAt: deps.clock.now(),
    article: prepared.article,
    standing: prepared.standing,
    deliveries: prepared.threads.map(({ delivery }) => delivery),
    pictures: prepared.threads.flatMap(({ pictures }) => pictures),
  });
  // False: another replica planned it first. Its word holds, and it has told the journal.
  if (stored) tellJournal(deps, story, prepared);
}

function tellJournal(deps: PipelineDeps, of: Story, prepared: PreparedStory): void {
  const story = nameStory(of);
  const { standing } = prepared;
  switch (standing.state) {
    case 'planned':
      deps.journal({
        kind: 'story-planned',
        story,
        source: prepared.article?.source ?? 'feed',
        fellBackBecause: prepared.article?.fellBackBecause ?? null,
        accountIds: prepared.threads.map(({ delivery }) => delivery.accountId),
        leftOut: prepared.threads.flatMap(({ leftOut }) => leftOut),
      });
      for (const { accountId, failure } of prepared.withoutThread)
        deps.journal({ kind: 'account-left-out', story, accountId, failure });
      return;
    case 'ignored':
      deps.journal({ kind: 'story-ignored', story, because: standing.because, detail: standing.detail });
      return;
    case 'unplannable':
      deps.journal({ kind: 'story-unplannable', story, failure: standing.failure });
      return;
    case 'new':
    case 'held':
      return;
  }
}
