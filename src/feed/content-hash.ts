import { hashOf } from '../base/ids.ts';
import { canonicalLink } from './canonical-link.ts';
import type { FeedItem } from './feed-item.ts';
import { htmlToText } from './html-to-text.ts';

/**
 * A hash over what readers would notice in an item: title, page, words, first picture. Markup, white space, tracking
 * parameters and dates don't change it, so that a feed that is merely rendered anew makes no revisions.
 */
export function contentHashOf(item: FeedItem): string {
  const words = [item.summaryHtml, item.contentHtml].map((html) =>
    htmlToText(html ?? '').replace(/\s+/gu, ' '),
  );
  const link = item.link === null ? null : canonicalLink(item.link);
  return hashOf(JSON.stringify([item.title, link, ...words, item.enclosures[0]?.url ?? null]));
}
