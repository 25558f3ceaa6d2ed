import { readFileSync } from 'node:fs';
import type { Article } from '../../src/article/article.ts';
import { type PageFailureCode, readArticle } from '../../src/article/read-article.ts';
import type { Failure, Result } from '../../src/base/failure.ts';
import { emptyItem, type FeedItem } from '../../src/feed/feed-item.ts';

/** An item as a feed sends it; say only what the test is about. */
export function anItem(told: Partial<FeedItem> = {}): FeedItem {
  return {
    ...emptyItem,
    link: 'https://site.example/story',
    ...told,
  };
}

/** The text of a file under fixtures/. */
export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

/** Reads a recorded page as if it had come from `url` for an item with `title`. */
export function readFixture(
  name: string,
  from: { url?: string; title?: string | null } = {},
): Result<Article, Failure<PageFailureCode>> {
  return readPage(fixture(name), from);
}

/** Reads a page written in the test. */
export function readPage(
  html: string,
  { url = 'https://site.example/story', title = null }: { url?: string; title?: string | null } = {},
): Result<Article, Failure<PageFailureCode>> {
  return readArticle({ html, url }, { item: anItem({ link: url, title }) });
}

/** The article of a page that is expected to be one. */
export function articleOn(read: Result<Article, Failure>): Article {
  if (!read.ok) throw new Error(`no article: ${read.failure.code}`);
  return read.value;
}
