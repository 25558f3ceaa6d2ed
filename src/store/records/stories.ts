import type { Article } from '../../article/article.ts';
import type { Change, RevisionWeight } from '../../article/compare-revisions.ts';
import type { Story, StoryStanding } from '../../article/story.ts';
import type { Failure, Result } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { Alias } from '../../feed/alias.ts';
import type { FeedItem } from '../../feed/feed-item.ts';
import type { Flood } from '../../feed/find-flood.ts';
import type { FeedPlace } from '../../feed/moved-feed.ts';
import type { PollWishes } from '../../feed/poll-wishes.ts';
import type { Picture } from '../../networks/network.ts';
import type { Validators } from '../../web/web.ts';
import type { DeliveryToStore } from './deliveries.ts';

/** The stories of events, from first sight to plan. */
export interface StoryRecords {
  /** Transaction A: stories and the feed's validators together, so that nothing is seen but not stored. */
  admit(admission: Admission): Promise<Admitted>;
  /** Stories to be planned at `now`, new ones and settling and owing ones whose retry is due, by first sight, then feed position. */
  waiting(now: Instant): Promise<readonly Story[]>;
  /** The earliest retry of any settling or owing story, later than `after` if that is said; null when there is none. */
  nextRetryAt(after?: Instant): Promise<Instant | null>;
  /** Transaction B: the story's standing, its article and its frozen deliveries together. Does nothing, and returns
   * false, when the story no longer waits for this plan (another replica made one). */
  plan(plan: StoryPlan): Promise<boolean>;
  /** Lets a held story go on: it waits to be planned, and the words that held it hold it no more. One held for a word
   * that never goes out is held again as long as the event says so. Returns the story as it was. */
  approve(storyId: string): Promise<Result<Story, DecisionFailure>>;
  /** Ends a held story: it is ignored. Returns it as it was. */
  drop(storyId: string): Promise<Result<Story, DecisionFailure>>;
  list(filter: { eventId?: string; ids?: readonly string[] }): Promise<readonly Story[]>;
  /** The feeds that brought these stories, by story. */
  feedsOf(storyIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What changed in stories since they were first seen; those never changed have none. */
  revisions(filter: { eventId?: string }): Promise<readonly StoryRevision[]>;
}

/** What a publisher changed in a story; the first revision is numbered 2. */
export interface StoryRevision {
  readonly storyId: string;
  readonly revision: number;
  readonly seenAt: Instant;
  readonly weight: RevisionWeight;
  readonly changes: readonly Change[];
}

/** Why there is nothing to decide about a story, by its id; `detail` is the state of one that is not held. */
export type DecisionFailure = Failure<'story-unknown' | 'story-not-held'>;

/** What a poll brought, to be taken as one. */
export interface Admission {
  readonly eventId: string;
  readonly feedUrl: string;
  readonly polledAt: Instant;
  /** As in a poll's record. */
  readonly dueAt?: Instant;
  readonly nextPollAt: Instant;
  readonly validators: Validators;
  readonly bodyHash: string;
  /** Absent: as before. */
  readonly wishes?: PollWishes;
  readonly items: readonly ItemToAdmit[];
  /** An operator has said that what the feed holds is right, so that it is no flood whatever it looks like. */
  readonly isAccepted?: boolean;
  readonly place: FeedPlace;
}

export interface ItemToAdmit {
  /** Used only when the item turns out to be new. */
  readonly storyId: string;
  readonly item: FeedItem;
  /** The same as long as an item is told, and read, word for word as before. */
  readonly fingerprint: string;
  readonly aliases: readonly Alias[];
  /** Hash of what matters in the item; a different one makes a new revision. */
  readonly contentHash: string;
  readonly position: number;
  /** `new`, or `ignored` as background on a feed's first reading. */
  readonly standing: StoryStanding;
}

export interface Admitted {
  readonly added: readonly Story[];
  readonly revised: readonly Story[];
  /** What changed in the revised ones. */
  readonly revisions: readonly StoryRevision[];
  readonly known: number;
  /** Why nothing was taken and the feed is set aside; null when all is well. */
  readonly flood: Flood | null;
}

export interface StoryPlan {
  readonly storyId: string;
  /** Which retry of a settling or owing story this is, by its `retryAt`; absent, the story must be new. */
  readonly retryOf?: Instant;
  readonly plannedAt: Instant;
  readonly article: Article | null;
  readonly standing: StoryStanding;
  readonly deliveries: readonly DeliveryToStore[];
  readonly pictures: readonly Picture[];
}
