import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { MomentKind } from '../../coverage/moments/moment.ts';
import type { ToldSession } from '../../coverage/moments/told-session.ts';
import type {
  DeliveryState,
  Freshness,
  NetworkName,
  Part,
  PartMedia,
  ThreadPlace,
} from '../../outbox/delivery.ts';
import type { NotedWord } from '../../outbox/operator-word.ts';
import type { JsonText } from '../json-text.ts';

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
  /** When a person said that it goes on, whatever its account shows; null where nobody did. */
  vouched_at: Instant | null;
  /** The index of the part that its server said yes to and that nothing has shown yet; null where all are proven. */
  unproven_part: number | null;
  /** Until when a person had last kept it back, by a pause or a word; null where nobody did. */
  kept_back_at: Instant | null;
  /** Who goes first among what is due: a thread under way (0), then by priority. */
  turn: number;
  /** Among stories, the more there is to one the earlier it goes. */
  weight: number;
  /** From then on it is not begun any more; null where it never grows stale. */
  stale_at: Instant | null;
  when_stale: Freshness['whenStale'];
}

/** A moment as one account has had it: planned with its delivery, or dropped. */
export interface MomentRow {
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

export interface MediaRow {
  hash: string;
  media_type: string;
  byte_length: number;
  bytes: Uint8Array;
}

/** Stands as long as a part that is still to be published names the bytes. */
export interface MediaNeedRow {
  hash: string;
  delivery_id: string;
  part_index: number;
}
