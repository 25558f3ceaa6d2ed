import { canonicalLink } from '../feed/canonical-link.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { htmlToText } from '../feed/html-to-text.ts';
import { compareWording } from './revisions/compare-wording.ts';
import type { WordsRule } from './revisions/judge-words.ts';

/** What a publisher changed in a story, and whether it matters to whoever has read it. */
export interface Comparison {
  readonly weight: RevisionWeight;
  readonly changes: readonly Change[];
}

/** Whether a change matters to whoever has read the story. */
export type RevisionWeight = 'unimportant' | 'material';

/** One change, with the rule that decided what it is. */
export interface Change {
  readonly place: 'headline' | 'text' | 'address' | 'picture';
  readonly rule: RevisionRule;
  readonly weight: RevisionWeight;
  readonly removed: string;
  readonly added: string;
  /** Unchanged words to the left and right, for people to find the place. */
  readonly context: readonly [string, string];
}

/** What decided about a change; its name is told to people. */
export type RevisionRule = WordsRule | 'markup' | 'tracking' | 'address' | 'picture';

/** The parts of an item that readers notice. */
export type Told = Pick<
  FeedItem,
  'title' | 'summaryHtml' | 'contentHtml' | 'link' | 'enclosures' | 'language'
>;

/**
 * What changed from one version of a story to the next. Material is what a reader may hold us to: quotes, numbers, names,
 * what a headline says, and every wording that no rule shows to be harmless.
 */
export function compareRevisions(before: Told, after: Told): Comparison {
  const changes = [
    ...compareWording(wordingOf(before), wordingOf(after)).map((found) => weighed(found)),
    ...compareMarkup(before, after),
    ...compareAddresses(before.link, after.link),
    ...comparePictures(before, after),
  ];
  const isMaterial = changes.some(({ weight }) => weight === 'material');
  return { weight: isMaterial ? 'material' : 'unimportant', changes };
}

/** Whether a change leaves what was said as it was. */
export function isHarmless({ rule }: { readonly rule: RevisionRule }): boolean {
  return weights[rule] === 'unimportant';
}

const weights: Readonly<Record<RevisionRule, RevisionWeight>> = {
  quote: 'material',
  number: 'material',
  name: 'material',
  negation: 'material',
  headline: 'material',
  wording: 'material',
  typo: 'unimportant',
  spacing: 'unimportant',
  'repeated-word': 'unimportant',
  marks: 'unimportant',
  markup: 'unimportant',
  tracking: 'unimportant',
  address: 'unimportant',
  picture: 'unimportant',
};

function wordingOf(told: Told) {
  return {
    headline: told.title ?? '',
    text: htmlOf(told).map(htmlToText).join('\n'),
    language: told.language,
  };
}

function htmlOf({ summaryHtml, contentHtml }: Told): readonly string[] {
  return [summaryHtml ?? '', contentHtml ?? ''];
}

function compareMarkup(before: Told, after: Told): readonly Change[] {
  const isSameText = wordingOf(before).text === wordingOf(after).text;
  if (!isSameText || htmlOf(before).join() === htmlOf(after).join()) return [];
  return [weighed({ place: 'text', rule: 'markup', removed: '', added: '', context: ['', ''] })];
}

function compareAddresses(before: string | null, after: string | null): readonly Change[] {
  if (before === after) return [];
  const isSamePage = before !== null && after !== null && canonicalLink(before) === canonicalLink(after);
  return [replaced(isSamePage ? 'tracking' : 'address', { place: 'address', before, after })];
}

function comparePictures(before: Told, after: Told): readonly Change[] {
  const [old, now] = [before, after].map(({ enclosures }) => enclosures[0]?.url ?? null);
  return old === now
    ? []
    : [replaced('picture', { place: 'picture', before: old ?? null, after: now ?? null })];
}

function replaced(
  rule: RevisionRule,
  { place, before, after }: { place: Change['place']; before: string | null; after: string | null },
): Change {
  return weighed({ place, rule, removed: before ?? '', added: after ?? '', context: ['', ''] });
}

function weighed(change: Omit<Change, 'weight'>): Change {
  return { ...change, weight: weights[change.rule] };
}
