import type { Article } from '../article/article.ts';
import type { Change, RevisionWeight } from '../article/compare-revisions.ts';
import type { StoryStanding } from '../article/story.ts';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { MomentKind } from '../coverage/moments/moment.ts';
import type { ToldSession } from '../coverage/moments/told-session.ts';
import type { Alias } from '../feed/alias.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import type { FeedStanding } from '../feed/feed-standing.ts';
import type { FeedDates } from '../feed/find-flood.ts';
import type { FeedPlace } from '../feed/moved-feed.ts';
import type { PollWishes } from '../feed/poll-wishes.ts';
import type { SubscriptionFailureCode, SubscriptionState } from '../feed/websub/subscription.ts';
import type {
  DeliveryState,
  Freshness,
  NetworkName,
  Part,
  PartMedia,
  ThreadPlace,
} from '../outbox/delivery.ts';
import type { NotedWord } from '../outbox/operator-word.ts';

/** The columns of every table as SQLite and PostgreSQL both give them; migrations.ts makes them. */
export interface Tables {
  feeds: FeedRow;
  subscriptions: SubscriptionRow;
  agendas: AgendaRow;
  stories: StoryRow;
  aliases: AliasRow;
  revisions: RevisionRow;
  deliveries: DeliveryRow;
  parts: PartRow;
  moments: MomentRow;
  media: MediaRow;
  media_needs: MediaNeedRow;
  accounts: AccountRow;
  budgets: BudgetRow;
  pauses: PauseRow;
  events: EventRow;
  refused_edits: RefusedEditRow;
  approved_edits: ApprovedEditRow;
}

/** One feed of one event. */
export interface FeedRow {
  event_id: string;
  url: string;
  /** Where it is asked for: `url`, until it has moved. */
  address: string;
  move: JsonText<NonNullable<FeedPlace['move']>> | null;
  state: FeedStanding['state'];
  standing: JsonText<FeedStanding>;
  dates: FeedDates;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  wishes: JsonText<PollWishes>;
  next_poll_at: Instant;
  first_read_at: Instant | null;
  last_poll_at: Instant | null;
  failures_in_row: number;
  refusals_in_row: number;
  last_failure: JsonText<Failure> | null;
}

/** What was last read of one place of an event's agenda. */
export interface AgendaRow {
  event_id: string;
  /** The address, or the path of the file. */
  place: string;
  /** The last good one. */
  agenda: JsonText<Agenda> | null;
  /** Counts up with every reading that changed the agenda. */
  version: number;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  next_read_at: Instant;
  last_read_at: Instant | null;
  failures_in_row: number;
  last_failure: JsonText<Failure> | null;
}

/** A feed’s subscription at its hub. */
export interface SubscriptionRow {
  feed_url: string;
  hub: string;
  topic: string;
  callback_key: string;
  secret: string;
  state: SubscriptionState;
  wakes_at: Instant;
  lease_ends_at: Instant | null;
  failures_in_row: number;
  last_failure: JsonText<Failure<SubscriptionFailureCode>> | null;
}

/** A story as its newest revision. */
export interface StoryRow {
  id: string;
  event_id: string;
  feed_url: string;
  revision: number;
  content_hash: string;
  item: JsonText<FeedItem>;
  first_seen_at: Instant;
  position: number;
  article: JsonText<Article> | null;
  state: StoryStanding['state'];
  standing: JsonText<StoryStanding>;
  /** When a settling or owing story is planned again; null for every other. */
  retry_at: Instant | null;
  /** Null until a person has let the story go on. */
  approved_words: JsonText<readonly string[]> | null;
}

/** An item is known by the digest of any of its aliases; the words themselves may be too long for an index. */
interface AliasRow {
  event_id: string;
  digest: string;
  kind: Alias['kind'];
  value: string;
  story_id: string;
}

/** What changed in a story since its revision before. */
interface RevisionRow {
  story_id: string;
  revision: number;
  seen_at: Instant;
  weight: RevisionWeight;
  changes: JsonText<readonly Change[]>;
}

/** A thread bound for one account, without its parts. */
export interface DeliveryRow {
  id: string;
  /** Counts up in the order of planning. */
  sequence: number;
  event_id: string;
  /** One of these two is null: it posts a story or a moment. */
  story_id: string | null;
  moment_key: string | null;
  /** The thread it belongs to: these three are null together where it stands alone. */
  thread_key: string | null;
  thread_volume: number | null;
  thread_way: ThreadPlace['way'] | null;
  thread_because: string | null;
  /** When it took its place in that thread; null until its first claim. */
  placed_at: Instant | null;
  account_id: string;
  network: NetworkName;
  created_at: Instant;
  /** When it was due at first. Never changes, so that a thread under way goes before one not begun. */
  first_due_at: Instant;
  state: DeliveryState;
  /** When it wants work next: due (ready), end of lease (claimed), look (uncertain); null where nothing follows. */
  wakes_at: Instant | null;
  worker: string | null;
  /** Counts claims; kept when a claim ends, so that no fence is used twice. */
  fence: number;
  /** When the last attempt began; kept through uncertainty and looks. */
  since: Instant | null;
  looks: number;
  sent_at: Instant | null;
  because: JsonText<Failure | string> | null;
  attempts: number;
  last_failure: JsonText<Failure> | null;
  /** What a person said of it while a worker had it. */
  noted_word: NotedWord | null;
  /** Who goes first among what is due: a thread under way (0), then by priority. */
  turn: number;
  /** Among stories, the more there is to one the earlier it goes. */
  weight: number;
  /** From then on it is not begun any more; null where it never grows stale. */
  stale_at: Instant | null;
  when_stale: Freshness['whenStale'];
}

/** A moment as one account has had it: planned with its delivery, or dropped. */
interface MomentRow {
  event_id: string;
  key: string;
  account_id: string;
  kind: MomentKind;
  due_at: Instant;
  fresh_until: Instant;
  state: 'planned' | 'dropped';
  settled_at: Instant;
  /** Why it was dropped. */
  because: JsonText<Failure> | null;
  told: JsonText<readonly ToldSession[]>;
}

/** One post of a delivery. */
export interface PartRow {
  delivery_id: string;
  part_index: number;
  intent: Part['intent'];
  key: string;
  body: string;
  media: JsonText<readonly PartMedia[]>;
  /** The receipt: these four are null together until the part is public. */
  remote_id: string | null;
  url: string | null;
  content_hash: string | null;
  published_at: Instant | null;
}

interface MediaRow {
  hash: string;
  media_type: string;
  byte_length: number;
  bytes: Uint8Array;
}

/** Stands as long as a part that is still to be published names the bytes. */
interface MediaNeedRow {
  hash: string;
  delivery_id: string;
  part_index: number;
}

interface AccountRow {
  id: string;
  session: string | null;
  locked_out_since: Instant | null;
  locked_out_failure: JsonText<Failure> | null;
  /** When the credentials of a locked-out account are checked next, by whichever replica comes first. */
  check_at: Instant | null;
}

/** What an account has spent of one of its server's limits; of no meaning once it is renewed. */
interface BudgetRow {
  account_id: string;
  name: string;
  capacity: number;
  spent: number;
  renews_at: Instant;
}

/** "all", "account:<id>" or "feed:<url>". */
interface PauseRow {
  scope: string;
  since: Instant;
}

/** An event as its file said when it was last taken. */
interface EventRow {
  id: string;
  file: string;
  definition: JsonText<CoverageEvent>;
  in_force_since: Instant;
}

/** A file as it stands now, but not in force. */
interface RefusedEditRow {
  file: string;
  refused_at: Instant;
  problems: JsonText<readonly string[]>;
}

/** What an operator has said may take effect, however much it posts. */
interface ApprovedEditRow {
  event_id: string;
  digest: string;
}

/** JSON text that remembers what it holds. */
export type JsonText<Value> = string & { readonly holds?: Value };

/** Writes a value for a column of JSON. */
export function toJson<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value);
}

/** Reads such a column back; what it holds is as it was written. */
export function fromJson<Value>(text: JsonText<Value>): Value {
  return JSON.parse(text) as Value;
}
