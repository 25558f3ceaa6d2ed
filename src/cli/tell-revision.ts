import type { Change } from '../article/compare-revisions.ts';
import { formatInstant } from '../base/instant.ts';
import { tellRevision } from '../observability/feed-sentences.ts';
import type { StoryRevision } from '../store/records/stories.ts';

/** A revision with its diff, a line for each change. */
export function renderRevision(revision: StoryRevision): readonly string[] {
  return [
    `    revision ${revision.revision}, ${formatInstant(revision.seenAt)}, ${tellRevision(revision)}`,
    ...revision.changes.map((change) => `      ${change.place}: ${tellChange(change)}`),
  ];
}

/** As in a word diff: [-removed-] {+added+}. */
function tellChange({ removed, added, context: [before, behind] }: Change): string {
  const words = [
    before === '' ? '' : `… ${before}`,
    removed === '' ? '' : `[-${shortened(removed)}-]`,
    added === '' ? '' : `{+${shortened(added)}+}`,
    behind === '' ? '' : `${behind} …`,
  ];
  const told = words.filter((word) => word !== '').join(' ');
  return told === '' ? 'no word of it' : told.replaceAll(/\s+/g, ' ');
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200).trimEnd()} …`;
}
