import { hashOf } from '../base/ids.ts';
import { formatInstant } from '../base/instant.ts';
import { canonicalLink } from './canonical-link.ts';
import type { FeedItem } from './feed-item.ts';

/** One way to recognise an item again. An item is known when any of its aliases is. */
export interface Alias {
  readonly kind: 'guid' | 'link' | 'title-date';
  readonly value: string;
}

/**
 * Every alias an item has, surest first. All are kept, because each alone fails: guids are drawn anew on every fetch,
 * sites move to other addresses, titles get their typos fixed.
 */
export function aliasesOf(item: FeedItem): readonly Alias[] {
  const aliases: Alias[] = [];
  if (item.id !== null) aliases.push({ kind: 'guid', value: item.id });
  if (item.link !== null) aliases.push({ kind: 'link', value: canonicalLink(item.link) });
  // A title alone ("Noon briefing") comes again with other news.
  if (item.title !== null && item.publishedAt !== null) {
    const value = hashOf(`${item.title.toLowerCase()}\n${formatInstant(item.publishedAt)}`);
    aliases.push({ kind: 'title-date', value });
  }
  return aliases;
}
