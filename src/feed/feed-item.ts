import type { Instant } from '../base/instant.ts';
import type { PollWishes } from './poll-wishes.ts';

/** One entry of a feed as its publisher sent it: trimmed, decoded, links absolute where that can be, nothing else changed. */
export interface FeedItem {
  /** guid, atom:id or JSON Feed id. */
  readonly id: string | null;
  readonly link: string | null;
  /** Plain text: entities and tags resolved, white space folded. */
  readonly title: string | null;
  readonly author: string | null;
  readonly publishedAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly summaryHtml: string | null;
  readonly contentHtml: string | null;
  /** BCP 47, from the item or its feed. */
  readonly language: string | null;
  readonly enclosures: readonly Enclosure[];
  readonly categories: readonly string[];
}

/** An entry of which its feed says nothing. */
export const emptyItem: FeedItem = {
  id: null,
  link: null,
  title: null,
  author: null,
  publishedAt: null,
  updatedAt: null,
  summaryHtml: null,
  contentHtml: null,
  language: null,
  enclosures: [],
  categories: [],
};

/** A file that comes with an entry. */
export interface Enclosure {
  readonly url: string;
  /** Media type as sent. */
  readonly type: string | null;
  readonly bytes: number | null;
  /** media:description or another text the publisher gave for people who don't see the picture. */
  readonly altText: string | null;
  readonly credit: string | null;
}

/** What a feed says of itself, and its entries. */
export interface Feed {
  readonly title: string | null;
  readonly link: string | null;
  readonly description: string | null;
  readonly author: string | null;
  readonly updatedAt: Instant | null;
  readonly language: string | null;
  readonly wishes: PollWishes;
  /** WebSub: the hubs that push this feed, as the feed names them. */
  readonly hubs: readonly string[];
  /** The address a feed gives as its own, which is what its hubs know it by. */
  readonly self: string | null;
  /** In document order. */
  readonly items: readonly FeedItem[];
}

/** Why there is no feed in what was sent. */
export type FeedFailureCode =
  | 'feed-is-html'
  | 'feed-empty'
  | 'feed-cut-off'
  | 'feed-not-understood'
  | 'feed-too-slow-to-parse';
