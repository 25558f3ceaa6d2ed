import type { CoverageEvent, EventFeed } from './event.ts';

/** A feed as the event file names it, and how many it names before. */
interface PlacedFeed {
  readonly source: EventFeed;
  readonly place: number;
}

/** The event's feed at `url`; undefined where the event file names none (any more). */
export function eventFeedAt(event: Pick<CoverageEvent, 'feeds'>, url: string): PlacedFeed | undefined {
  const known = placed.get(event.feeds) ?? placeFeeds(event.feeds);
  placed.set(event.feeds, known);
  return known.get(url);
}

// Every poll asks several times, and looking through a list of five hundred feeds would cost it more than its answer.
const placed = new WeakMap<readonly EventFeed[], ReadonlyMap<string, PlacedFeed>>();

function placeFeeds(feeds: readonly EventFeed[]): ReadonlyMap<string, PlacedFeed> {
  // From the back: of feeds with one address the first is meant.
  return new Map(feeds.map((source, place) => [source.url, { source, place }] as const).reverse());
}
