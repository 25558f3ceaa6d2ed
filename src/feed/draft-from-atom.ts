import type { AtomFeed } from 'feedsmith';
import type { Instant } from '../base/instant.ts';
import { appearedAt, changedAt } from './dublin-core-dates.ts';
import type { EnclosureDraft, FeedDraft, ItemDraft } from './feed-draft.ts';
import { textToHtml } from './html-entities.ts';
import { mediaEnclosures, mediaWords } from './media-enclosures.ts';
import { pollWishes } from './poll-wishes.ts';

type Moment = Instant | null;

/** Atom 1.0 and 0.3 as feedsmith reads it. */
export function draftFromAtom(feed: AtomFeed.Feed<Moment>): FeedDraft {
  return {
    titleHtml: htmlOf(feed.title) ?? feed.dc?.titles?.[0],
    links: alternateLinks(feed.links),
    descriptionHtml: htmlOf(feed.subtitle) ?? feed.dc?.descriptions?.[0],
    authors: authorsOf(feed.authors) ?? feed.dc?.creators ?? [],
    updatedAt: feed.updated ?? changedAt(feed) ?? null,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    wishes: pollWishes({ sy: feed.sy }),
    hubs: linksTo('hub', feed.links),
    self: linksTo('self', feed.links)[0],
    base: feed.xml?.base,
    items: (feed.entries ?? []).map((entry) => draftFromEntry(entry, feed)),
  };
}

function draftFromEntry(entry: AtomFeed.Entry<Moment>, feed: AtomFeed.Feed<Moment>): ItemDraft {
  const media = mediaWords(entry.media);
  return {
    id: entry.id,
    titleHtml: htmlOf(entry.title) ?? entry.dc?.titles?.[0] ?? media.title,
    links: [...alternateLinks(entry.links), entry.content?.src, linkLike(entry.id)],
    // RFC 4287, 4.1.2: an entry without an author has its source's, then its feed's.
    authors:
      authorsOf(entry.authors) ??
      entry.dc?.creators ??
      authorsOf(entry.source?.authors) ??
      authorsOf(feed.authors) ??
      [],
    publishedAt: entry.published ?? appearedAt(entry),
    updatedAt: entry.updated ?? entry.dcterms?.modified?.[0] ?? null,
    summaryHtml: htmlOf(entry.summary) ?? entry.dc?.descriptions?.[0] ?? media.description ?? media.text,
    contentHtml: htmlOf(entry.content),
    language: entry.xml?.lang ?? entry.title?.xml?.lang,
    enclosures: [...enclosuresOf(entry.links), ...mediaEnclosures(entry.media)],
    categories: [
      ...(entry.categories ?? []).flatMap((category) => [category.label, category.term]),
      ...(entry.dc?.subjects ?? []),
      ...(media.topics ?? []),
    ],
    base: entry.xml?.base,
  };
}

type Link = Pick<AtomFeed.Link<Moment>, 'href' | 'rel' | 'type' | 'length'>;

/** Links to what people read, pages before other formats. A link without a relation is such a link (RFC 4287, 4.2.7). */
export function alternateLinks(links: readonly Link[] | undefined): readonly (string | undefined)[] {
  const alternates = (links ?? []).filter((link) => !link.rel || link.rel.endsWith('alternate'));
  const pages = alternates.filter((link) => !link.type || link.type.includes('html'));
  const others = (links ?? []).filter((link) => link.rel === 'related' || link.rel === 'via');
  return [...pages, ...alternates, ...others].map((link) => link.href);
}

/** The addresses under one relation, in document order. */
export function linksTo(
  relation: 'hub' | 'self',
  links: readonly Link[] | undefined,
): readonly (string | undefined)[] {
  return (links ?? []).filter(({ rel }) => rel?.toLowerCase() === relation).map(({ href }) => href);
}

export function enclosuresOf(links: readonly Link[] | undefined): readonly EnclosureDraft[] {
  return (links ?? [])
    .filter((link) => link.rel === 'enclosure')
    .map((link) => ({ url: link.href, type: link.type, bytes: link.length }));
}

/** Null, not empty, when nobody is named, so that the next place can be asked. */
export function authorsOf(
  people: readonly Pick<AtomFeed.Person, 'name' | 'email' | 'uri'>[] | undefined,
): readonly (string | undefined)[] | null {
  const names = (people ?? []).map((person) => person.name ?? person.email);
  return names.some(Boolean) ? names : null;
}

/** Text that is declared as plain is made HTML, so that all text can be read one way; undeclared text is taken as sent. */
function htmlOf(text: AtomFeed.Content | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  return text.type === 'text' || text.type === 'text/plain' ? textToHtml(text.value) : text.value;
}

function linkLike(id: string | undefined): string | null {
  return id && /^https?:\/\//i.test(id) ? id : null;
}
