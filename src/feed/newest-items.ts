import { type Instant, minute } from '../base/instant.ts';
import type { FeedItem } from './feed-item.ts';

/**
 * The `count` newest items, newest first. Items without a date, or with one that is still to come, go last; those of one
 * instant keep the feed's order, which is newest first by custom, unless the feed's dates run the other way.
 */
export function newestItems(
  items: readonly FeedItem[],
  { count, now }: { count: number; now: Instant },
): readonly FeedItem[] {
  const placed = items.map((item, position) => ({ item, position, at: datedAt(item, now) }));
  const step = isReversed(placed.map(({ at }) => at)) ? -1 : 1;
  return placed
    .sort((a, b) => b.at - a.at || step * (a.position - b.position))
    .slice(0, count)
    .map(({ item }) => item);
}

// Clocks differ by so much; Bluesky allows its posts the same.
const skew = 2 * minute;

function datedAt({ publishedAt }: FeedItem, now: Instant): number {
  return publishedAt === null || publishedAt > now + skew ? Number.NEGATIVE_INFINITY : publishedAt;
}

function isReversed(instants: readonly number[]): boolean {
  const dated = instants.filter(Number.isFinite);
  const [first = 0, last = 0] = [dated[0], dated.at(-1)];
  return first < last;
}
