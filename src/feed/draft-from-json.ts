import type { JsonFeed } from 'feedsmith';
import type { Instant } from '../base/instant.ts';
import type { FeedDraft, ItemDraft } from './feed-draft.ts';
import { decodeEntities, textToHtml } from './html-entities.ts';
import { noWishes } from './poll-wishes.ts';

type Moment = Instant | null;

/** JSON Feed 1.0 and 1.1 as feedsmith reads it. */
export function draftFromJson(feed: JsonFeed.Feed<Moment>): FeedDraft {
  return {
    titleHtml: line(feed.title),
    links: [feed.home_page_url],
    descriptionHtml: plain(feed.description),
    authors: (feed.authors ?? []).map((author) => line(author.name)),
    updatedAt: null,
    language: feed.language,
    wishes: noWishes,
    // A JSON Feed may name hubs of other protocols, too (jsonfeed.org, version 1.1, checked 2026-11).
    hubs: (feed.hubs ?? []).filter(({ type }) => /^websub$/i.test(type ?? '')).map(({ url }) => url),
    self: feed.feed_url,
    base: null,
    items: (feed.items ?? []).map((item) => draftFromJsonItem(item, feed)),
  };
}

function draftFromJsonItem(item: JsonFeed.Item<Moment>, feed: JsonFeed.Feed<Moment>): ItemDraft {
  const idIsLink = /^https?:\/\//i.test(item.id ?? '');
  return {
    id: item.id,
    titleHtml: line(item.title),
    links: [item.url, item.external_url, idIsLink ? item.id : null],
    authors: (item.authors ?? feed.authors ?? []).map((author) => line(author.name)),
    publishedAt: item.date_published ?? null,
    updatedAt: item.date_modified ?? null,
    summaryHtml: plain(item.summary),
    contentHtml: item.content_html ?? plain(item.content_text),
    language: item.language,
    enclosures: [
      ...(item.attachments ?? []).map((file) => ({
        url: file.url,
        type: file.mime_type,
        bytes: file.size_in_bytes,
      })),
      ...[item.image, item.banner_image].map((url) => ({ url, type: 'image/*' })),
    ],
    categories: (item.tags ?? []).map(plain),
    base: null,
  };
}

/** Titles and names are plain, too, but blogs write the entities of their pages into them. */
function line(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textToHtml(decodeEntities(text));
}

/** Everything in a JSON Feed but content_html is plain text. */
function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textToHtml(text);
}
