import type { Instant } from '../base/instant.ts';
import type { Enclosure, Feed, FeedItem } from './feed-item.ts';
import { decodeEntities } from './html-entities.ts';
import { htmlToText } from './html-to-text.ts';
import { cleanText, foldToLine } from './plain-text.ts';
import type { PollWishes } from './poll-wishes.ts';
import { resolveLink } from './resolve-link.ts';

/** A feed as a parser found it: text still HTML, addresses still relative, several candidates where feeds differ. */
export interface FeedDraft {
  readonly titleHtml: Text;
  /** Best first; the first that is an address wins. */
  readonly links: readonly Text[];
  readonly descriptionHtml: Text;
  readonly authors: readonly Text[];
  readonly updatedAt: Instant | null;
  readonly language: Text;
  readonly wishes: PollWishes;
  readonly hubs: readonly Text[];
  readonly self: Text;
  /** xml:base, itself possibly relative. */
  readonly base: Text;
  readonly items: readonly ItemDraft[];
}

export interface ItemDraft {
  readonly id: Text;
  readonly titleHtml: Text;
  readonly links: readonly Text[];
  readonly authors: readonly Text[];
  readonly publishedAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly summaryHtml: Text;
  readonly contentHtml: Text;
  readonly language: Text;
  readonly enclosures: readonly EnclosureDraft[];
  readonly categories: readonly Text[];
  readonly base: Text;
}

export interface EnclosureDraft {
  readonly url: Text;
  readonly type?: Text;
  readonly bytes?: number | null | undefined;
  readonly altHtml?: Text;
  readonly credit?: Text;
}

type Text = string | null | undefined;

/** The feed everybody else sees: clean text, absolute addresses, one value for each thing. `url` is where it came from. */
export function finishFeed(draft: FeedDraft, url: string): Feed {
  const base = resolveLink(draft.base, url) ?? url;
  const language = languageOf(draft.language);
  return {
    title: lineOf(draft.titleHtml),
    link: firstLink(draft.links, base),
    description: lineOf(draft.descriptionHtml),
    author: namesOf(draft.authors),
    updatedAt: draft.updatedAt,
    language,
    wishes: draft.wishes,
    hubs: draft.hubs.map((hub) => resolveLink(hub, base)).filter((hub) => hub !== null),
    self: resolveLink(draft.self, base),
    items: draft.items.map((item) => finishItem(item, { base, language })),
  };
}

function finishItem(draft: ItemDraft, feed: { base: string; language: string | null }): FeedItem {
  const base = resolveLink(draft.base, feed.base) ?? feed.base;
  const summaryHtml = markupOf(draft.summaryHtml);
  return {
    id: foldToLine(draft.id),
    link: firstLink(draft.links, base),
    title: lineOf(draft.titleHtml),
    author: namesOf(draft.authors),
    // A feed that only says when an entry changed has told us no other day to go by.
    publishedAt: draft.publishedAt ?? draft.updatedAt,
    updatedAt: draft.updatedAt,
    summaryHtml,
    contentHtml: markupOf(draft.contentHtml),
    language: languageOf(draft.language) ?? feed.language,
    enclosures: finishEnclosures(draft.enclosures, { base, summaryHtml }),
    categories: [...new Set(draft.categories.map(lineOf).filter((category) => category !== null))],
  };
}

/** The same file named twice (an enclosure and its media:content) is one enclosure that knows what either said. */
function finishEnclosures(
  drafts: readonly EnclosureDraft[],
  { base, summaryHtml }: { base: string; summaryHtml: string | null },
): readonly Enclosure[] {
  const byUrl = new Map<string, Enclosure>();
  for (const draft of drafts) {
    const url = resolveLink(draft.url, base);
    if (url === null) continue;
    const known = byUrl.get(url);
    byUrl.set(url, {
      url,
      type: known?.type ?? foldToLine(draft.type)?.toLowerCase() ?? null,
      bytes: known?.bytes ?? positive(draft.bytes),
      altText: known?.altText ?? altTextOf(draft.altHtml, summaryHtml),
      credit: known?.credit ?? lineOf(draft.credit),
    });
  }
  return [...byUrl.values()];
}

/** Many feeds repeat the article's summary as media:description; that describes the story, not the picture. */
function altTextOf(html: Text, summaryHtml: string | null): string | null {
  const text = lineOf(html);
  return text === null || text === lineOf(summaryHtml) ? null : text;
}

function firstLink(links: readonly Text[], base: string): string | null {
  for (const link of links) {
    const resolved = resolveLink(link, base);
    if (resolved !== null) return resolved;
  }
  return null;
}

function lineOf(html: Text): string | null {
  return html ? foldToLine(htmlToText(html)) : null;
}

function markupOf(html: Text): string | null {
  return html ? cleanText(html).replace(windowsReference, decodeEntities).trim() || null : null;
}

/** References to U+0080 to U+009F, which are as little meant as those characters are where they stand themselves. */
const windowsReference = /&#(?:12[89]|1[345]\d|x[89][\da-f]);/gi;

function namesOf(names: readonly Text[]): string | null {
  return [...new Set(names.map(lineOf).filter((name) => name !== null))].join(', ') || null;
}

function languageOf(language: Text): string | null {
  const tag = foldToLine(language)?.replaceAll('_', '-') ?? null;
  return tag !== null && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null;
}

/** Feeds write 0 or nothing when they don't know a length. */
function positive(bytes: number | null | undefined): number | null {
  return bytes !== null && bytes !== undefined && bytes > 0 ? bytes : null;
}
