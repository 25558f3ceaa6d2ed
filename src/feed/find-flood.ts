import type { Instant } from '../base/instant.ts';
import { isLandslide } from '../base/landslide.ts';

/** What a fetch looks like when its publisher's machine, and not the world, has changed. */
export interface Flood {
  readonly kind: 'mostly-new' | 'all-dates-changed' | 'all-titles-changed';
  /** Of how many the kind is true. */
  readonly affected: number;
  /** How many could have been affected. */
  readonly items: number;
  /** The first few affected titles, as they are now. */
  readonly examples: readonly string[];
}

/** Whether a feed's dates tell when its items appeared, or are stamped anew so often that they tell nothing. */
export type FeedDates = 'steady' | 'moving';

/** One story of a fetch, beside how the same feed told it before; null when it was never seen. */
export interface Sighting {
  readonly now: Seen;
  readonly before: Seen | null;
}

interface Seen {
  readonly title: string | null;
  readonly publishedAt: Instant | null;
}

/**
 * What is wrong with a feed's fetch as a whole; null when nothing is. A site that moves, or draws its ids anew, sends
 * everything once more, and whoever believes it posts the lot (seen at several publishers, checked 2026-11). Fewer than
 * five stories prove nothing. Moving dates are left out: some feeds stamp their items anew at every fetch.
 */
export function findFlood(sightings: readonly Sighting[], { dates }: { dates: FeedDates }): Flood | null {
  const isNew = ({ before }: Sighting) => before === null;
  const affected = sightings.filter(isNew);
  if (isLandslide({ affected: affected.length, all: sightings.length }))
    return describe('mostly-new', { affected, items: sightings.length });
  const titleOf = ({ title }: Seen) => title;
  const dateOf = ({ publishedAt }: Seen) => publishedAt;
  return (
    findChanged('all-titles-changed', { sightings, read: titleOf }) ??
    (dates === 'steady' ? findChanged('all-dates-changed', { sightings, read: dateOf }) : null)
  );
}

const mostExamples = 3;

/** A flood when every story that had such a value has another one now. */
function findChanged(
  kind: Flood['kind'],
  { sightings, read }: { sightings: readonly Sighting[]; read: (seen: Seen) => Instant | string | null },
): Flood | null {
  const had = sightings.filter(({ before }) => before !== null && read(before) !== null);
  const changed = had.filter(({ now, before }) => before !== null && read(now) !== read(before));
  return changed.length === had.length && isLandslide({ affected: changed.length, all: had.length })
    ? describe(kind, { affected: changed, items: had.length })
    : null;
}

function describe(
  kind: Flood['kind'],
  { affected, items }: { affected: readonly Sighting[]; items: number },
): Flood {
  const titles = affected.flatMap(({ now }) => (now.title === null ? [] : [now.title]));
  return { kind, affected: affected.length, items, examples: titles.slice(0, mostExamples) };
}
