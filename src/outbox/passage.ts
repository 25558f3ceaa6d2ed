import { day, type Instant, type Milliseconds } from '../base/instant.ts';
import type { NetworkName } from './delivery.ts';

/** One story's way from its publisher to the followers of one account. */
export interface Passage {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly accountId: string;
  readonly network: NetworkName;
  /** Null where nobody said so to the minute. */
  readonly publishedAt: Instant | null;
  readonly seenAt: Instant;
  readonly plannedAt: Instant;
  /** Its opener became public. */
  readonly publicAt: Instant;
  /** A person had to approve its words, had paused it or its feed, or had to let one of them go on. */
  readonly wasKeptBack: boolean;
}

/** The parts of the way, and the whole: from publication, or from first sight where that isn't known. */
export const stages = ['published-to-seen', 'seen-to-planned', 'planned-to-public', 'whole'] as const;

/** One of them. */
export type Stage = (typeof stages)[number];

/** How long a stage took; null for one whose beginning nobody knows. */
export function timeOf(stage: Stage, passage: Passage): Milliseconds | null {
  const { publishedAt, seenAt, plannedAt, publicAt } = passage;
  switch (stage) {
    case 'published-to-seen':
      return publishedAt === null ? null : seenAt - publishedAt;
    case 'seen-to-planned':
      return plannedAt - seenAt;
    case 'planned-to-public':
      return publicAt - plannedAt;
    case 'whole':
      return publicAt - (publishedAt ?? seenAt);
  }
}

/**
 * When a story was published, as far as it can be measured by: the first of the told instants that is a time and not
 * a mere day (noon or midnight sharp, as UN News dates all its items), and within the day before we saw it: a story that
 * comes into its feed with an older date was not published then.
 */
export function publicationOf(told: readonly (Instant | null)[], seenAt: Instant): Instant | null {
  const isTime = (at: Instant) => at % (day / 2) !== 0 && at <= seenAt && at > seenAt - day;
  return told.find((at) => at !== null && isTime(at)) ?? null;
}
