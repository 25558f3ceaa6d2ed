import type { Article } from '../../article/article.ts';
import type { Change, RevisionWeight } from '../../article/compare-revisions.ts';
import type { StoryStanding } from '../../article/story.ts';
import type { Instant } from '../../base/instant.ts';
import type { Alias } from '../../feed/alias.ts';
import type { FeedItem } from '../../feed/feed-item.ts';
import type { JsonText } from '../json-text.ts';

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
  /** When it was first seen, if its feed was not read until then by a person's word. */
  kept_back_at: Instant | null;
}

/** An item is known by the digest of any of its aliases; the words themselves may be too long for an index. */
export interface AliasRow {
  event_id: string;
  digest: string;
  kind: Alias['kind'];
  value: string;
  story_id: string;
}

/** What changed in a story since its revision before. */
export interface RevisionRow {
  story_id: string;
  revision: number;
  seen_at: Instant;
  weight: RevisionWeight;
  changes: JsonText<readonly Change[]>;
}
