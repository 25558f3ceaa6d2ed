import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { Agenda } from '../../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import type { FeedStanding } from '../../feed/feed-standing.ts';
import type { FeedDates } from '../../feed/find-flood.ts';
import type { FeedPlace } from '../../feed/moved-feed.ts';
import type { PollWishes } from '../../feed/poll-wishes.ts';
import type {
  Subscription,
  SubscriptionFailureCode,
  SubscriptionState,
} from '../../feed/websub/subscription.ts';
import type { JsonText } from '../json-text.ts';

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
  /** When a person let it be read again; null once it was. */
  resumed_at: Instant | null;
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
  hubs: JsonText<Subscription['hubs']>;
  topic: string;
  callback_key: string;
  callback_base: string | null;
  secret: string;
  state: SubscriptionState;
  wakes_at: Instant;
  lease_ends_at: Instant | null;
  failures_in_row: number;
  last_failure: JsonText<Failure<SubscriptionFailureCode>> | null;
}

/** An event as its file said when it was last taken. */
export interface EventRow {
  id: string;
  file: string;
  definition: JsonText<CoverageEvent>;
  in_force_since: Instant;
}

/** A file as it stands now, but not in force. */
export interface RefusedEditRow {
  file: string;
  refused_at: Instant;
  problems: JsonText<readonly string[]>;
}

/** What an operator has said may take effect, however much it posts. */
export interface ApprovedEditRow {
  event_id: string;
  digest: string;
}
