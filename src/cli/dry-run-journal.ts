import { systemClock } from '../base/clock.ts';
import type { Journal, JournalEntry } from '../observability/journal.ts';
import type { OnWithheld } from '../pipeline/dry-run.ts';
import { postJson } from './post-json.ts';
import type { Terminal } from './terminal.ts';

/** What a dry run tells: the usual journal but for publications, and instead of them each post with its payload. */
export function openDryRunJournal(
  journal: Journal,
  terminal: Terminal,
): { readonly journal: Journal; readonly onWithheld: OnWithheld } {
  const storyUrls = new Map<string, string | null>();
  return {
    journal: (entry) => {
      if (entry.kind === 'story-planned') storyUrls.set(entry.story.storyId, entry.story.url);
      if (!ofPublications.has(entry.kind)) journal(entry);
    },
    onWithheld: (delivery, part) => {
      const storyUrl = delivery.of.kind === 'story' ? (storyUrls.get(delivery.of.storyId) ?? null) : null;
      terminal.write(postJson(part, { delivery, storyUrl, at: systemClock.now(), receipts: [] }));
    },
  };
}

const ofPublications: ReadonlySet<JournalEntry['kind']> = new Set([
  'parts-published',
  'thread-published',
  'story-public',
]);
