import type { Instant } from '../../base/instant.ts';
import { isWithinEvent } from '../../coverage/cadence.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import { addDays, startOfDay } from '../../coverage/zoned-time.ts';

/**
 * Until when some event wants pushes of a feed: through its days, and a day before and after. Null when none wants them
 * at `now`.
 */
export function wantedUntil(
  events: Iterable<CoverageEvent>,
  { feedUrl, now }: { feedUrl: string; now: Instant },
): Instant | null {
  let until: Instant | null = null;
  for (const { feeds, zone, firstDay, lastDay } of events) {
    const days = { zone, firstDay: addDays(firstDay, -1), lastDay: addDays(lastDay, 1) };
    if (!feeds.some(({ url }) => url === feedUrl) || !isWithinEvent(days, now)) continue;
    until = Math.max(until ?? 0, startOfDay(addDays(days.lastDay, 1), zone));
  }
  return until;
}
