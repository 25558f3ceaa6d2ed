import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Receipt } from './delivery.ts';

/** What an attempt led to. */
export type Outcome =
  /** These parts are public. Bluesky's one commit gives all receipts at once, Mastodon one at a time. */
  | { readonly state: 'published'; readonly receipts: readonly Receipt[] }
  /** Provably not published, and may be tried again: not before `retryAt`, when the server named a time. */
  | { readonly state: 'later'; readonly failure: Failure; readonly retryAt: Instant | null }
  /** The server will never take this content, or took the part with this index and never kept it. */
  | { readonly state: 'refused'; readonly failure: Failure; readonly lostPart?: number }
  /** The account can't post at all: wrong or revoked credentials, suspended. */
  | { readonly state: 'locked-out'; readonly failure: Failure }
  /** Bytes left the machine and no clear answer came back. */
  | { readonly state: 'unknown'; readonly failure: Failure };

/** What looking on the network showed after an unknown outcome. */
export type Sighting =
  | { readonly state: 'found'; readonly receipts: readonly Receipt[] }
  | { readonly state: 'absent' }
  /** Something stands there that is not what was to be posted: looking again, or posting, would mend nothing. */
  | { readonly state: 'contradicted'; readonly failure: Failure }
  | { readonly state: 'cannot-tell'; readonly failure: Failure; readonly retryAt: Instant | null };
