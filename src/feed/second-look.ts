import { balanceTags } from './balance-tags.ts';
import type { FeedDraft, ItemDraft } from './feed-draft.ts';
import { gatherItems, isRdf } from './gather-items.ts';
import { markupIn } from './markup-pieces.ts';
import { writeRdfAsRss } from './rss-words.ts';

/**
 * The fuller draft of a text that feedsmith refused (`first` is null) or, as the text itself shows, read only in part.
 * What the draft lacks tells, so that a sound feed costs one count of its items.
 */
export function lookAgain(
  text: string,
  first: FeedDraft | null,
  read: (text: string) => FeedDraft | null,
): FeedDraft | null {
  if (/^\s*\{/.test(text)) return first;
  let best: Reading = { text, draft: first };
  for (const { missing, mend } of oversights) {
    const before = missing(best);
    if (before <= 0) continue;
    const mended = mend(best.text);
    const again = { text: mended, draft: mended === best.text ? null : read(mended) };
    const more = (again.draft?.items.length ?? -1) - (best.draft?.items.length ?? 0);
    if (more > 0 || (more === 0 && missing(again) < before)) best = again;
  }
  return best.draft;
}

interface Oversight {
  /** How much of its kind the draft lacks. */
  missing(reading: Reading): number;
  mend(text: string): string;
}

interface Reading {
  readonly text: string;
  readonly draft: FeedDraft | null;
}

const oversights: readonly Oversight[] = [
  {
    // Tags that don't match: the document is refused, or items are swallowed by the one before them.
    missing: missingItems,
    mend: balanceTags,
  },
  {
    // Items where feedsmith doesn't look: in a second channel, in <items>, in the channel of an RDF, without a root.
    missing: missingItems,
    mend: gatherItems,
  },
  {
    // Links of RSS in Atom's form, or an empty one before the real one.
    missing: ({ text, draft }) => {
      if (!isRss(text)) return 0;
      const places = draft && [draft, ...draft.items];
      return places?.filter(({ links }) => !links.some(Boolean)).length ?? Number.POSITIVE_INFINITY;
    },
    mend: (text) => text.replace(/<link(\s[^<>]*?)?(?:\/>|>\s*<\/link>)/g, filledLink),
  },
  {
    // An RDF with words of RSS 2.0, which feedsmith doesn't look for there.
    missing: ({ text, draft }) =>
      isRdf(text) && laterWords.test(text) ? (draft?.items.filter(isBare).length ?? 0) : 0,
    mend: writeRdfAsRss,
  },
  {
    // Dates of RSS under Atom's names.
    missing: ({ text, draft }) => (isRss(text) ? missingInAll(draft, ({ publishedAt }) => publishedAt) : 0),
    mend: (text) => text.replace(/<(\/?)(?:published|updated|date)(?=[\s>])/g, '<$1pubDate'),
  },
  {
    // Whole articles of RSS under Atom's names.
    missing: ({ text, draft }) => (isRss(text) ? missingInAll(draft, ({ contentHtml }) => contentHtml) : 0),
    mend: (text) => text.replace(/<(\/?)(?:summary|content)(?=[\s>])/g, '<$1content:encoded'),
  },
];

/** Whoever writes of feeds quotes such tags; those that stand in CDATA are counted out once there are too many. */
function missingItems({ text, draft }: Reading): number {
  if (draft === null) return Number.POSITIVE_INFINITY;
  const isTold = openingsOf('<item', text) + openingsOf('<entry', text) <= draft.items.length;
  return isTold ? 0 : countItems(text) - draft.items.length;
}

function openingsOf(start: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + start.length))
    if (/[\s>/]/.test(text[at + start.length] ?? '')) count += 1;
  return count;
}

function countItems(text: string): number {
  let count = 0;
  for (const piece of markupIn(text))
    if (piece.kind === 'opening' && !piece.isEmpty && /^(?:item|entry)$/.test(piece.name)) count += 1;
  return count;
}

function missingInAll(draft: FeedDraft | null, read: (item: ItemDraft) => unknown): number {
  return draft === null || draft.items.some(read) ? 0 : Math.max(1, draft.items.length);
}

const laterWords = /<(?:pubDate|author|category|guid|enclosure|itunes:\w+|published|updated|date)[\s>]/;

function isBare({ publishedAt, authors, categories, enclosures }: ItemDraft): boolean {
  return [authors, categories, enclosures].some((all) => all.length === 0) || publishedAt === null;
}

function isRss(text: string): boolean {
  return /<(?:rss|rdf:rdf)[\s>]/i.test(text.slice(0, 4000));
}

/** RSS has its links' addresses between the tags; other relations than to the page itself are Atom's alone. */
function filledLink(_: string, attributes = ''): string {
  const href = /\shref\s*=\s*("[^"]*"|'[^']*')/i.exec(attributes)?.[1]?.slice(1, -1);
  const relation = /\srel\s*=\s*["']([^"']*)/i.exec(attributes)?.[1] ?? 'alternate';
  return href && relation === 'alternate' ? `<link>${href}</link>` : '';
}
