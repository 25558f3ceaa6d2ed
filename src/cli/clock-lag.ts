import { formatInstant, type Instant, type Milliseconds, minute } from '../base/instant.ts';
import { tellStretch } from '../observability/tell-stretch.ts';
import type { FeedRecord } from '../store/records/feeds.ts';

/** How far a clock is behind what was done by it before; null where that is no more than a correction. */
export function clockLag(
  feeds: readonly Pick<FeedRecord, 'lastPollAt'>[],
  now: Instant,
): Milliseconds | null {
  const newestRead = Math.max(...feeds.map(({ lastPollAt }) => lastPollAt ?? now));
  return newestRead - now > correction ? newestRead - now : null;
}

const correction: Milliseconds = 2 * minute;

/** What a clock that was set back means for an event. */
export function tellClockLag(lag: Milliseconds, now: Instant): string {
  return `The clock is ${tellStretch(lag)} behind: it says ${formatInstant(now)}, and a feed was read at ${formatInstant(now + lag)}. Nothing goes out twice, but what is due waits until it has caught up, so set it right.`;
}
