import type { Quote } from '../quote.ts';
import type { Language } from './language.ts';
import type { MarkFamily } from './marks.ts';
import type { Passage } from './mention.ts';
import { type Place, type Scene, tokensOf, wordsAt } from './scene.ts';
import { lastBetween, type Token } from './tokens.ts';
import { isCue, isPreposition } from './words.ts';

/** What words in marks are. Only a statement can stand in a post; titles, terms and headlines are said by nobody. */
export type WordsKind = 'statement' | 'fragment' | 'title' | 'term' | 'headline';

/** Fewer words than this say nothing worth a post. */
const fewestWords = 4;

/** Tells statements from scare quotes, terms and titles; one answer for each stretch of the scene. */
export function kindsOf(scene: Scene): readonly WordsKind[] {
  const house = houseMark(scene);
  const kinds: WordsKind[] = [];
  for (let index = 0; index < scene.stretches.length; index += 1)
    kinds.push(kindOf(scene, { index, kinds, house }));
  return kinds;
}

function kindOf(
  scene: Scene,
  { index, kinds, house }: { index: number; kinds: readonly WordsKind[]; house: MarkFamily | null },
): WordsKind {
  const isNamed = isTitle(scene, index) || isNameOfThing(scene, index);
  if (isNamed || goesOnWithTitles(scene, { index, kinds })) return 'title';
  if (isInHeadline(scene, index)) return 'headline';
  // A text that quotes with “ ” sets its terms in ‘ ’.
  if (house === 'double' && scene.stretches[index]?.family === 'single') return 'term';
  return saysSomething(wordsAt(scene, scene.places[index]), scene.language) ? 'statement' : 'fragment';
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
  if (!place) return false;
  const { language } = scene;
  const tokens = tokensOf(scene, place.paragraph);
  const words = wordsAt(scene, place);
  if (!isTitleShaped(isPartOfSentence(scene, place) ? words.replace(/[.,]$/u, '') : words, language))
    return false;
  const isNamed = language.definites.has(tokens[place.at - 1]?.word ?? '') || isAbbreviated(tokens, place.at);
  if (!language.nounsAreCapitalised || isNamed) return true;
  const from = Math.max(place.from, place.at - reach);
  return !hasCue(scene, { paragraph: place.paragraph, from, to: Math.min(place.to, place.at + reach) });
}

// She was on “The Late Show.”: American typesetters draw the sentence's own point inside the marks.
function isPartOfSentence(scene: Scene, place: Place): boolean {
  const { language } = scene;
  const before = tokensOf(scene, place.paragraph)[place.at - 1];
  const leadsUp = isPreposition(before, language) || language.works.has(before?.word ?? '');
  return leadsUp || before?.isOwner === true;
}

// The „Allianz der freien Häfen“ (AFH).
function isAbbreviated(tokens: readonly Token[], quote: number): boolean {
  return tokens[quote + 1]?.text === '(' && /^\p{Lu}{2,}$/u.test(tokens[quote + 2]?.text ?? '');
}

// "The Late Show with Anna Berg": every long word has a capital but the prepositions, and no point ends it. “I’m with
// Madam President” says something.
function isTitleShaped(words: string, { prepositions, verbs }: Language): boolean {
  if (words.length > 160 || /[.!?…]$/u.test(words)) return false;
  const long = words.match(/\p{L}{4,}/gu) ?? [];
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word));
  if (capitals.length < 2) return false;
  if (capitals.length === long.length) return true;
  return long.every((word) => /^\p{Lu}/u.test(word) || prepositions.has(word)) && !verbs.test(words);
}

// The film “Home at last”, the “Campaign for a free Anvera”: the name of a thing follows its kind or its article, starts
// with a capital, and ends without a point. Where somebody is said to call it so, it is a quotation.
function isNameOfThing(scene: Scene, index: number): boolean {
  const place = scene.places[index];
  const words = wordsAt(scene, place);
  if (!place || words.length > 120 || !/^[\p{Lu}\p{N}]/u.test(words) || /[.,!?…]$/u.test(words)) return false;
  const tokens = tokensOf(scene, place.paragraph);
  const before = tokens[place.at - 1];
  const { language } = scene;
  if (isAbbreviated(tokens, place.at)) return true;
  if (before?.kind !== 'word') return false;
  if (language.works.has(before.word) || followsExample(tokens, { at: place.at, language })) return true;
  const { articles, contractions } = language;
  const follows = articles.has(before.word) || contractions?.has(before.word) || before.isOwner;
  return (
    follows &&
    !language.verbs.test(words) &&
    !hasCue(scene, { paragraph: place.paragraph, from: Math.max(place.from, place.at - reach), to: place.at })
  );
}

// Songs like “Home at last”
function followsExample(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  return (
    language.examples?.has(tokens[at - 1]?.word ?? '') === true &&
    language.works.has(tokens[at - 2]?.word ?? '')
  );
}

// The films “Home at last”, “Nobody knows” and “The river”: once one is a title, the others of the list are.
function goesOnWithTitles(
  scene: Scene,
  { index, kinds }: { index: number; kinds: readonly WordsKind[] },
): boolean {
  const place = scene.places[index];
  const before = scene.places[index - 1];
  if (!place || before?.paragraph !== place.paragraph || kinds[index - 1] !== 'title') return false;
  const words = wordsAt(scene, place);
  if (place.at - before.at !== 2 || !/^[\p{Lu}\p{N}]/u.test(words) || /[.,!?…]$/u.test(words)) return false;
  const between = tokensOf(scene, place.paragraph)[place.at - 1];
  return between?.text === ',' || scene.language.coordinators.has(between?.word ?? '');
}

/** Further off than this many words, a verb of speech tells nothing about the words in marks. */
const reach = 40;

function hasCue(scene: Scene, { paragraph, from, to }: Passage): boolean {
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
