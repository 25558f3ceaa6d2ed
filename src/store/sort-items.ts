import { hashOf } from '../base/ids.ts';
import type { Alias } from '../feed/alias.ts';
import type { LastReading, SpokenFor } from './last-readings.ts';
import type { ItemToAdmit } from './records/stories.ts';

/** An item, and what tells whether the store knows it: the story it spoke for in its feed's last reading, or its aliases. */
export interface NamedItem {
  readonly item: ItemToAdmit;
  /** Null for an item that is other than any in that reading. */
  readonly spokeFor: SpokenFor | null;
  /** Not looked at where a story is named already. */
  readonly aliases: readonly NamedAlias[];
}

interface NamedAlias {
  readonly digest: string;
  readonly alias: Alias;
}

/** Finds the items that are word for word as in the last reading, and the aliases of all others. */
export function nameItems(items: readonly ItemToAdmit[], last: LastReading): readonly NamedItem[] {
  return items.map((item) => {
    const spokeFor = last.get(item.fingerprint);
    if (spokeFor) return { item, spokeFor, aliases: [] };
    const aliases = aliasesOf(item).map((alias) => ({ alias, digest: digestOf(alias) }));
    return { item, spokeFor: null, aliases };
  });
}

/** What the store knows of the stories that a poll's items may be. */
export interface KnownStories {
  readonly storyIdByDigest: ReadonlyMap<string, string>;
  readonly storyById: ReadonlyMap<string, { readonly feedUrl: string; readonly contentHash: string }>;
}

/** A poll's items told apart, with the aliases the store did not have. */
export interface SortedItems {
  readonly added: readonly ItemToAdmit[];
  /** Stories that this feed brought and now tells again, each by its first entry. */
  readonly seenAgain: readonly SeenAgain[];
  /** Stories that another feed brought. */
  readonly elsewhere: number;
  readonly newAliases: readonly StoryAlias[];
  /** Which item spoke for which story. */
  readonly reading: LastReading;
}

/** A known story, as its own feed tells it now. */
export interface SeenAgain {
  readonly storyId: string;
  readonly item: ItemToAdmit;
  /** Its content is other than it was. */
  readonly isRevised: boolean;
  /** It has had this title and date before. */
  readonly isFamiliar: boolean;
}

interface StoryAlias extends NamedAlias {
  readonly storyId: string;
}

/**
 * Tells new items from known and revised ones. Within a poll the first entry speaks for its story, and only the feed
 * that brought a story can revise it: two entries or two feeds that word one story differently would revise it for ever.
 */
export function sortItems(
  items: readonly NamedItem[],
  { feedUrl, known }: { feedUrl: string; known: KnownStories },
): SortedItems {
  const storyIds = new Map(known.storyIdByDigest);
  const spokenFor = new Set<string>();
  const reading = new Map<string, SpokenFor>();
  const added: ItemToAdmit[] = [];
  const seenAgain: SeenAgain[] = [];
  let elsewhere = 0;
  const newAliases: StoryAlias[] = [];
  for (const { item, spokeFor, aliases } of items) {
    const heard = spokeFor ? asBefore(spokeFor) : recognise({ item, aliases }, { feedUrl, known, storyIds });
    const { storyId, isOurs, isRevised, isFamiliar } = heard;
    if (!spokenFor.has(storyId)) {
      spokenFor.add(storyId);
      reading.set(item.fingerprint, { storyId, isOurs });
      if (heard.isNew) added.push(item);
      else if (isOurs) seenAgain.push({ storyId, item, isRevised, isFamiliar });
      else elsewhere += 1;
    }
    for (const { alias, digest } of aliases) {
      if (storyIds.has(digest)) continue;
      storyIds.set(digest, storyId);
      newAliases.push({ digest, alias, storyId });
    }
  }
  return { added, seenAgain, elsewhere, newAliases, reading };
}

function asBefore({ storyId, isOurs }: SpokenFor): Heard {
  return { storyId, isOurs, isNew: false, isRevised: false, isFamiliar: true };
}

/** The story an item speaks of by its aliases, those of the poll's items before it included. */
function recognise(
  { item, aliases }: Pick<NamedItem, 'item' | 'aliases'>,
  to: { feedUrl: string; known: KnownStories; storyIds: ReadonlyMap<string, string> },
): Heard {
  const knownAs = aliases.find(({ digest }) => to.storyIds.has(digest));
  const storyId = (knownAs && to.storyIds.get(knownAs.digest)) ?? item.storyId;
  const story = to.known.storyById.get(storyId);
  // A story that this very poll brings is not known to the store yet.
  if (!story) return { storyId, isOurs: true, isNew: true, isRevised: false, isFamiliar: false };
  const isRevised = story.contentHash !== item.contentHash;
  const titled = aliases.find(({ alias }) => alias.kind === 'title-date');
  const isFamiliar = titled ? to.known.storyIdByDigest.has(titled.digest) : !isRevised;
  return { storyId, isOurs: story.feedUrl === to.feedUrl, isNew: false, isRevised, isFamiliar };
}

interface Heard extends SpokenFor {
  readonly isNew: boolean;
  readonly isRevised: boolean;
  readonly isFamiliar: boolean;
}

/** An item without any alias is recognised by its content: it must not come back as news at every poll. */
function aliasesOf(item: ItemToAdmit): readonly Alias[] {
  return item.aliases.length > 0 ? item.aliases : [{ kind: 'title-date', value: item.contentHash }];
}

/**
 * What an alias is found by: short whatever a publisher puts into a guid, since PostgreSQL indexes 2.7 kB at most. 128
 * bits tell aliases apart; twice as many make polls write a seventh more (checked 2026-11, 30 new items on SQLite).
 */
export function digestOf({ kind, value }: Alias): string {
  return hashOf(`${kind}\n${value}`).slice(0, 32);
}
