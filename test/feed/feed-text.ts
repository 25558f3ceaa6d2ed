import { readFileSync } from 'node:fs';
import type { Failure, Result } from '../../src/base/failure.ts';
import { emptyItem, type Feed, type FeedItem } from '../../src/feed/feed-item.ts';
import { parseFeed } from '../../src/feed/parse-feed.ts';

/** Where the feeds of these tests are said to come from. */
export const feedUrl = 'https://agency.example.org/feeds/news.xml';

/** An RSS document around the markup of one item. */
export function rssWith({ item = '', channel = '' }: { item?: string; channel?: string }): string {
  return `<rss version="2.0"><channel><title>Wire</title>${channel}<item>${item}</item></channel></rss>`;
}

export function parseText(text: string): Promise<Result<Feed, Failure>> {
  return parseFeed(Buffer.from(text), { url: feedUrl, contentType: null });
}

/** The feed in `text`, which must be readable. */
export async function feedIn(text: string): Promise<Feed> {
  const parsed = await parseText(text);
  if (!parsed.ok) throw new Error(`${parsed.failure.code} ${parsed.failure.detail}`);
  return parsed.value;
}

export async function firstItemIn(text: string): Promise<FeedItem> {
  const [item] = (await feedIn(text)).items;
  if (!item) throw new Error('the feed has no items');
  return item;
}

export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

/** An item of which only what a test is about need be said. */
export function anItem(said: Partial<FeedItem> = {}): FeedItem {
  return {
    ...emptyItem,
    ...said,
  };
}
