import { foldText } from '../base/folded-text.ts';
import { canonicalLink } from '../feed/canonical-link.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { itemText } from '../feed/identity.ts';
import { isHarmless } from './compare-revisions.ts';
import { compareWording } from './revisions/compare-wording.ts';

/**
 * Whether two entries that stand in a feed at once tell one story: by their ids, or else by their words, since broken
 * feeds have one guid for all, and live pages one address.
 */
export function areOneStory(one: FeedItem, other: FeedItem): boolean {
  const haveSameIds = one.id !== null && one.id === other.id && haveSameLink(one, other);
  return haveSameIds || (haveSameTitle(one, other) && haveLikeTexts(one, other));
}

/** Titles that are the same but for a slip of the hand. */
export function haveSameTitle(one: FeedItem, other: FeedItem): boolean {
  if (one.title === other.title) return true;
  if (one.title === null || other.title === null || !areNear(one.title, other.title)) return false;
  const [before, after] = [one, other].map(({ title, language }) => ({
    headline: title ?? '',
    text: '',
    language,
  }));
  return before !== undefined && after !== undefined && compareWording(before, after).every(isHarmless);
}

/** Spares looking at most titles word by word: a slip leaves most letters where they are, and headlines are short. */
function areNear(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  if (longest > mostLetters) return false;
  const shortest = Math.min(one.length, other.length);
  let head = 0;
  while (head < shortest && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return foldText(one) === foldText(other) || (head + tail) * 2 >= longest;
}

const mostLetters = 500;

/** True also where neither leads anywhere. */
function haveSameLink(one: FeedItem, other: FeedItem): boolean {
  const [link, otherLink] = [one.link, other.link];
  return link === null || otherLink === null
    ? link === otherLink
    : canonicalLink(link) === canonicalLink(otherLink);
}

/** Whether two items lead to pages of one site, which doesn't give one guid to two stories. */
export function areOfOneSite(one: FeedItem, other: FeedItem): boolean {
  const [site, otherSite] = [one, other].map(({ link }) => (link === null ? null : URL.parse(link)?.host));
  return site !== null && site !== undefined && site === otherSite;
}

/** Half of the shorter text's words are in the other; nothing is said by one that has none. */
export function haveLikeTexts(one: FeedItem, other: FeedItem): boolean {
  const [words, otherWords] = [wordsIn(one), wordsIn(other)];
  return words.intersection(otherWords).size * 2 >= Math.min(words.size, otherWords.size);
}

function wordsIn(item: FeedItem): Set<string> {
  const words = wordsOf.get(item) ?? new Set(foldText(itemText(item)).match(/[\p{L}\p{N}]+/gu));
  wordsOf.set(item, words);
  return words;
}

// One entry of a feed may be compared with thousands.
const wordsOf = new WeakMap<FeedItem, Set<string>>();
