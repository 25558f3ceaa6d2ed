import { foldText } from '../../base/folded-text.ts';
import type { PageFacts } from './facts.ts';
import { elementsOf, findElement, nameOf, type PageElement, sourceText } from './page-tree.ts';
import { consentWords, errorWords, loginWords, subscriptionWords } from './wall-words.ts';

/** What stands where an article should. */
export type WallCode =
  | 'login-wall'
  | 'consent-wall'
  | 'paywall'
  | 'error-page'
  | 'page-unrelated'
  | 'page-without-text';

/** A page as it was read, for judging whether it is the article that the feed promised. */
export interface Reading {
  readonly root: PageElement;
  readonly url: string;
  readonly facts: PageFacts;
  /** The text that would be the article. */
  readonly text: string;
  /** Title and summary of the feed's item, as plain text. */
  readonly promised: string;
}

/**
 * Which wall a page is, or null for an article. A page with plenty of text about what the feed promised is an article
 * whatever else stands on it: most sites carry a log-in form and a cookie notice on every page.
 */
export function recogniseWall(reading: Reading): WallCode | null {
  const related = isRelated(reading);
  const brief = lengthOf(reading.text) < briefLength;
  if (related && !brief) return null;
  const sign = signs.find(({ shows }) => shows(reading));
  if (sign) return sign.code;
  if (reading.text === '') return 'page-without-text';
  return related ? null : 'page-unrelated';
}

// Walls explain themselves in less; a shorter text may as well be a brief.
const briefLength = 1000;

/** Chinese and Japanese say in one character what takes others three. */
function lengthOf(text: string): number {
  return text.length + 2 * (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0);
}

const signs: readonly { readonly code: WallCode; readonly shows: (reading: Reading) => boolean }[] = [
  { code: 'error-page', shows: (reading) => isTitled(reading, errorWords) },
  {
    code: 'login-wall',
    shows: (reading) => asksForPassword(reading.root) && !isRelatedTo(reading, reading.text),
  },
  { code: 'login-wall', shows: (reading) => isTitled(reading, loginWords) },
  { code: 'consent-wall', shows: asksForConsent },
  { code: 'paywall', shows: ({ facts }) => facts.isFree === false },
  { code: 'paywall', shows: asksForSubscription },
];

/** A headline of the kind "Aid convoy: access denied" is known from the feed. */
function isTitled(reading: Reading, words: RegExp): boolean {
  return words.test(titlesOf(reading)) && !words.test(foldText(reading.promised));
}

function titlesOf({ root }: Reading): string {
  return [...elementsOf(root)]
    .filter(({ tag }) => tag === 'title' || tag === 'h1')
    .map((title) => foldText(sourceText(title)).trim())
    .join('\n');
}

function asksForPassword(root: PageElement): boolean {
  return (
    findElement(root, ({ tag, attributes }) => tag === 'input' && attributes.type === 'password') !==
    undefined
  );
}

function asksForConsent(reading: Reading): boolean {
  const { hostname, pathname } = new URL(reading.url);
  if (/^(?:consent|guce|privacy-?mgmt|cmp)\./.test(hostname) || /consent|cookie-?wall/i.test(pathname))
    return true;
  return (
    consentWords.test(`${titlesOf(reading)}\n${foldText(reading.text)}`) &&
    !isRelatedTo(reading, reading.text)
  );
}

function asksForSubscription({ root, text }: Reading): boolean {
  if (subscriptionWords.test(foldText(text))) return true;
  const gate = findElement(root, (element) =>
    /(?<![a-z])(?:paywall|regwall|subscriber-only|piano)(?![a-z])/i.test(nameOf(element)),
  );
  return gate !== undefined && !['html', 'body'].includes(gate.tag);
}

function isRelated(reading: Reading): boolean {
  return isRelatedTo(reading, `${reading.facts.headline ?? ''} ${reading.text}`);
}

/** Whether `text` takes up what the feed promised: a third of the promise's longer words, for some are paraphrased. */
function isRelatedTo({ promised }: Reading, text: string): boolean {
  const words = wordsOf(promised);
  if (words.size === 0) return true;
  const said = wordsOf(text);
  return [...words].filter((word) => said.has(word)).length >= words.size / 3;
}

/** Words of four letters and more; scripts without spaces give pairs of characters instead. */
function wordsOf(text: string): ReadonlySet<string> {
  const folded = foldText(text);
  const words: readonly string[] = folded.match(/\p{L}{4,}/gu) ?? [];
  const spaceless: readonly string[] =
    folded.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{2,}/gu) ?? [];
  return new Set([...words.filter((word) => !spaceless.includes(word)), ...spaceless.flatMap(pairsOf)]);
}

function pairsOf(run: string): readonly string[] {
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}
