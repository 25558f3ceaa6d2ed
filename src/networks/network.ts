import type { Chance } from '../base/chance.ts';
import type { Clock } from '../base/clock.ts';
import type { Failure, Result } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Visibility } from '../coverage/event.ts';
import type { Delivery, NetworkName, Part, PartMedia, Receipt, ThreadPlace } from '../outbox/delivery.ts';
import type { Outcome, Sighting } from '../outbox/outcome.ts';
import type { Limits } from '../thread/limits.ts';
import type { Thread } from '../thread/thread.ts';
import type { BudgetKeeper } from './budget.ts';
import type { OwnPost } from './own-post.ts';

/** One login on one network, as the accounts file and the environment give it. */
export interface AccountLogin {
  readonly accountId: string;
  readonly network: NetworkName;
  /** Origin of the server: "https://mastodon.example", "https://bsky.social". */
  readonly serviceUrl: string;
  /** Bluesky handle or DID; Mastodon: the account's address as "@name@server", for display. */
  readonly handle: string;
  /** Mastodon access token or Bluesky app password; null makes the account a stand-in. */
  readonly secret: string | null;
  /** Where and when, as YYYY-MM-DD, the server's admins allowed an automated account; absent when nobody noted it. */
  readonly consent?: { readonly link: string; readonly date: string };
  /** How many automated posts a day the server allows; absent when it names no number. */
  readonly postsPerDay?: number;
}

/** What every network room gives: one account, connected. Adapters know neither database nor log. */
export interface Connection {
  readonly accountId: string;
  readonly network: NetworkName;
  /** The server's limits, read once and kept; documented defaults where the server is silent. */
  readLimits(): Promise<Result<Limits>>;
  /** Checks the credentials without posting anything. */
  verifyAccount(): Promise<Result<AccountProfile>>;
  /** Turns a thread into parts with bodies and keys frozen. Makes no request that changes anything. */
  freezeThread(thread: Thread, frozen: FreezeContext): Promise<Result<readonly Part[]>>;
  /**
   * Freezes the event's one post that is pinned, and the pinning. `instead` of an earlier one: that is edited where the
   * network can, else the new one takes its place and it is deleted.
   */
  freezeHub(
    hub: Thread,
    frozen: FreezeContext & { readonly instead: Receipt | null },
  ): Promise<Result<readonly Part[]>>;
  /** Freezes the end of a hub's being pinned; the hub itself stays. */
  freezeUnpin(hub: Receipt): Promise<Result<readonly Part[]>>;
  /** The first of these public posts that still lives; null when people have deleted all of them. */
  findLiving(posts: readonly Receipt[]): Promise<Receipt | null>;
  /** Freezes parts that were never attempted anew, in the place that their thread has for them by now. */
  freezePlace(parts: readonly Part[], place: PlaceInThread): Promise<Result<readonly Part[]>>;
  /**
   * When a thread may begin that is to go out without a break; null: now. It must not spend what those under way still owe,
   * which are asked for only where the server's limits are near.
   */
  mayBegin(delivery: Delivery, underWay: () => Promise<readonly Delivery[]>): Promise<Instant | null>;
  /** Publishes what the delivery has no receipt for yet: all of it (Bluesky) or the next part (Mastodon). */
  publish(delivery: Delivery): Promise<Outcome>;
  /**
   * Looks for a post that is public on its server's word alone, where the post that was to show it does not come at once.
   * False where the server won't say; a failure where it never kept the post.
   */
  readBack(unproven: Receipt): Promise<Result<boolean>>;
  /** Looks whether parts without a receipt are public after an attempt began at `since`. */
  lookFor(delivery: Delivery, since: Instant): Promise<Sighting>;
  /** The account's own posts, newest first, back to `since` at least, as far as an account can have posted in a day. */
  listOwn(since: Instant): Promise<Result<readonly OwnPost[]>>;
  close(): Promise<void>;
}

/** What an account says of itself on its network. */
export interface AccountProfile {
  readonly handle: string;
  readonly displayName: string;
  /** True when the account says that it is automated. */
  readonly bot: boolean;
}

/** What freezing takes besides the thread. */
export interface FreezeContext {
  readonly createdAt: Instant;
  /** The pictures the thread's attachments name, by the url they were named with; absent ones could not be had. */
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** Where the parts of a delivery stand in a thread that is public. */
export interface PlaceInThread {
  readonly way: ThreadPlace['way'];
  /**
   * The thread's first post and its last that lives; null where the parts begin the thread themselves. A first post that
   * is gone remains the root: to Bluesky an answer with another root than its parent's stands in no thread.
   */
  readonly end: { readonly root: Receipt; readonly last: Receipt } | null;
  /** Of what goes on in a thread; its first post then carries no tags either. */
  readonly visibility: Visibility;
  readonly now: Instant;
  /** So many parts at the front open a new volume; what follows them goes on in it. None when absent. */
  readonly opensWith?: number;
}

/** A picture ready for one account: within its limits, re-encoded, without EXIF. */
export interface Picture extends Omit<PartMedia, 'altText'> {
  readonly bytes: Uint8Array;
}

/** What an adapter needs from the rest of the house. */
export interface ConnectionDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  /** The bytes of a part's media, by hash; null when they are gone. */
  readonly loadMedia: (hash: string) => Promise<Uint8Array | null>;
  /** Bluesky's saved session, as the JSON text it was saved with. */
  readonly sessions: SessionKeeper;
  /** The stamps of an account's record keys, which outlive the program; absent where nothing does. */
  readonly stampsOf?: (accountId: string) => StampKeeper;
  /** What is spent of the server's limits; absent where nobody counts. */
  readonly budgets?: BudgetKeeper;
  /**
   * Which posts, by their ids, have a receipt already, so that they are not what is looked for, and when their threads were
   * through; null while they are not. Absent: none.
   */
  readonly knownPosts?: (
    accountId: string,
    remoteIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Instant | null>>;
}

/** Stamps of one account that only rise, whoever asks and whatever time it is, in microseconds since the epoch. */
export interface StampKeeper {
  /** Takes as many stamps as lie between `from` and `to`, at `from` or, where some were taken there, behind them all. */
  raise(wanted: { readonly from: number; readonly to: number }): Promise<number>;
}

/** Where a network’s sessions outlive the program; null when none was saved, or none shall be. */
export interface SessionKeeper {
  load(accountId: string): Promise<string | null>;
  save(accountId: string, session: string | null): Promise<void>;
  /** Absent where nobody else could log in at the same time. */
  readonly logins?: LoginGuard;
}

/** Lets one of all replicas log in for an account; the others take the session that it saves. */
export interface LoginGuard {
  /** The right to log in until then; false while another has it. */
  claim(accountId: string, claim: { now: Instant; until: Instant }): Promise<boolean>;
  /** Gives the right back, whatever came of it. */
  release(accountId: string): Promise<void>;
}

/** Trouble of an account or its server, whatever was to be posted. */
export type AccountFailure = Failure<
  | 'credentials-refused'
  | 'account-locked'
  | 'server-unreachable'
  | 'server-answered-nonsense'
  | 'server-moved'
  | 'answer-lost'
  | 'rate-limited'
  | 'budget-spent'
  | 'session-expired'
  | 'login-left-to-another'
>;
