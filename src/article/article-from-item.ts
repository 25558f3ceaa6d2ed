import type { Enclosure, FeedItem } from '../feed/feed-item.ts';
import type { Article, ArticleImage, Recording } from './article.ts';
import { articleText } from './article-text.ts';
import { withoutDateline } from './dateline.ts';
import { readAddress } from './page/addresses.ts';
import { openPage } from './page/page-tree.ts';
import { describedBy } from './page/pictures.ts';
import { type Body, readBody } from './page/read-body.ts';
import { visibleText } from './visible-text.ts';

/** The article as far as the feed itself tells it; `because` says why its page was not used. */
export function articleFromItem(item: FeedItem, because: string | null = null): Article {
  const base = item.link ?? item.id ?? '';
  const body = bodyOfItem(item, base);
  const lead = body.blocks.find(({ kind }) => kind === 'paragraph');
  const leadText = lead?.kind === 'paragraph' ? lead.text : null;
  const headline = visibleText(item.title ?? '') || (leadText ?? '');
  const images = [...imagesOfItem(item), ...body.images];
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
    lead: leadText,
    blocks: body.blocks,
    images: images.filter(({ url }, at) => images.findIndex((image) => image.url === url) === at),
    recordings: [...body.recordings, ...recordingsOfItem(item)],
    preview: { title: headline, description: leadText ?? '', imageUrl: images[0]?.url ?? null },
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
  const first = body.blocks.findIndex(({ kind }) => kind === 'paragraph');
  const blocks = body.blocks.map((block, at) =>
    at === first && block.kind === 'paragraph' ? { ...block, text: withoutDateline(block.text) } : block,
  );
  return { ...body, blocks };
}

function imagesOfItem(item: FeedItem): readonly ArticleImage[] {
  return item.enclosures.filter(isPictureFile).map(({ url, altText, credit }) => ({
    url,
    altText: describedBy(altText),
    caption: null,
    credit,
    width: null,
    height: null,
  }));
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
