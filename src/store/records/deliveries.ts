import type { Failure } from '../../base/failure.ts';
import type { Instant, Milliseconds } from '../../base/instant.ts';
import type {
  CancelReason,
  Claim,
  Delivery,
  DeliveryState,
  DeliverySubject,
  Freshness,
  NetworkName,
  Part,
  Receipt,
  ThreadPlace,
} from '../../outbox/delivery.ts';
import type { Heeded, OperatorWord } from '../../outbox/operator-word.ts';
import type { Passage } from '../../outbox/passage.ts';
import type { Settlement } from '../../outbox/settle.ts';
import type { Priority } from '../../outbox/turn.ts';

/** A frozen thread bound for one account, not stored yet. */
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
  /** It waits for a person's word from the start; absent, it is ready. */
  readonly heldBecause?: Failure;
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
  /** Its posts as they became public, one at least; people may have deleted some of them since. */
  readonly posts: readonly [Receipt, ...Receipt[]];
}

/** Where the work of an account stands. */
export interface AccountLoad {
  readonly accountId: string;
  /** Whether anything wants to be sent or looked for, or, where the account is locked out, its credentials to be checked. */
  readonly isDue: boolean;
  /** The worker who has a claim there. */
  readonly heldBy: string | null;
}

/** The deliveries of accounts, from frozen to sent. */
export interface DeliveryRecords {
  /** Transaction C: the oldest due delivery of this account, claimed under a lease with a fresh fence; null when none
   * is due. An account with a claimed delivery gives nothing until that is settled, and one with an uncertain delivery
   * nothing that would have to follow it. */
  claim(claim: {
    accountId: string;
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
  /** Transactions D and C in one, for a delivery that owes more: what is public is stored, and the delivery claimed anew
   * for the rest. Null, and nothing changed, where that claim is not given or the fence holds no more: `settle` tells. */
  goOn(going: {
    deliveryId: string;
    fence: number;
    settlement: Settlement;
    worker: string;
    now: Instant;
    lease: Milliseconds;
  }): Promise<Claim | null>;
  /** Lets a claim last until then, if the fence still holds; false when it does not. */
  renew(lease: { deliveryId: string; fence: number; leaseUntil: Instant }): Promise<boolean>;
  /** Claims whose lease ran out become uncertain: nobody knows whether the post went out. Returns how many. */
  expireLeases(now: Instant): Promise<number>;
  /** Where the work of accounts stands; of one that is left out nothing is due, and nobody works there. */
  loads(now: Instant): Promise<readonly AccountLoad[]>;
  /** The account's uncertain delivery whose look was due first, claimed for looking; null when none is. */
  claimLook(claim: {
    accountId: string;
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
  /** Which of these posts of an account have a receipt, with when the delivery of each was through; null while it isn't.
   * Two servers may give two posts one id. */
  knownPosts(accountId: string, remoteIds: readonly string[]): Promise<ReadonlyMap<string, Instant | null>>;
  /** When the newest opener of this account became public; null when none did. */
  newestPostAt(accountId: string): Promise<Instant | null>;
  /** How long the stories that are public took; of one delivery, when it is named. */
  passages(filter: { deliveryId?: string }): Promise<readonly Passage[]>;
  /** The same of all, however many there are; so many are read at once. */
  everyPassage(reading?: { atOnce: number }): AsyncIterable<Passage>;
  /** What an account was to begin at `now` and can't any more, heaviest and newest first; nothing that is paused. */
  stale(of: { accountId: string; now: Instant }): Promise<readonly Delivery[]>;
  /** Ends stale deliveries with the digest that tells of them, all or nothing: false when one of them was taken meanwhile. */
  fold(fold: FoldedDeliveries): Promise<boolean>;
  /** Lets all stories' threads of an event wait that the account has not begun. */
  postponeStories(wait: { accountId: string; eventId: string; until: Instant }): Promise<void>;
  /** When openers of this account became public since `since`, or may have, oldest first; for the pace. */
  openerTimes(accountId: string, since: Instant): Promise<readonly Instant[]>;
  /** The same of all its posts; for servers that count them. */
  postTimes(accountId: string, since: Instant): Promise<readonly Instant[]>;
  list(filter: {
    eventId?: string;
    storyId?: string;
    states?: readonly DeliveryState[];
  }): Promise<readonly Delivery[]>;
  /** Threads of an account that are begun, or may be, and go on as soon as they can. */
  underWay(accountId: string): Promise<readonly Delivery[]>;
  /** The first post of each thread that an account has public, oldest first. */
  posted(of: { eventId: string; accountId: string }): Promise<readonly Posted[]>;
  /** Later volumes of an account's threads, or of one, that are public, and that the volume before does not point to. */
  untoldVolumes(
    accountId: string,
    thread?: { readonly eventId: string; readonly key: string },
  ): Promise<readonly { readonly eventId: string; readonly key: string; readonly volume: number }[]>;
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
  /** The earliest time, later than `after` if that is said, at which a ready or uncertain delivery wants work; null when none does. */
  nextDueAt(after?: Instant): Promise<Instant | null>;
}

/** Stale deliveries as they are ended, with the digest made of them. */
export interface FoldedDeliveries {
  readonly eventId: string;
  readonly foldedAt: Instant;
  readonly ended: readonly { readonly deliveryId: string; readonly because: CancelReason }[];
  readonly digest: { readonly key: string; readonly delivery: DeliveryToStore } | null;
}

/** Which deliveries a person speaks of: those that meet all that is given; without ids, none that is done with. */
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
