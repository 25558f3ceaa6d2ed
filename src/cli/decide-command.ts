import type { Story } from '../article/story.ts';
import { tellHeld } from '../observability/journal-sentences.ts';
import type { Store } from '../store/store.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** What a person can decide about a held story. */
export type Decision = 'approve' | 'drop';

/** Decides about held stories, by their ids, also beside a running program; 1 when one of them is not held. */
export function decideCommand(
  decision: Decision,
  storyIds: readonly string[],
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, (store) => decide(decision, storyIds, { store, terminal }));
}

async function decide(
  decision: Decision,
  storyIds: readonly string[],
  { store, terminal }: { store: Store; terminal: Terminal },
): Promise<number> {
  let exitCode = 0;
  for (const storyId of new Set(storyIds)) {
    const decided = await store.stories[decision](storyId);
    if (decided.ok) terminal.write(tellDecision(decision, decided.value));
    else exitCode = complain(decided.failure, terminal);
  }
  return exitCode;
}

function tellDecision(decision: Decision, { id, item, standing }: Story): string {
  const title = `“${item.title ?? id}”`;
  if (decision === 'drop') return `Dropped ${title}: it is not posted.`;
  if (standing.state === 'held' && standing.because === 'never-word')
    return `Nobody can approve ${title}: ${tellHeld('never-word', standing.words)}. It is looked at again, and goes out if the word is gone.`;
  return `Approved ${title}: it is posted when its turn comes.`;
}
