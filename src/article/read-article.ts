import { type Failure, failed, type Result, success } from '../base/failure.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import type { Article, Block } from './article.ts';
import { imagesOfItem, textOfItem } from './article-from-item.ts';
import { articleText } from './article-text.ts';
import { canonicalAddress } from './page/addresses.ts';
import type { PageFacts } from './page/facts.ts';
import { withoutFurniture } from './page/furniture.ts';
import { findMainText } from './page/main-text.ts';
import { elementsOf, openPage, type PageElement, sourceText } from './page/page-tree.ts';
import { type Body, readBody } from './page/read-body.ts';
import { readFacts } from './page/read-facts.ts';
import { recogniseWall, type WallCode } from './page/walls.ts';
import { leadOf, tidyBlocks } from './tidy-blocks.ts';

/** Why a page gives no article. */
export type PageFailureCode = WallCode | 'page-too-complex';

/**
 * The article on a page, for the item whose link led there. A page that is a wall, an error or about something else is
 * a failure; `url` is the address the page came from, after redirects.
 */
export function readArticle(
  page: { readonly html: string; readonly url: string },
  from: { readonly item: FeedItem },
): Result<Article, Failure<PageFailureCode>> {
  const opened = openPage(page.html);
  if (!opened.ok) return failed({ ...opened.failure, subject: page.url });
  const { root } = opened.value;
  const facts = readFacts(root, page.url);
  const tree = withoutFurniture(opened.value);
  const text = findMainText(opened.value, tree);
  const body = fullerBody(readBody(storyAround(text, tree), { text, base: page.url }), {
    facts,
    base: page.url,
  });
  const headline = facts.headline ?? from.item.title?.trim() ?? facts.heading;
  const blocks = tidyBlocks(body.blocks, { headline, byline: facts.byline });

  const wall = recogniseWall({
    root,
    url: page.url,
    facts,
    text: articleText({ blocks }),
    promised: `${from.item.title ?? ''} ${textOfItem(from.item)}`,
  });
  if (wall) return failed({ code: wall, subject: page.url });
  return success(assemble({ headline, blocks, body, facts, item: from.item, url: page.url }));
}

/** The element that holds the text and what belongs to it: headline, main picture, recordings. */
function storyAround(text: PageElement, tree: PageElement): PageElement {
  const around = [...elementsOf(tree)].filter(
    (element) =>
      (element.tag === 'article' || element.tag === 'main') && [...elementsOf(element)].includes(text),
  );
  return around[0] ?? text;
}

/** Pages that scripts fill in carry their text as data only. */
function fullerBody(shown: Body, { facts, base }: { facts: PageFacts; base: string }): Body {
  const carried = facts.textHtml === null ? null : openPage(facts.textHtml);
  if (!carried?.ok) return shown;
  const { root } = carried.value;
  const shownLength = articleText(shown).length;
  if (shownLength > sourceText(root).length / 2) return shown;
  const { blocks, images, recordings } = readBody(root, { text: root, base });
  return {
    blocks,
    images: images.length > 0 ? images : shown.images,
    recordings: recordings.length > 0 ? recordings : shown.recordings,
  };
}

function assemble({ headline, blocks, body, facts, item, url }: ReadParts): Article {
  const lead = leadOf(blocks);
  const images =
    body.images.length > 0 ? body.images : [...(facts.image ? [facts.image] : []), ...imagesOfItem(item)];
  return {
    source: 'page',
    fellBackBecause: null,
    url: canonicalAddress([facts.canonicalAddress], url),
    headline: headline ?? lead ?? '',
    byline: facts.byline ?? item.author,
    siteName: facts.siteName,
    publishedAt: facts.publishedAt ?? item.publishedAt,
    modifiedAt: facts.modifiedAt ?? item.updatedAt,
    language: facts.language ?? item.language ?? 'und',
    lead,
    isLive: facts.isLive ?? false,
    blocks,
    images,
    recordings: body.recordings.length > 0 ? body.recordings : (facts.recordings ?? []),
    preview: {
      title: headline ?? lead ?? '',
      description: facts.description ?? lead ?? '',
      imageUrl: facts.image?.url ?? images[0]?.url ?? null,
    },
  };
}

interface ReadParts {
  readonly headline: string | null;
  readonly blocks: readonly Block[];
  readonly body: Body;
  readonly facts: PageFacts;
  readonly item: FeedItem;
  readonly url: string;
}
