import type { Quote } from '../quote.ts';
import type { Language } from './language.ts';
import type { MarkFamily } from './marks.ts';
import { type Scene, tokensOf, wordsAt } from './scene.ts';
import { lastBetween, type Token } from './tokens.ts';
import { isCue } from './words.ts';

/** What words in marks are. Only a statement can stand in a post; titles, terms and headlines are said by nobody. */
export type WordsKind = 'statement' | 'fragment' | 'title' | 'term' | 'headline';

/** Fewer words than this say nothing worth a post. */
const fewestWords = 4;

/** Tells statements from scare quotes, terms and titles; one answer for each stretch of the scene. */
export function kindsOf(scene: Scene): readonly WordsKind[] {
  const house = houseMark(scene);
  return scene.stretches.map((stretch, index) => {
    const words = scene.text.slice(stretch.start, stretch.end);
    if (isTitle(scene, index) || isNameOfThing(scene, index)) return 'title';
    if (isInHeadline(scene, index)) return 'headline';
    // A text that quotes with “ ” sets its terms in ‘ ’.
    if (house === 'double' && stretch.family === 'single') return 'term';
    return saysSomething(words, scene.language) ? 'statement' : 'fragment';
  });
}

// Which marks the text quotes with: the double ones if any are outermost at least as often as single ones, or hold
// something as long as a sentence.
function houseMark({ text, stretches }: Scene): MarkFamily | null {
  // '' stands for “ in texts from some archives.
  if (text.includes("''")) return 'double';
  const doubles = stretches.filter((one) => one.family === 'double');
  const singles = stretches.filter((one) => one.family === 'single');
  const isHouse = doubles.some((one) => one.end - one.start > 30) || doubles.length >= singles.length;
  return doubles.length > 0 && isHouse ? 'double' : (stretches[0]?.family ?? null);
}

// Where every noun has a capital, "eine „Gefahr für Leib und Leben“" looks like a title too. Somebody who speaks of it
// says it, unless its article or the letters it goes by show that it is the name of a thing.
function isTitle(scene: Scene, index: number): boolean {
  const place = scene.places[index];
  if (!place || !isTitleShaped(wordsAt(scene, place))) return false;
  const { language } = scene;
  const tokens = tokensOf(scene, place.paragraph);
  const isNamed = language.definites.has(tokens[place.at - 1]?.word ?? '') || isAbbreviated(tokens, place.at);
  if (!language.nounsAreCapitalised || isNamed) return true;
  const from = Math.max(place.from, place.at - reach);
  return !hasCue(scene, { paragraph: place.paragraph, from, to: Math.min(place.to, place.at + reach) });
}

// The „Allianz der freien Häfen“ (AFH).
function isAbbreviated(tokens: readonly Token[], quote: number): boolean {
  return tokens[quote + 1]?.text === '(' && /^\p{Lu}{2,}$/u.test(tokens[quote + 2]?.text ?? '');
}

// "The Late Show With Stephen Colbert": every long word has a capital, and no point ends it.
function isTitleShaped(words: string): boolean {
  if (words.length > 160 || /[.!?…]$/u.test(words)) return false;
  const long = words.match(/\p{L}{4,}/gu) ?? [];
  return long.length > 1 && long.every((word) => /^\p{Lu}/u.test(word));
}

// The film “Home at last”, the “Campaign for a free Anvera”: the name of a thing follows its kind or its article, starts
// with a capital, and ends without a point. Where somebody is said to call it so, it is a quotation.
function isNameOfThing(scene: Scene, index: number): boolean {
  const place = scene.places[index];
  const words = wordsAt(scene, place);
  if (!place || words.length > 120 || !/^[\p{Lu}\p{N}]/u.test(words) || /[.,!?…]$/u.test(words)) return false;
  const tokens = tokensOf(scene, place.paragraph);
  const before = tokens[place.at - 1];
  if (before?.kind !== 'word') return false;
  const { language } = scene;
  if (language.works.has(before.word)) return true;
  const follows = language.articles.has(before.word) || before.isOwner;
  return (
    follows &&
    !language.verbs.test(words) &&
    !hasCue(scene, { paragraph: place.paragraph, from: Math.max(place.from, place.at - reach), to: place.at })
  );
}

/** Further off than this many words, a verb of speech tells nothing about the words in marks. */
const reach = 40;

function hasCue(
  scene: Scene,
  { paragraph, from, to }: { paragraph: number; from: number; to: number },
): boolean {
  const { language } = scene;
  return lastBetween(tokensOf(scene, paragraph), { from, to, fits: (token) => isCue(token, language) }) >= 0;
}

// A headline shortens what the article then quotes in full.
function isInHeadline(scene: Scene, index: number): boolean {
  const place = scene.places[index];
  const line = scene.paragraphs[0];
  if (place?.paragraph !== 0 || !line || scene.paragraphs.length < 2 || line.end - line.start > 160)
    return false;
  const stretch = scene.stretches[index];
  const endsLikeSentence = /[.!?…]["”»“]?$/u.test(scene.text.slice(line.start, line.end).trimEnd());
  return !endsLikeSentence || stretch?.family === 'single';
}

function saysSomething(words: string, language: Language): boolean {
  if (language.script === 'unspaced') return words.length >= 8;
  const count = words.slice(0, 300).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;
  if (count < fewestWords) return false;
  if (/^[\p{Lu}[¿¡….]/u.test(words) && /[.,!?…。]$/u.test(words)) return true;
  // Many languages set the comma and the point outside the marks; then a capital and some length must do.
  if (!language.nounsAreCapitalised && count > fewestWords && /^\p{Lu}/u.test(words)) return true;
  return language.verbs.test(words.slice(0, 1000));
}

/** Whether somebody said or wrote these words, be it half a sentence: not a title, a term, a headline, or a word or two. */
export function isSomebodysWords(quote: Quote): boolean {
  if (quote.kind === 'statement') return true;
  return (
    quote.rule !== 'title' &&
    quote.rule !== 'term' &&
    quote.rule !== 'headline' &&
    /\s\S+\s/u.test(quote.text)
  );
}
