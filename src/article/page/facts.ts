import { attempt } from '../../base/attempt.ts';
import type { Instant } from '../../base/instant.ts';
import type { ArticleImage, Recording } from '../article.ts';

/** What a page says about its article, beside the text; null where it is silent. */
export interface PageFacts {
  readonly headline: string | null;
  /** The headline as far as plain elements tell: the only first-level heading, or the window's title. */
  readonly heading: string | null;
  readonly byline: string | null;
  readonly siteName: string | null;
  readonly publishedAt: Instant | null;
  readonly modifiedAt: Instant | null;
  /** BCP 47. */
  readonly language: string | null;
  /** As the page wrote it. */
  readonly canonicalAddress: string | null;
  readonly description: string | null;
  readonly image: ArticleImage | null;
  readonly recordings: readonly Recording[] | null;
  /** The whole text, where the page carries it as data; HTML or plain lines. */
  readonly textHtml: string | null;
  /** true when the page says that it is a live blog. */
  readonly isLive: boolean | null;
  /** false when the page says that its text is for subscribers. */
  readonly isFree: boolean | null;
}

/** Nothing known. */
export const noFacts: PageFacts = {
  headline: null,
  heading: null,
  byline: null,
  siteName: null,
  publishedAt: null,
  modifiedAt: null,
  language: null,
  canonicalAddress: null,
  description: null,
  image: null,
  recordings: null,
  textHtml: null,
  isLive: null,
  isFree: null,
};

/** A language as Intl knows it ("en_us" is "en-US"); null for what is none. */
export function readLanguage(tag: string | null | undefined): string | null {
  return attempt(() => Intl.getCanonicalLocales((tag ?? '').trim().replaceAll('_', '-')))?.[0] ?? null;
}

/** A byline without the word before it ("By", "von"). */
export function readByline(text: string): string | null {
  return text.replace(/^(?:by|von|par|por|di|av|przez|автор:?)\s+(?=\p{Lu})/iu, '').trim() || null;
}
