import type { RdfFeed, RssFeed, SyNs } from 'feedsmith';
import type { Instant } from '../base/instant.ts';
import { alternateLinks, authorsOf, enclosuresOf, linksTo } from './draft-from-atom.ts';
import { appearedAt, changedAt } from './dublin-core-dates.ts';
import type { FeedDraft, ItemDraft } from './feed-draft.ts';
import { mediaEnclosures, mediaWords } from './media-enclosures.ts';
import { pollWishes } from './poll-wishes.ts';

type Moment = Instant | null;

/** RSS 0.9x and 2.0 as feedsmith reads it, with the extensions news feeds use. */
export function draftFromRss(feed: RssFeed.Feed<Moment>): FeedDraft {
  return {
    titleHtml: feed.title ?? feed.dc?.titles?.[0] ?? feed.itunes?.title ?? feed.atom?.title?.value,
    links: [feed.link, ...alternateLinks(feed.atom?.links)],
    descriptionHtml:
      feed.description ??
      feed.dc?.descriptions?.[0] ??
      feed.itunes?.summary ??
      feed.itunes?.subtitle ??
      feed.atom?.subtitle?.value,
    authors:
      firstNamed([
        personNames([feed.managingEditor]),
        feed.dc?.creators,
        feed.dcterms?.creators,
        [feed.itunes?.author],
        authorsOf(feed.atom?.authors),
        [feed.itunes?.owner?.name ?? feed.itunes?.owner?.email],
      ]) ?? personNames([feed.webMaster]),
    updatedAt: feed.lastBuildDate ?? feed.pubDate ?? feed.atom?.updated ?? changedAt(feed),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    wishes: pollWishes(feed),
    hubs: linksTo('hub', feed.atom?.links),
    self: linksTo('self', feed.atom?.links)[0],
    base: feed.xml?.base,
    items: (feed.items ?? []).map(draftFromRssItem),
  };
}

/** RSS 1.0 and 0.90: the same items under another root, known by rdf:about. */
export function draftFromRdf(feed: RdfFeed.Feed<Moment>): FeedDraft {
  const sy: SyNs.Feed<Moment> | undefined = feed.sy;
  return {
    titleHtml: feed.title ?? feed.dc?.titles?.[0],
    links: [feed.link, ...alternateLinks(feed.atom?.links), feed.rdf?.about],
    descriptionHtml: feed.description ?? feed.dc?.descriptions?.[0],
    authors: firstNamed([feed.dc?.creators, feed.dcterms?.creators, authorsOf(feed.atom?.authors)]) ?? [],
    updatedAt: feed.atom?.updated ?? changedAt(feed),
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    wishes: pollWishes({ sy }),
    hubs: linksTo('hub', feed.atom?.links),
    self: linksTo('self', feed.atom?.links)[0],
    base: feed.xml?.base,
    items: (feed.items ?? []).map((item) => {
      const draft = draftFromRssItem(item);
      return { ...draft, id: item.rdf?.about ?? draft.id, links: [...draft.links, item.rdf?.about] };
    }),
  };
}

function draftFromRssItem(item: RssFeed.Item<Moment>): ItemDraft {
  const media = mediaWords(item.media);
  return {
    id: item.guid?.value ?? item.atom?.id ?? item.dc?.identifiers?.[0],
    titleHtml:
      item.title ?? item.dc?.titles?.[0] ?? item.atom?.title?.value ?? item.itunes?.title ?? media.title,
    links: [item.link, ...alternateLinks(item.atom?.links), permalinkOf(item.guid)],
    authors:
      firstNamed([
        personNames(item.authors ?? []),
        item.dc?.creators,
        item.dcterms?.creators,
        authorsOf(item.atom?.authors),
        [item.itunes?.author],
      ]) ?? [],
    publishedAt: item.pubDate ?? item.atom?.published ?? appearedAt(item),
    updatedAt: item.atom?.updated ?? item.dcterms?.modified?.[0] ?? null,
    summaryHtml:
      item.description ??
      item.dc?.descriptions?.[0] ??
      item.atom?.summary?.value ??
      item.itunes?.summary ??
      item.itunes?.subtitle ??
      media.description ??
      media.text,
    contentHtml: item.content?.encoded ?? item.atom?.content?.value,
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    enclosures: [
      ...(item.enclosures ?? []).map(({ url, type, length }) => ({ url, type, bytes: length })),
      ...mediaEnclosures(item.media),
      ...enclosuresOf(item.atom?.links),
      { url: item.itunes?.image, type: 'image/*' },
    ],
    categories: [
      ...(item.categories ?? []).map((category) => category.name),
      ...(item.dc?.subjects ?? []),
      ...(item.atom?.categories ?? []).flatMap((category) => [category.label, category.term]),
      ...(media.topics ?? []),
      ...(item.itunes?.keywords ?? []),
    ],
    base: item.xml?.base,
  };
}

/** A guid is an address unless it says otherwise, and may be a relative one only where it says that it is. */
function permalinkOf(guid: RssFeed.Guid | undefined): string | null {
  const { value = '', isPermaLink } = guid ?? {};
  const isAddress = isPermaLink === true ? /^(?:https?:|\/)/i : /^https?:/i;
  return isPermaLink !== false && isAddress.test(value) ? value : null;
}

/** People by name; by address where that is all they give. */
function personNames(people: readonly (RssFeed.Person | undefined)[]): readonly (string | undefined)[] {
  return people.map((person) => person?.name ?? person?.email);
}

/** The first place that names anybody, or at least gives an address. */
function firstNamed(candidates: readonly (People | null | undefined)[]): People | null {
  const filled = candidates.filter((people) => people?.some(Boolean));
  return (
    filled.find((people) => people?.some((person) => person && !isMailAddress(person))) ?? filled[0] ?? null
  );
}

type People = readonly (string | null | undefined)[];

function isMailAddress(person: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(person.trim());
}
