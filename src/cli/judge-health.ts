import { formatInstant, type Instant, minute } from '../base/instant.ts';
import type { FeedRecord } from '../store/store.ts';

/** A feed this long overdue means that nobody is working on the store. */
const overdueFor = 2 * minute;

/** Tells from the feeds whether somebody is at work on a store. */
export function judgeHealth(
  feeds: readonly Pick<FeedRecord, 'lastPollAt' | 'nextPollAt'>[],
  now: Instant,
): { readonly isAtWork: boolean; readonly sentence: string } {
  const next = nextDueOf(feeds);
  if (next === null) return { isAtWork: false, sentence: 'Nobody is at work: nothing has been covered yet.' };
  if (now - next > overdueFor)
    return {
      isAtWork: false,
      sentence: `Nobody is at work: a feed has been due since ${formatInstant(next)}.`,
    };
  return { isAtWork: true, sentence: 'At work: no feed is overdue.' };
}

/** A feed that was already overdue when another was read belongs to an event that nobody covers any more. */
function nextDueOf(feeds: readonly Pick<FeedRecord, 'lastPollAt' | 'nextPollAt'>[]): Instant | null {
  const newestRead = Math.max(0, ...feeds.map(({ lastPollAt }) => lastPollAt ?? 0));
  const due = feeds.map(({ nextPollAt }) => nextPollAt).filter((at) => at > newestRead - overdueFor);
  return due.length > 0 ? Math.min(...due) : null;
}
