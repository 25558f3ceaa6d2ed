import type { Instant } from '../base/instant.ts';

/** What a story says, read from its page or, where that can't be had, from the feed's own text. */
export interface Article {
  readonly source: 'page' | 'feed';
  /** Why the page was not used; null when it was. */
  readonly fellBackBecause: string | null;
  /** The canonical address, free of tracking parameters: what followers are sent to. */
  readonly url: string;
  readonly headline: string;
  readonly byline: string | null;
  readonly siteName: string | null;
  readonly publishedAt: Instant | null;
  readonly modifiedAt: Instant | null;
  /** BCP 47. */
  readonly language: string;
  /** The first paragraph; null when there is none. It also stands first in `blocks`. */
  readonly lead: string | null;
  /** True for a live blog, whose page goes on growing. */
  readonly isLive: boolean;
  /** In reading order. Plain text, typographic characters kept. */
  readonly blocks: readonly Block[];
  /** Document order; the first is the story's main picture. */
  readonly images: readonly ArticleImage[];
  readonly recordings: readonly Recording[];
  /** What the page offers for a link preview (OpenGraph), falling back to headline, lead and first image. */
  readonly preview: LinkPreview;
}

/** A stretch of the article, by what it is on the page. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** `intro` is the paragraph that leads into the list (it ends in a colon); it is not repeated as a paragraph. */
  | { readonly kind: 'list'; readonly intro: string | null; readonly items: readonly string[] }
  /** A block quote or pull quote as the page sets it off. */
  | { readonly kind: 'block-quote'; readonly text: string };

/** A picture of the story. */
export interface ArticleImage {
  readonly url: string;
  /** From alt, figcaption, media:description or caption, in that order; null means it can't be posted. */
  readonly altText: string | null;
  readonly caption: string | null;
  readonly credit: string | null;
  /** Pixels, where the page says. */
  readonly width: number | null;
  readonly height: number | null;
}

/** A video or audio piece, with the page or file that plays it. */
export interface Recording {
  readonly kind: 'video' | 'audio';
  readonly url: string;
  readonly caption: string | null;
}

/** What a card about the article shows. */
export interface LinkPreview {
  readonly title: string;
  readonly description: string;
  readonly imageUrl: string | null;
}
