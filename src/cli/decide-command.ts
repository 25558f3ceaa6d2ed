import type { Story } from '../article/story.ts';
import type { Result } from '../base/failure.ts';
import { tellHeld } from '../observability/journal-sentences.ts';
import type { DecisionFailure } from '../store/records/stories.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** What a person can decide about a held story. */
export type Decision = 'approve' | 'drop';

/** Decides about held stories, by their ids, also beside a running program; 1 when one of them is not held. */
export function decideCommand(
  decision: Decision,
  { storyIds, json }: { storyIds: readonly string[]; json: boolean },
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, async (store) => {
    const decided: Decided[] = [];
    for (const storyId of new Set(storyIds))
      decided.push({ storyId, result: await store.stories[decision](storyId) });
    if (json) terminal.write(JSON.stringify(asJson(decision, decided)));
    else for (const { result } of decided) tell(decision, result, terminal);
    return decided.every(({ result }) => result.ok) ? 0 : 1;
  });
}

/** What a decision about one story came to. */
interface Decided {
  readonly storyId: string;
  readonly result: Result<Story, DecisionFailure>;
}

function asJson(decision: Decision, decided: readonly Decided[]) {
  const isUnknown = ({ result }: Decided) => !result.ok && result.failure.code === 'story-unknown';
  return {
    word: decision,
    stories: decided
      .filter((one) => !isUnknown(one))
      .map(({ storyId, result }) => {
        const was = result.ok ? result.value.standing.state : (result.failure.detail ?? null);
        const became = result.ok ? becomes[decision] : was;
        return { story: storyId, was, became, changed: result.ok };
      }),
    unknown: decided.filter(isUnknown).map(({ storyId }) => storyId),
  };
}

const becomes = { approve: 'new', drop: 'ignored' } as const satisfies Record<
  Decision,
  Story['standing']['state']
>;

function tell(decision: Decision, result: Decided['result'], terminal: Terminal): void {
  if (result.ok) terminal.write(tellDecision(decision, result.value));
  else complain(result.failure, terminal);
}

function tellDecision(decision: Decision, { id, item, standing }: Story): string {
  const title = `“${item.title ?? id}”`;
  if (decision === 'drop') return `Dropped ${title}: it is not posted.`;
  if (standing.state === 'held' && standing.because === 'never-word')
    return `Nobody can approve ${title}: ${tellHeld('never-word', standing.words)}. It is looked at again, and goes out if the word is gone.`;
  return `Approved ${title}: it is posted when its turn comes.`;
}
