import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Alias } from '../feed/alias.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import type { Article } from './article.ts';

/** Our one record of what an item reports. A changed article is a new revision of the same story. */
export interface Story {
  readonly id: string;
  readonly eventId: string;
  readonly feedUrl: string;
  readonly aliases: readonly Alias[];
  /** 1 for the first sight, then counting up. */
  readonly revision: number;
  readonly item: FeedItem;
  readonly firstSeenAt: Instant;
  /** Position in the feed at first sight; orders stories seen in one poll. */
  readonly position: number;
  /** Null until the page has been read. */
  readonly article: Article | null;
  /** The words this story was held for when a person let it go on: they hold it no more. */
  readonly approvedWords: readonly string[];
  readonly standing: StoryStanding;
}

/** Where a story stands on its way to the accounts. */
export type StoryStanding =
  | { readonly state: 'new' }
  | { readonly state: 'ignored'; readonly because: IgnoredBecause; readonly detail: string | null }
  | { readonly state: 'held'; readonly because: HeldBecause; readonly words: readonly string[] }
  | { readonly state: 'planned' }
  /** Its article is read again, to see whether it has stopped changing. */
  | { readonly state: 'settling'; readonly textHash: string; readonly retryAt: Instant }
  | { readonly state: 'owing'; readonly owed: readonly OwedThread[]; readonly retryAt: Instant }
  | { readonly state: 'unplannable'; readonly failure: Failure };

/** A word that a person should see before it is posted, or one in headline or lead that never goes out. */
export type HeldBecause = 'hold-word' | 'never-word';

/** A thread that trouble of its account keeps from being frozen; other accounts' threads of the story don't wait for it. */
export interface OwedThread {
  readonly accountId: string;
  readonly failure: Failure;
}

/** Kebab-case reasons a story is not covered. */
export type IgnoredBecause =
  | 'background'
  | 'no-term-found'
  | 'excluded-term'
  | 'missing-term'
  | 'dropped'
  | 'nothing-to-post';
