import { balanceTags } from './balance-tags.ts';
import type { FeedDraft, ItemDraft } from './feed-draft.ts';
import { gatherItems } from './gather-items.ts';

/**
 * The fuller draft of a text that feedsmith refused (`first` is null) or, as the text itself shows, read only in part.
 * What the draft lacks tells, so that a sound feed costs one count of its items.
 */
export function lookAgain(
  text: string,
  first: FeedDraft | null,
  read: (text: string) => FeedDraft | null,
): FeedDraft | null {
  let best = { text, draft: first };
  for (const { when, mend } of oversights) {
    if (!when(best)) continue;
    const mended = mend(best.text);
    const draft = mended === best.text ? null : read(mended);
    if (draft && draft.items.length >= (best.draft?.items.length ?? 0)) best = { text: mended, draft };
  }
  return best.draft;
}

interface Oversight {
  when(reading: Reading): boolean;
  mend(text: string): string;
}

interface Reading {
  readonly text: string;
  readonly draft: FeedDraft | null;
}

const oversights: readonly Oversight[] = [
  {
    // Tags that don't match: the document is refused, or items are swallowed by the one before them.
    when: lostItems,
    mend: balanceTags,
  },
  {
    // Items where feedsmith doesn't look: in a second channel, in <items>, in the channel of an RDF, without a root.
    when: lostItems,
    mend: gatherItems,
  },
  {
    // Links of RSS in Atom's form, or an empty one before the real one.
    when: ({ text, draft }) =>
      isRss(text) && (draft === null || [draft, ...draft.items].some(({ links }) => !links.some(Boolean))),
    mend: (text) => text.replace(/<link(\s[^<>]*?)?(?:\/>|>\s*<\/link>)/g, filledLink),
  },
  {
    // Dates of RSS under Atom's names.
    when: ({ text, draft }) => lacksInAll(draft, ({ publishedAt }) => publishedAt) && isRss(text),
    mend: (text) => text.replace(/<(\/?)(?:published|updated|date)(?=[\s>])/g, '<$1pubDate'),
  },
  {
    // Whole articles of RSS under Atom's names.
    when: ({ text, draft }) =>
      lacksInAll(draft, ({ contentHtml }) => contentHtml) &&
      /<(?:summary|content)[\s>]/.test(text) &&
      isRss(text),
    mend: (text) => text.replace(/<(\/?)(?:summary|content)(?=[\s>])/g, '<$1content:encoded'),
  },
];

/** Whoever writes of feeds may quote such tags, and is read twice for it. */
function lostItems({ text, draft }: Reading): boolean {
  return draft === null || openingsOf('<item', text) + openingsOf('<entry', text) > draft.items.length;
}

function openingsOf(start: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + start.length))
    if (/[\s>/]/.test(text[at + start.length] ?? '')) count += 1;
  return count;
}

function lacksInAll(draft: FeedDraft | null, read: (item: ItemDraft) => unknown): boolean {
  return draft !== null && !draft.items.some(read);
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
