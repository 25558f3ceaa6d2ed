import type { Article } from '../article/article.ts';
import type { Change, RevisionWeight } from '../article/compare-revisions.ts';
import type { Story, StoryStanding } from '../article/story.ts';
import type { Clock } from '../base/clock.ts';
import type { Failure, Result } from '../base/failure.ts';
import type { Instant, Milliseconds } from '../base/instant.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import type { Moment, MomentKind } from '../coverage/moments/moment.ts';
import type { ToldSession } from '../coverage/moments/told-session.ts';
import type { Alias } from '../feed/alias.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import type { FeedStanding } from '../feed/feed-standing.ts';
import type { FeedDates, Flood } from '../feed/find-flood.ts';
import type { FeedPlace } from '../feed/moved-feed.ts';
import type { PollWishes } from '../feed/poll-wishes.ts';
import type { Subscription } from '../feed/websub/subscription.ts';
import type { Budget, BudgetKeeper } from '../networks/budget.ts';
import type { Picture, SessionKeeper } from '../networks/network.ts';
import type {
  Delivery,
  DeliveryState,
  DeliverySubject,
  Freshness,
  NetworkName,
  Part,
  Receipt,
  ThreadPlace,
} from '../outbox/delivery.ts';
import type { Heeded, OperatorWord } from '../outbox/operator-word.ts';
import type { Passage } from '../outbox/passage.ts';
import type { AfterPause, Pause, PauseScope } from '../outbox/pause.ts';
import type { Settlement } from '../outbox/settle.ts';
import type { Priority } from '../outbox/turn.ts';
import type { Validators } from '../web/web.ts';
import type { EventRecords } from './event-records.ts';

/** What the program remembers, on SQLite or PostgreSQL. Every method is one transaction. */
export interface Store {
  readonly feeds: FeedRecords;
  readonly subscriptions: SubscriptionRecords;
  readonly agendas: AgendaRecords;
  readonly stories: StoryRecords;
  readonly moments: MomentRecords;
  readonly deliveries: DeliveryRecords;
  readonly pauses: PauseRecords;
  readonly accounts: AccountRecords;
  readonly sessions: SessionKeeper;
  readonly budgets: BudgetRecords;
  readonly events: EventRecords;
  /** The clock that decides on leases and on what is due here: the server's own, where there is one, else `machine`. */
  clock(machine: Clock): Promise<Clock>;
  /** Bytes of a frozen part's media; null when they are gone. */
  loadMedia(hash: string): Promise<Uint8Array | null>;
  /** Forgets media that no unsent part needs; returns how many bytes went. */
  sweepMedia(): Promise<number>;
  close(): Promise<void>;
}

export interface FeedRecords {
  /** Makes the feed known; changes nothing when it already is. */
  register(feed: { eventId: string; url: string; now: Instant }): Promise<void>;
  /** Feeds whose next poll is at or before `now`, longest overdue first; none that is set aside or stopped. */
  due(now: Instant): Promise<readonly FeedRecord[]>;
  list(): Promise<readonly FeedRecord[]>;
  /** The earliest next poll of any feed; null when there is none. */
  nextPollAt(): Promise<Instant | null>;
  /** The one place where a poll without new items, or a failed one, is recorded. */
  recordPoll(poll: PollRecord): Promise<void>;
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

/** What became of one poll that admitted nothing. */
interface PollRecord {
  readonly eventId: string;
  readonly url: string;
  readonly polledAt: Instant;
  /** When the poll was due. A feed due at another time by now was pushed meanwhile, and stays due. */
  readonly dueAt?: Instant;
  readonly nextPollAt: Instant;
  /** Null: the feed was read or had not changed. */
  readonly failure: Failure | null;
  /** The server forbade us the feed. */
  readonly isRefused?: boolean;
  /** After this failure the feed is asked no more. */
  readonly stops?: boolean;
  /** Absent: the poll says nothing about where the feed is. */
  readonly place?: FeedPlace;
}

/** WebSub: one subscription for each feed that offers pushes, whatever the number of its events. */
export interface SubscriptionRecords {
  /** Keeps what a feed offers: `wanted` when it is new or other than before, nothing when it offers no pushes any more. */
  keep(feedUrl: string, wanted: Subscription | null): Promise<void>;
  find(callbackKey: string): Promise<Subscription | null>;
  /** Subscriptions that want work at `now`, longest waiting first. */
  due(now: Instant): Promise<readonly Subscription[]>;
  list(): Promise<readonly Subscription[]>;
  /** The earliest time at which any wants work; null when there is none. */
  nextWakeAt(): Promise<Instant | null>;
  /** Puts `to` in the place of `from`; false when it no longer stands as `from` (another replica was faster). */
  change(from: Subscription, to: Subscription): Promise<boolean>;
  /** Makes the feed due in all its events, at most once a second; one in trouble keeps to its next try. */
  push(feedUrl: string, now: Instant): Promise<void>;
}

/** One agenda for each place that an event's file names. */
export interface AgendaRecords {
  /** Makes the event's places known, due at once, and forgets those it no longer names. */
  register(event: { eventId: string; places: readonly string[]; now: Instant }): Promise<void>;
  /** What is to be read at or before `now`, longest overdue first, without the agendas themselves. */
  due(now: Instant): Promise<readonly AgendaRecord[]>;
  /** All of one event, or of all, in the order of their places. */
  list(eventId?: string): Promise<readonly AgendaRecord[]>;
  /** The last good agenda of a place; null until one was read. */
  load(at: { eventId: string; place: string }): Promise<Agenda | null>;
  /** The earliest next reading; null when there is none. */
  nextReadAt(): Promise<Instant | null>;
  /** Takes the new agenda, if `version` still stands; false when another replica was faster. */
  replace(reading: AgendaReadingRecord & { version: number; agenda: Agenda }): Promise<boolean>;
  /** Records a reading that changed nothing, or failed: the last good agenda stays. */
  recordReading(reading: AgendaReadingRecord & { failure: Failure | null }): Promise<void>;
}

/** What is known of one place of an event's agenda. */
export interface AgendaRecord {
  readonly eventId: string;
  /** The address, or the path of the file. */
  readonly place: string;
  /** Counts up with every reading that changed the agenda; 0 before the first. */
  readonly version: number;
  readonly validators: Validators;
  readonly bodyHash: string | null;
  readonly nextReadAt: Instant;
  readonly lastReadAt: Instant | null;
  readonly failuresInRow: number;
  readonly lastFailure: Failure | null;
}

/** What one reading came to, but for the agenda. */
export interface AgendaReadingRecord {
  readonly eventId: string;
  readonly place: string;
  readonly readAt: Instant;
  readonly nextReadAt: Instant;
  /** Absent: as before. */
  readonly validators?: Validators;
  readonly bodyHash?: string;
}

export interface StoryRecords {
  /** Transaction A: stories and the feed's validators together, so that nothing is seen but not stored. */
  admit(admission: Admission): Promise<Admitted>;
  /** Stories to be planned at `now`, new ones and settling and owing ones whose retry is due, by first sight, then feed position. */
  waiting(now: Instant): Promise<readonly Story[]>;
  /** The earliest retry of any settling or owing story; null when none is. */
  nextRetryAt(): Promise<Instant | null>;
  /** Transaction B: the story's standing, its article and its frozen deliveries together. Does nothing, and returns
   * false, when the story no longer waits for this plan (another replica made one). */
  plan(plan: StoryPlan): Promise<boolean>;
  /** Lets a held story go on: it waits to be planned, and the words that held it hold it no more. One held for a word
   * that never goes out is held again as long as the event says so. Returns the story as it was. */
  approve(storyId: string): Promise<Result<Story, DecisionFailure>>;
  /** Ends a held story: it is ignored. Returns it as it was. */
  drop(storyId: string): Promise<Result<Story, DecisionFailure>>;
  list(filter: { eventId?: string }): Promise<readonly Story[]>;
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
  readonly place?: FeedPlace;
}

export interface ItemToAdmit {
  /** Used only when the item turns out to be new. */
  readonly storyId: string;
  readonly item: FeedItem;
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

export interface DeliveryToStore {
  readonly id: string;
  readonly accountId: string;
  readonly network: NetworkName;
  readonly dueAt: Instant;
  readonly parts: readonly Part[];
  /** The thread it will take its place in; absent where it stands alone. */
  readonly place?: Pick<ThreadPlace, 'key' | 'way' | 'because'> & { readonly volume?: number };
  /** `story` when absent. */
  readonly priority?: Priority;
  /** Of stories with the same turn the heaviest goes first; 0 when absent. */
  readonly weight?: number;
  /** Absent: it never grows stale. */
  readonly freshness?: Freshness;
}

/** The posts that the agenda causes, and what became of each for each account. */
export interface MomentRecords {
  /** Transaction B for a moment: its row and its frozen deliveries together. False, and nothing stored, when the account
   * has had it already; one that was dropped may still be planned, since a clock can be set right. */
  plan(plan: MomentPlan): Promise<boolean>;
  /** Notes moments that are not posted, and why; those the account has had stay as they are. Returns those noted. */
  drop(drop: {
    eventId: string;
    droppedAt: Instant;
    moments: readonly { accountId: string; moment: Moment; because: Failure }[];
  }): Promise<readonly { accountId: string; key: string }[]>;
  /** What became of the event's moments, by their times. */
  list(filter: { eventId: string }): Promise<readonly MomentRecord[]>;
}

export interface MomentPlan {
  readonly eventId: string;
  readonly moment: Moment;
  readonly plannedAt: Instant;
  /** What it tells of sessions, for finding out later what has changed since. */
  readonly told: readonly ToldSession[];
  readonly delivery: DeliveryToStore;
  readonly pictures: readonly Picture[];
}

/** A moment as one account has had it. */
export interface MomentRecord {
  readonly key: string;
  readonly kind: MomentKind;
  readonly accountId: string;
  readonly dueAt: Instant;
  readonly freshUntil: Instant;
  readonly settledAt: Instant;
  readonly standing: { readonly state: 'planned' } | { readonly state: 'dropped'; readonly because: Failure };
  readonly told: readonly ToldSession[];
}

/** How a thread of an account begins. */
export interface Posted {
  readonly of: DeliverySubject;
  readonly receipt: Receipt;
}

/** Where an account's thread stands now. */
export interface ThreadEnd {
  /** The newest volume that has begun. */
  readonly volume: number;
  /** Its first post and its last, as far as they are public and not deleted. */
  readonly root: Receipt;
  readonly last: Receipt;
  readonly posts: number;
}

export interface DeliveryRecords {
  /** Transaction C: the oldest due delivery of these accounts, claimed under a lease with a fresh fence; null when none
   * is due. An account with a claimed or uncertain delivery gives nothing until that is settled. */
  claim(claim: {
    accountIds: readonly string[];
    worker: string;
    now: Instant;
    lease: Milliseconds;
  }): Promise<Delivery | null>;
  /** Transaction D: the settlement and its receipts, if the fence still holds; false when it does not. */
  settle(settle: {
    deliveryId: string;
    fence: number;
    settlement: Settlement;
    now: Instant;
  }): Promise<boolean>;
  /** Claims whose lease ran out become uncertain: nobody knows whether the post went out. Returns how many. */
  expireLeases(now: Instant): Promise<number>;
  /** The uncertain delivery whose look is due, claimed for looking; null when none. */
  claimLook(claim: {
    accountIds: readonly string[];
    worker: string;
    now: Instant;
    lease: Milliseconds;
  }): Promise<UncertainDelivery | null>;
  /** A person's word about deliveries, decided by outbox/operator-word.ts under their locks. `vouched`: the person has
   * seen on the account that no more of them is public than the store knows. A cancelled story is owed to nobody more. */
  heed(said: {
    word: OperatorWord;
    about: DeliverySelection;
    vouched: boolean;
    now: Instant;
  }): Promise<readonly HeededDelivery[]>;
  /** Which of these posts, by their networks' ids, have a receipt. */
  knownPosts(remoteIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** When the newest opener of this account became public; null when none did. */
  newestPostAt(accountId: string): Promise<Instant | null>;
  /** How long the stories that are public took; of one delivery, when it is named. */
  passages(filter: { deliveryId?: string }): Promise<readonly Passage[]>;
  /** What an account was to begin at `now` and can't any more, heaviest and newest first; nothing that is paused. */
  stale(of: { accountId: string; now: Instant }): Promise<readonly Delivery[]>;
  /** Ends stale deliveries with the digest that tells of them, all or nothing: false when one of them was taken meanwhile. */
  fold(fold: FoldedDeliveries): Promise<boolean>;
  /** Lets all stories' threads of an event wait that the account has not begun. */
  postponeStories(wait: { accountId: string; eventId: string; until: Instant }): Promise<void>;
  /** When openers of this account became public since `since`, oldest first; for the pace. */
  openerTimes(accountId: string, since: Instant): Promise<readonly Instant[]>;
  /** The same of all its posts; for servers that count them. */
  postTimes(accountId: string, since: Instant): Promise<readonly Instant[]>;
  list(filter: {
    eventId?: string;
    storyId?: string;
    states?: readonly DeliveryState[];
  }): Promise<readonly Delivery[]>;
  /** The first post of each thread that an account has public, oldest first. */
  posted(of: { eventId: string; accountId: string }): Promise<readonly Posted[]>;
  /** The newest volume of an account's thread; null while none of it is public. */
  threadEnd(thread: {
    eventId: string;
    accountId: string;
    key: string;
    /** Instead of the newest. */
    volume?: number;
  }): Promise<ThreadEnd | null>;
  /** Stores a claimed delivery's parts as they stand in their thread, before the first attempt; false past the fence. */
  takePlace(place: {
    deliveryId: string;
    fence: number;
    volume: number;
    parts: readonly Part[];
    now: Instant;
  }): Promise<boolean>;
  /** The earliest time at which a ready or uncertain delivery wants work; null when none does. */
  nextDueAt(): Promise<Instant | null>;
}

/** Stale deliveries as they are ended, with the digest made of them. */
export interface FoldedDeliveries {
  readonly eventId: string;
  readonly foldedAt: Instant;
  /** Kebab-case reasons. */
  readonly ended: readonly { readonly deliveryId: string; readonly because: string }[];
  readonly digest: { readonly key: string; readonly delivery: DeliveryToStore } | null;
}

/** What people have paused; every claim asks, so that a pause holds before the next post, on every replica. */
export interface PauseRecords {
  /** False when it was paused already. */
  pause(scope: PauseScope, now: Instant): Promise<boolean>;
  /** Ends a pause and settles what waited, as one. Null when nothing of the kind was paused. */
  resume(over: {
    scope: PauseScope;
    waiting: AfterPause;
    now: Instant;
  }): Promise<{ readonly since: Instant; readonly waited: number } | null>;
  list(): Promise<readonly Pause[]>;
}

/** Which deliveries a person speaks of: those that meet all that is given. */
export interface DeliverySelection {
  /** Of deliveries, of stories, or keys of moments. */
  readonly ids?: readonly string[];
  readonly accountId?: string;
  readonly feedUrl?: string;
}

/** A delivery as it stood when a person spoke of it, and what became of it; null when the word meant nothing for it. */
export interface HeededDelivery {
  readonly delivery: Delivery;
  readonly became: Heeded | null;
}

/** A delivery claimed for looking, with what the uncertain standing knew. */
export interface UncertainDelivery {
  readonly delivery: Delivery;
  /** When the attempt with the unknown outcome began. */
  readonly since: Instant;
  /** Looks that found nothing so far. */
  readonly looks: number;
}

export interface AccountRecords {
  /** Locked-out accounts rest until a credential check succeeds; others are open. */
  standing(accountId: string): Promise<AccountStanding>;
  lockOut(accountId: string, lockedOut: { since: Instant; failure: Failure }): Promise<void>;
  open(accountId: string): Promise<void>;
  /** The right to check a locked-out account's credentials now, for one replica; the next may from `nextCheckAt` on. */
  claimCheck(accountId: string, check: { now: Instant; nextCheckAt: Instant }): Promise<boolean>;
}

/** What accounts have spent of their servers' limits, as all replicas share it. */
export interface BudgetRecords extends BudgetKeeper {
  /** Budgets of which something is spent at `now`. */
  list(now: Instant): Promise<readonly (Budget & { readonly accountId: string })[]>;
}

type AccountStanding =
  | { readonly state: 'open' }
  | { readonly state: 'locked-out'; readonly since: Instant; readonly failure: Failure };
