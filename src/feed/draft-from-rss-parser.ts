import RssParser from 'rss-parser';
import { readFeedDate } from './feed-date.ts';
import type { FeedDraft, ItemDraft } from './feed-draft.ts';
import { pollWishes } from './poll-wishes.ts';

/**
 * What rss-parser makes of a text that feedsmith refused. The parsing is done when this returns; the promise only hands
 * over its result, or rejects with why there is none.
 */
export async function startRssParser(text: string): Promise<FeedDraft> {
  return draftFromRssParser(await new RssParser({ defaultRSS: 2 }).parseString(text));
}

/** rss-parser hands over objects where an element has attributes or children; only its strings are of use. */
function draftFromRssParser(feed: Record<string, unknown> & { items: readonly object[] }): FeedDraft {
  const from = reader(feed);
  return {
    titleHtml: from('title'),
    links: [from('link')],
    descriptionHtml: from('description'),
    authors: [from('creator') ?? from('managingEditor')],
    updatedAt: dateOf(from('lastBuildDate') ?? from('pubDate')),
    language: from('language'),
    wishes: pollWishes({ ttl: Number(from('ttl')) || undefined }),
    // rss-parser keeps rel="self" and drops rel="hub".
    hubs: [],
    self: from('feedUrl'),
    base: null,
    items: feed.items.map(draftFromItem),
  };
}

function draftFromItem(item: object): ItemDraft {
  const from = reader(item);
  const enclosure = reader('enclosure' in item && item.enclosure instanceof Object ? item.enclosure : {});
  const id = from('guid') ?? from('id') ?? from('rdf:about');
  return {
    id,
    titleHtml: from('title'),
    links: [from('link'), /^https?:/i.test(id ?? '') ? id : null],
    authors: [from('creator') ?? from('author')],
    publishedAt: dateOf(from('pubDate') ?? from('date')),
    updatedAt: dateOf(from('updated')),
    summaryHtml: from('summary') ?? from('content'),
    contentHtml: from('content:encoded') ?? (from('summary') === null ? null : from('content')),
    language: from('language'),
    enclosures: [
      { url: enclosure('url'), type: enclosure('type'), bytes: Number(enclosure('length')) || null },
    ],
    categories: 'categories' in item && Array.isArray(item.categories) ? item.categories.filter(isText) : [],
    base: null,
  };
}

function reader(fields: object): (name: string) => string | null {
  const values = new Map<string, unknown>(Object.entries(fields));
  return (name) => {
    const value = values.get(name);
    return isText(value) && value.trim() !== '' ? value.trim() : null;
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function dateOf(text: string | null): number | null {
  return text === null ? null : readFeedDate(text);
}
