import type { Change, RevisionWeight } from '../article/compare-revisions.ts';
import type { HeldBecause, IgnoredBecause } from '../article/story.ts';
import type { Failure } from '../base/failure.ts';
import type { Instant, Milliseconds } from '../base/instant.ts';
import type { AgendaChange } from '../coverage/agenda/compare-agendas.ts';
import type { AgendaProblem } from '../coverage/agenda/reading.ts';
import type { Flood } from '../feed/find-flood.ts';
import type { Delivery, Receipt } from '../outbox/delivery.ts';
import type { Passage } from '../outbox/passage.ts';
import type { LeftOut } from '../thread/thread.ts';

/** Where the pipeline tells what happened. The log, the counters and the terminal all read from here. */
export type Journal = (entry: JournalEntry) => void;

/** Every business event there is, one member each; the words for people are made in journal-sentences.ts. */
export type JournalEntry =
  | {
      readonly kind: 'feed-read';
      readonly eventId: string;
      readonly url: string;
      readonly items: number;
      readonly added: number;
      readonly revised: number;
      readonly background: number;
    }
  | { readonly kind: 'feed-unchanged'; readonly eventId: string; readonly url: string }
  | {
      readonly kind: 'feed-failed';
      readonly eventId: string;
      readonly url: string;
      readonly failure: Failure;
      readonly nextPollAt: Instant;
    }
  | {
      readonly kind: 'agenda-read';
      readonly eventId: string;
      readonly place: string;
      readonly sessions: number;
      /** Since the reading before; none at the first. */
      readonly changes: readonly AgendaChange[];
      readonly problems: readonly AgendaProblem[];
    }
  | {
      readonly kind: 'agenda-failed';
      readonly eventId: string;
      readonly place: string;
      readonly failure: Failure;
      readonly problems: readonly AgendaProblem[];
      /** An earlier agenda stays in force. */
      readonly isKept: boolean;
      readonly nextReadAt: Instant;
    }
  | { readonly kind: 'feed-pushed'; readonly url: string; readonly hub: string }
  | {
      readonly kind: 'push-ignored';
      readonly url: string;
      readonly hub: string;
      /** It did not carry the hub's signature, or one that proves nothing; or it was longer than we take. */
      readonly because: 'not-signed' | 'signed-by-sha1' | 'too-long';
    }
  | { readonly kind: 'subscription-asked'; readonly url: string; readonly hub: string }
  | {
      readonly kind: 'subscription-active';
      readonly url: string;
      readonly hub: string;
      readonly leaseEndsAt: Instant;
    }
  | {
      readonly kind: 'subscription-failed';
      readonly url: string;
      readonly hub: string;
      readonly failure: Failure;
      readonly askAt: Instant;
      /** Until when the hub still pushes by an earlier word; null when it doesn't. */
      readonly leaseEndsAt: Instant | null;
    }
  | {
      readonly kind: 'feed-set-aside';
      readonly eventId: string;
      readonly url: string;
      readonly flood: Flood;
    }
  | { readonly kind: 'feed-moved'; readonly eventId: string; readonly url: string; readonly to: string }
  | {
      readonly kind: 'feed-stopped';
      readonly eventId: string;
      readonly url: string;
      readonly failure: Failure;
    }
  | {
      readonly kind: 'story-revised';
      readonly story: StoryName;
      readonly revision: number;
      readonly weight: RevisionWeight;
      readonly changes: readonly Change[];
    }
  | {
      readonly kind: 'story-ignored';
      readonly story: StoryName;
      readonly because: IgnoredBecause;
      readonly detail: string | null;
    }
  | {
      readonly kind: 'story-held';
      readonly story: StoryName;
      readonly because: HeldBecause;
      readonly words: readonly string[];
    }
  /** Its article is read again then, to see whether it has stopped changing. */
  | { readonly kind: 'story-settling'; readonly story: StoryName; readonly until: Instant }
  | { readonly kind: 'story-unplannable'; readonly story: StoryName; readonly failure: Failure }
  | {
      readonly kind: 'story-planned';
      readonly story: StoryName;
      readonly source: 'page' | 'feed';
      readonly fellBackBecause: string | null;
      readonly accountIds: readonly string[];
      readonly leftOut: readonly LeftOut[];
    }
  | {
      readonly kind: 'account-left-out';
      readonly story: StoryName;
      readonly accountId: string;
      readonly failure: Failure;
    }
  | {
      readonly kind: 'thread-owed';
      readonly story: StoryName;
      readonly accountId: string;
      readonly failure: Failure;
      readonly retryAt: Instant;
    }
  | {
      readonly kind: 'moment-planned';
      readonly eventId: string;
      readonly accountId: string;
      readonly key: string;
    }
  /** It could not be worded, or has nothing to say. */
  /** Until a person releases it. */
  | {
      readonly kind: 'moment-held';
      readonly eventId: string;
      readonly accountId: string;
      readonly key: string;
      readonly because: Failure;
    }
  | {
      readonly kind: 'moment-dropped';
      readonly eventId: string;
      readonly accountId: string;
      readonly key: string;
      readonly because: Failure;
    }
  /** They were due while nobody was at work, and make no sense any more. */
  | {
      readonly kind: 'moments-missed';
      readonly eventId: string;
      readonly accountId: string;
      readonly keys: readonly string[];
    }
  | { readonly kind: 'parts-published'; readonly delivery: Delivery; readonly receipts: readonly Receipt[] }
  /** Its opener. */
  | {
      readonly kind: 'story-public';
      readonly delivery: Delivery;
      readonly passage: Passage;
      readonly took: Milliseconds;
      /** Within which time the event wants it; null when it doesn't say. */
      readonly wanted: Milliseconds | null;
    }
  | {
      readonly kind: 'story-not-public';
      readonly delivery: Delivery;
      readonly since: Instant;
      readonly wanted: Milliseconds;
    }
  | { readonly kind: 'thread-published'; readonly delivery: Delivery }
  | {
      readonly kind: 'delivery-waits';
      readonly delivery: Delivery;
      readonly until: Instant;
      /** Null: the pace asks for it, nothing failed. */
      readonly failure: Failure | null;
    }
  | {
      readonly kind: 'stale-ended';
      readonly eventId: string;
      readonly accountId: string;
      /** Threads of which a digest tells. */
      readonly folded: number;
      readonly dropped: number;
    }
  | { readonly kind: 'delivery-uncertain'; readonly delivery: Delivery; readonly failure: Failure }
  | { readonly kind: 'delivery-refused'; readonly delivery: Delivery; readonly failure: Failure }
  | { readonly kind: 'delivery-held'; readonly delivery: Delivery; readonly because: Failure }
  | { readonly kind: 'claim-lost'; readonly deliveryId: string; readonly accountId: string }
  | { readonly kind: 'leases-expired'; readonly count: number }
  /** The account shows posts that the store knows nothing of. */
  | { readonly kind: 'posts-not-known'; readonly accountId: string; readonly count: number }
  | { readonly kind: 'account-locked-out'; readonly accountId: string; readonly failure: Failure }
  | { readonly kind: 'account-open'; readonly accountId: string }
  /** The operator's files, as they are now. */
  | { readonly kind: 'edit-taken'; readonly eventIds: readonly string[] }
  | { readonly kind: 'edit-refused'; readonly file: string; readonly problems: readonly string[] }
  | { readonly kind: 'work-crashed'; readonly what: string; readonly failure: Failure };

/** How a story is named to people. */
export interface StoryName {
  readonly storyId: string;
  readonly eventId: string;
  readonly title: string;
  readonly url: string | null;
}
