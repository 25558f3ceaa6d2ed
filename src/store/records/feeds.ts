import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { FeedStanding } from '../../feed/feed-standing.ts';
import type { FeedDates } from '../../feed/find-flood.ts';
import type { FeedPlace } from '../../feed/moved-feed.ts';
import type { PollWishes } from '../../feed/poll-wishes.ts';
import type { Subscription } from '../../feed/websub/subscription.ts';
import type { Validators } from '../../web/web.ts';

/** The feeds of events, and when each is polled next. */
export interface FeedRecords {
  /** Makes the feed known; changes nothing when it already is. */
  register(feed: { eventId: string; url: string; now: Instant }): Promise<void>;
  /** Feeds whose next poll is at or before `now`, longest overdue first; none that is set aside or stopped. */
  due(now: Instant): Promise<readonly FeedRecord[]>;
  list(): Promise<readonly FeedRecord[]>;
  /** The earliest next poll of any feed, later than `after` if that is said; null when there is none. */
  nextPollAt(after?: Instant): Promise<Instant | null>;
  /** The one place where a poll without new items, or a failed one, is recorded. */
  recordPoll(poll: AnsweredPoll | FailedPoll): Promise<void>;
  /** An operator's word about a feed that is set aside or stopped: it is due at `now`. False when it is neither. */
  settle(settle: {
    eventId: string;
    url: string;
    standing: Extract<FeedStanding, { state: 'followed' | 'accepted' }>;
    dates: FeedDates;
    now: Instant;
  }): Promise<boolean>;
}

/** What is known of one feed of one event. */
export interface FeedRecord {
  readonly eventId: string;
  /** As the event file names it, wherever it has moved. */
  readonly url: string;
  readonly place: FeedPlace;
  readonly standing: FeedStanding;
  readonly dates: FeedDates;
  readonly validators: Validators;
  /** SHA-256 of the last body, for servers without validators. */
  readonly bodyHash: string | null;
  /** When the feed itself, read last, wants to be asked. */
  readonly wishes: PollWishes;
  readonly nextPollAt: Instant;
  /** Null until a poll has succeeded: what such a feed holds at first is background. */
  readonly firstReadAt: Instant | null;
  readonly lastPollAt: Instant | null;
  readonly failuresInRow: number;
  /** How many polls in a row its server forbade us. */
  readonly refusalsInRow: number;
  readonly lastFailure: Failure | null;
}

/** A poll whose server answered: the feed was read, or had not changed. */
export interface AnsweredPoll {
  readonly eventId: string;
  readonly url: string;
  readonly polledAt: Instant;
  /** When the poll was due. A feed due at another time by now was pushed meanwhile, and stays due. */
  readonly dueAt?: Instant;
  readonly nextPollAt: Instant;
  readonly failure: null;
  readonly place: FeedPlace;
  /** New ones under which the server sent what we have; absent where it sent nothing. */
  readonly validators?: Validators;
}

/** A poll that brought nothing. */
export interface FailedPoll {
  readonly eventId: string;
  readonly url: string;
  readonly polledAt: Instant;
  readonly nextPollAt: Instant;
  readonly failure: Failure;
  /** The server forbade us the feed. */
  readonly isRefused?: boolean;
  /** After this failure the feed is asked no more. */
  readonly stops?: boolean;
}

/** WebSub: one subscription for each feed that offers pushes, whatever the number of its events. */
export interface SubscriptionRecords {
  /** Keeps what a feed offers: `wanted` when it is new or other than before, nothing when it offers no pushes any more. */
  keep(feedUrl: string, wanted: Subscription | null): Promise<void>;
  find(callbackKey: string): Promise<Subscription | null>;
  /** Subscriptions that want work at `now`, longest waiting first. */
  due(now: Instant): Promise<readonly Subscription[]>;
  list(): Promise<readonly Subscription[]>;
  /** The earliest time, later than `after` if that is said, at which any wants work; null when there is none. */
  nextWakeAt(after?: Instant): Promise<Instant | null>;
  /** Puts `to` in the place of `from`; false when it no longer stands as `from` (another replica was faster). */
  change(from: Subscription, to: Subscription): Promise<boolean>;
  /** Lets every hub be asked at `now` that was told another address of ours than this, as if for the first time. */
  moveTo(callbackBase: string, now: Instant): Promise<void>;
  /** Makes the feed due in all its events, at most once a second; one in trouble keeps to its next try, and one that is
   * not asked stays so. False when nothing is changed by it. */
  push(feedUrl: string, now: Instant): Promise<boolean>;
}
