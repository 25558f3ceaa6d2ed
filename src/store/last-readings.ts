import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** The story an item speaks for, and whether its own feed brought it. */
export interface SpokenFor {
  readonly storyId: string;
  readonly isOurs: boolean;
}

/** What spoke for which story in a feed's newest reading, by the items' fingerprints. */
export type LastReading = ReadonlyMap<string, SpokenFor>;

/**
 * The newest reading of each feed that this process has stored: of thirty items a poll brings mostly one is new, and the
 * others need no look-up when the feed's last reading held them too. A reading counts as long as the feed's row bears the
 * hash of the body it was made from: whoever stored another since, here or in a replica, has changed it. One reading is
 * kept for each feed, some 200 bytes an item.
 */
export function lastReadingsOf(db: Kysely<Tables>): LastReadings {
  const known = readings.get(db) ?? openLastReadings();
  readings.set(db, known);
  return known;
}

const readings = new WeakMap<Kysely<Tables>, LastReadings>();

interface LastReadings {
  of(feed: Feed, bodyHash: string | null): LastReading;
  keep(feed: Feed, bodyHash: string, reading: LastReading): void;
}

interface Feed {
  readonly eventId: string;
  readonly feedUrl: string;
}

function openLastReadings(): LastReadings {
  const kept = new Map<string, { readonly bodyHash: string; readonly reading: LastReading }>();
  const nameOf = ({ eventId, feedUrl }: Feed) => `${eventId} ${feedUrl}`;
  return {
    of: (feed, bodyHash) => {
      const last = kept.get(nameOf(feed));
      return last?.bodyHash === bodyHash ? last.reading : nothing;
    },
    keep: (feed, bodyHash, reading) => void kept.set(nameOf(feed), { bodyHash, reading }),
  };
}

const nothing: LastReading = new Map();
