import type { Alias } from '../feed/alias.ts';
import type { LastReading, SpokenFor } from './last-readings.ts';
import type { NamedItem } from './name-items.ts';
import { type Poll, recogniseItems } from './recognise-items.ts';
import type { ItemToAdmit } from './records/stories.ts';

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

interface StoryAlias {
  readonly digest: string;
  readonly alias: Alias;
  readonly storyId: string;
}

/**
 * Tells new items from known and revised ones. Within a poll the first entry speaks for its story, and only the feed
 * that brought a story can revise it: two entries or two feeds that word one story differently would revise it for ever.
 */
export function sortItems(poll: Poll): SortedItems {
  const recognised = recogniseItems(poll);
  const named = new Set(poll.known.storyIdByDigest.keys());
  const reading = new Map<string, SpokenFor>();
  const spokenFor = new Set<string>();
  const seenAgain: SeenAgain[] = [];
  const added: ItemToAdmit[] = [];
  let elsewhere = 0;
  const newAliases: StoryAlias[] = [];
  for (const item of poll.items) {
    const heard = hear(item, { storyId: recognised.get(item) ?? item.item.storyId, poll });
    const { storyId, isOurs } = heard;
    // A new story has the id that the item which brings it has drawn.
    const maySpeak = !heard.isNew || item.item.storyId === storyId;
    if (maySpeak && !spokenFor.has(storyId)) {
      spokenFor.add(storyId);
      reading.set(item.item.fingerprint, { storyId, isOurs });
      if (heard.isNew) added.push(item.item);
      else if (isOurs) seenAgain.push({ ...heard, item: item.item });
      else elsewhere += 1;
    }
    for (const { alias, digest } of item.aliases) {
      if (named.has(digest)) continue;
      named.add(digest);
      newAliases.push({ digest, alias, storyId });
    }
  }
  return { added, seenAgain, elsewhere, newAliases, reading };
}

interface Heard extends SpokenFor {
  readonly isNew: boolean;
  readonly isRevised: boolean;
  readonly isFamiliar: boolean;
}

function hear(
  { item, spokeFor, aliases }: NamedItem,
  { storyId, poll: { feedUrl, known } }: { storyId: string; poll: Poll },
): Heard {
  if (spokeFor) return { ...spokeFor, isNew: false, isRevised: false, isFamiliar: true };
  const story = known.storyById.get(storyId);
  // A story that this very poll brings is not known to the store yet.
  if (!story) return { storyId, isOurs: true, isNew: true, isRevised: false, isFamiliar: false };
  const isRevised = story.contentHash !== item.contentHash;
  const titled = aliases.find(({ alias }) => alias.kind === 'title-date');
  const isFamiliar = titled ? known.storyIdByDigest.has(titled.digest) : !isRevised;
  return { storyId, isOurs: story.feedUrl === feedUrl, isNew: false, isRevised, isFamiliar };
}
