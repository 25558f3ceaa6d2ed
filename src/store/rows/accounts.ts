import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { JsonText } from '../json-text.ts';

export interface AccountRow {
  id: string;
  session: string | null;
  locked_out_since: Instant | null;
  locked_out_failure: JsonText<Failure> | null;
  /** When the credentials of a locked-out account are checked next, by whichever replica comes first. */
  check_at: Instant | null;
  /** The newest of its record keys, in microseconds since the epoch. */
  last_stamp: number | null;
  /** Until then one replica is logging in, and the others wait for its session. */
  login_until: Instant | null;
  /** The worker who alone may begin a thread of it until then. */
  promised_to: string | null;
  promised_until: Instant | null;
}

/** What an account has spent of one of its server's limits; of no meaning once it is renewed. */
export interface BudgetRow {
  account_id: string;
  name: string;
  capacity: number;
  spent: number;
  renews_at: Instant;
}

/** "all", "account:<id>" or "feed:<url>". */
export interface PauseRow {
  scope: string;
  since: Instant;
}
