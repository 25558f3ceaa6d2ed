import type { WallTime } from '../zoned-time.ts';

/** Which posts of its own an event has, and when; null where it has none. Times are read in the event's zone. */
export interface MomentRules {
  readonly announcement: FixedMoment | null;
  readonly opening: FixedMoment | null;
  readonly dayOpening: DailyMoment | null;
  readonly startingSoon: SessionMoment | null;
  readonly sessionOpener: SessionMoment | null;
  /** Told only of sessions that followers were told of before. */
  readonly sessionChanged: Worded | null;
  readonly dayWrapUp: DailyMoment | null;
  readonly closing: FixedMoment | null;
  /** Days after the closing at which the hub is unpinned; null for never. */
  readonly unpinAfterDays: number | null;
}

/** The operator's own words with {placeholders}; null for the wording of the account's language. */
interface Worded {
  readonly template: string | null;
}

/** Once, on a day and a time. */
export interface FixedMoment extends Worded {
  readonly at: WallTime;
}

/** On each day of the event at the same time. */
export interface DailyMoment extends Worded {
  readonly secondOfDay: number;
}

/** For each chosen session. */
export interface SessionMoment extends Worded {
  readonly minutesBefore: number;
  /** Words or phrases of which one stands in the track or the title; null chooses every session. */
  readonly chosenBy: readonly string[] | null;
}

/** How stories and sessions hang together. */
export interface ThreadShape {
  readonly kind: 'per-story' | 'per-session' | 'per-day';
  /** Posts after which a thread goes on in another. */
  readonly mostPosts: number;
  /** A story with one of these in its headline or lead stands alone, and quotes the thread it belongs to. */
  readonly keyMoments: readonly string[];
}
