import type { Enclosure, FeedItem } from '../feed/feed-item.ts';
import type { Article, ArticleImage, Recording } from './article.ts';
import { articleText } from './article-text.ts';
import { readAddress } from './page/addresses.ts';
import { openPage } from './page/page-tree.ts';
import { describedBy } from './page/pictures.ts';
import { type Body, readBody } from './page/read-body.ts';
import { leadOf, tidyBlocks } from './tidy-blocks.ts';
import { visibleText } from './visible-text.ts';

/** The article as far as the feed itself tells it; `because` says why its page was not used. */
export function articleFromItem(item: FeedItem, because: string | null = null): Article {
  const base = item.link ?? item.id ?? '';
  const body = bodyOfItem(item, base);
  const lead = leadOf(body.blocks);
  const headline = visibleText(item.title ?? '') || (lead ?? '');
  const images = describedOnes([...imagesOfItem(item), ...body.images]);
  return {
    source: 'feed',
    fellBackBecause: because,
    url: readAddress(base, base) ?? base,
    headline,
    byline: item.author,
    siteName: null,
    publishedAt: item.publishedAt,
    modifiedAt: item.updatedAt,
    language: item.language ?? 'und',
    lead,
    isLive: false,
    blocks: body.blocks,
    images,
    recordings: [...body.recordings, ...recordingsOfItem(item)],
    preview: { title: headline, description: lead ?? '', imageUrl: images[0]?.url ?? null },
  };
}

/** The item's own text, the full one where it has one, as plain text. */
export function textOfItem(item: FeedItem): string {
  return articleText(bodyOfItem(item, item.link ?? ''));
}

function bodyOfItem(item: FeedItem, base: string): Body {
  const html = [item.contentHtml, item.summaryHtml].find((text) => text?.trim()) ?? '';
  const opened = openPage(html);
  if (!opened.ok) return { blocks: [], images: [], recordings: [] };
  const { root } = opened.value;
  const body = readBody(root, { text: root, base });
  const blocks = tidyBlocks(body.blocks, { headline: item.title, byline: item.author });
  return { ...body, blocks };
}

/** The pictures that come with an item in the feed. */
export function imagesOfItem(item: FeedItem): readonly ArticleImage[] {
  return item.enclosures.filter(isPictureFile).map(({ url, altText, credit }) => ({
    url,
    altText: describedBy(altText),
    caption: null,
    credit,
    width: null,
    height: null,
  }));
}

/** Each picture once, as described where it is described: an enclosure often repeats a picture of the text. */
function describedOnes(images: readonly ArticleImage[]): readonly ArticleImage[] {
  const byUrl = new Map<string, ArticleImage>();
  for (const image of images) {
    if (!byUrl.get(image.url)?.altText) byUrl.set(image.url, image);
  }
  return [...byUrl.values()];
}

function isPictureFile({ type, url }: Enclosure): boolean {
  return type ? type.startsWith('image/') : /\.(?:jpe?g|png|webp|gif)(?:[?#]|$)/i.test(url);
}

function recordingsOfItem(item: FeedItem): readonly Recording[] {
  return item.enclosures.flatMap(({ url, type }) => {
    const [, kind] = /^(audio|video)\//.exec(type ?? '') ?? [];
    return kind === 'audio' || kind === 'video' ? [{ kind, url, caption: null }] : [];
  });
}
