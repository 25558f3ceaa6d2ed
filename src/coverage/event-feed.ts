import { memoizeByObject } from '../base/memoize.ts';
import type { CoverageEvent, EventFeed } from './event.ts';

/** A feed as the event file names it, and how many it names before. */
interface PlacedFeed {
  readonly source: EventFeed;
  readonly place: number;
}

/** The event's feed at `url`; undefined where the event file names none (any more). */
export function eventFeedAt(event: Pick<CoverageEvent, 'feeds'>, url: string): PlacedFeed | undefined {
  return placeFeeds(event.feeds).get(url);
}

// Every poll asks several times, and looking through a list of five hundred feeds would cost it more than its answer.
const placeFeeds = memoizeByObject((feeds: readonly EventFeed[]): ReadonlyMap<string, PlacedFeed> => {
  // From the back: of feeds with one address the first is meant.
  return new Map(feeds.map((source, place) => [source.url, { source, place }] as const).reverse());
});
