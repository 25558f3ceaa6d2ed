import type { FeedItem } from '../feed/feed-item.ts';
import { decodeText } from '../web/decode-text.ts';
import type { Web } from '../web/web.ts';
import type { Article } from './article.ts';
import { articleFromItem } from './article-from-item.ts';
import { readArticle } from './read-article.ts';

/**
 * The article an item announces, read from its page. Where the page can't be had or is no article, the feed's own text
 * stands in, and the article says why; so there is always one. It is asked for without conditions on a later visit, too:
 * a page is visited a handful of times in its life, and a cache that says "not modified" of an article under correction is
 * what a feed with `stabilise` waits to see through.
 */
export async function fetchArticle(web: Web, item: FeedItem): Promise<Article> {
  if (item.link === null) return articleFromItem(item, 'item-without-link');
  const answer = await web.fetch({ url: item.link, accept: 'page' });
  if (answer.state === 'failed') return articleFromItem(item, answer.failure.code);
  if (answer.state === 'not-modified') return articleFromItem(item, 'page-not-modified');
  if (!isPageType(answer.contentType)) return articleFromItem(item, 'page-not-html');
  const html = decodeText(answer.body, { contentType: answer.contentType });
  const article = readArticle({ html, url: answer.url }, { item });
  return article.ok ? article.value : articleFromItem(item, article.failure.code);
}

function isPageType(contentType: string | null): boolean {
  return contentType === null || /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType);
}
