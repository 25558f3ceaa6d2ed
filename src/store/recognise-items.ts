import { areOfOneSite, areOneStory, haveLikeTexts, haveSameTitle } from '../article/same-story.ts';
import { hour, type Instant } from '../base/instant.ts';
import type { Alias } from '../feed/alias.ts';
import { canonicalLink } from '../feed/canonical-link.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import type { NamedItem } from './name-items.ts';

/** What the store knows of the stories that a poll's items may be. */
export interface KnownStories {
  readonly storyIdByDigest: ReadonlyMap<string, string>;
  readonly storyById: ReadonlyMap<string, KnownStory>;
}

/** One of them. */
export interface KnownStory {
  readonly feedUrl: string;
  readonly contentHash: string;
  /** As it was told last; absent where an item has both its guid and its link. */
  readonly told?: { readonly item: FeedItem; readonly firstSeenAt: Instant };
}

/** The poll that the items are of. */
export interface Poll {
  readonly items: readonly NamedItem[];
  readonly feedUrl: string;
  readonly polledAt: Instant;
  readonly known: KnownStories;
}

/** Which story an item tells: a known one's id, another item's of the poll, or the one it brings. */
export type Recognised = ReadonlyMap<NamedItem, string>;

/**
 * Recognises a poll's items by their aliases, the best known first, so that none is taken for the story of another that
 * stands beside it. One alias alone is believed as far as it goes: broken feeds have one guid for all their items, two
 * publishers may count theirs alike, live pages have one address for all, and a headline comes again with other news.
 */
export function recogniseItems(poll: Poll): Recognised {
  const { items, known } = poll;
  const recognised = new Map<NamedItem, string>();
  const storyIds = new Map(known.storyIdByDigest);
  const tellers = new Map<string, FeedItem>();
  // Most polls have nothing in them that has to be asked for it.
  let found: ReturnType<typeof sharedNamesOf> | undefined;
  const shared = () => {
    found ??= sharedNamesOf(items);
    return found;
  };
  const sureness = new Map(items.map((item) => [item, surenessOf(item, known)]));
  const surestFirst = items.toSorted((one, other) => (sureness.get(other) ?? 0) - (sureness.get(one) ?? 0));
  for (const named of surestFirst) {
    const storyId = named.spokeFor?.storyId ?? storyOf(named, { ...poll, storyIds, tellers, shared });
    recognised.set(named, storyId);
    if (!tellers.has(storyId)) tellers.set(storyId, named.item.item);
    for (const { digest } of named.aliases) if (!storyIds.has(digest)) storyIds.set(digest, storyId);
  }
  return recognised;
}

function surenessOf({ spokeFor, aliases }: NamedItem, { storyIdByDigest }: KnownStories): number {
  return spokeFor ? Infinity : aliases.filter(({ digest }) => storyIdByDigest.has(digest)).length;
}

interface Look extends Poll {
  /** Of the items before this one, too. */
  readonly storyIds: ReadonlyMap<string, string>;
  /** The items of this poll that tell stories already. */
  readonly tellers: ReadonlyMap<string, FeedItem>;
  readonly shared: () => ReturnType<typeof sharedNamesOf>;
}

function storyOf(named: NamedItem, look: Look): string {
  const candidates = candidatesFor(named, look);
  const found = candidates.find((candidate) => isTold(candidate, named, look));
  // With nothing of its own to be known by it would come as news at every poll.
  const hasOwnName = named.aliases.some(({ digest }) => !look.storyIds.has(digest));
  return (found ?? (hasOwnName ? undefined : candidates[0]))?.storyId ?? named.item.storyId;
}

interface Candidate {
  readonly storyId: string;
  readonly kinds: readonly Alias['kind'][];
}

/** The stories that an item's aliases name, likeliest first: told word for word, by most aliases, by the surest. */
function candidatesFor({ item, aliases }: NamedItem, { storyIds, known }: Look): readonly Candidate[] {
  const kindsByStory = new Map<string, Alias['kind'][]>();
  for (const { alias, digest } of aliases) {
    const storyId = storyIds.get(digest);
    if (storyId === undefined) continue;
    kindsByStory.set(storyId, [...(kindsByStory.get(storyId) ?? []), alias.kind]);
  }
  const candidates = [...kindsByStory].map(([storyId, kinds]) => ({ storyId, kinds }));
  if (candidates.length < 2) return candidates;
  const isSame = ({ storyId }: Candidate) =>
    Number(known.storyById.get(storyId)?.contentHash === item.contentHash);
  return candidates.sort(
    (one, other) => isSame(other) - isSame(one) || other.kinds.length - one.kinds.length,
  );
}

function isTold({ storyId, kinds }: Candidate, named: NamedItem, look: Look): boolean {
  const teller = look.tellers.get(storyId);
  if (teller) return areOneStory(named.item.item, teller);
  const story = look.known.storyById.get(storyId);
  return !story || kinds.some((kind) => isBelieved(kind, { named, story, look }));
}

/** Whether one alias names a story that no other item of the poll tells. */
function isBelieved(
  kind: Alias['kind'],
  { named, story, look }: { named: NamedItem; story: KnownStory; look: Look },
): boolean {
  const { item } = named.item;
  const before = story.told?.item ?? item;
  const isOurs = story.feedUrl === look.feedUrl;
  switch (kind) {
    case 'guid':
      return (
        (isOurs || areOfOneSite(item, before) || haveSameTitle(item, before)) &&
        !look.shared().has('guid', item)
      );
    case 'link':
      return (
        (haveSameTitle(item, before) ||
          haveLikeTexts(item, before) ||
          isSoonAfter(story, item, look.polledAt)) &&
        !look.shared().has('link', item)
      );
    case 'title-date':
      return isToTheMinute(item) || haveLikeTexts(item, before) || (!isOurs && isLong(item.title));
    case 'words':
      return haveSameTitle(item, before) && isSoonAfter(story, item, look.polledAt);
  }
}

/** Dates that are mere days stand at noon or midnight of some zone, and one headline may come twice a day. */
function isToTheMinute({ publishedAt }: FeedItem): boolean {
  return publishedAt !== null && publishedAt % hour !== 0;
}

/** Shorter headlines are those of columns: "Noon briefing", "Press conference". */
function isLong(title: string | null): boolean {
  return (title?.length ?? 0) >= 25;
}

/**
 * The guids and links that two stories of a poll have, and which therefore name neither. Found once for all its items,
 * since a feed may hold tens of thousands.
 */
function sharedNamesOf(items: readonly NamedItem[]): { has(kind: 'guid' | 'link', item: FeedItem): boolean } {
  const shared = { guid: new Set<string>(), link: new Set<string>() };
  const firstOf = { guid: new Map<string, FeedItem>(), link: new Map<string, FeedItem>() };
  for (const { item } of items)
    for (const kind of ['guid', 'link'] as const) {
      const name = nameIn[kind](item.item);
      const first = name === null ? undefined : firstOf[kind].get(name);
      if (name !== null && !first) firstOf[kind].set(name, item.item);
      if (name !== null && first && !areOneStory(first, item.item)) shared[kind].add(name);
    }
  return { has: (kind, item) => shared[kind].has(nameIn[kind](item) ?? '') };
}

const nameIn = {
  guid: ({ id }: FeedItem) => id,
  link: ({ link }: FeedItem) => link && canonicalLink(link),
};

/** A column with the same words every day is another story each day. */
function isSoonAfter({ told }: KnownStory, { publishedAt }: FeedItem, polledAt: Instant): boolean {
  if (!told) return true;
  const [before, after] =
    publishedAt !== null && told.item.publishedAt !== null
      ? [told.item.publishedAt, publishedAt]
      : [told.firstSeenAt, polledAt];
  return Math.abs(after - before) < halfADay;
}

const halfADay = 12 * hour;
