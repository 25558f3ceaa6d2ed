import { memoizeByObject } from '../../base/memoize.ts';
import { genderOfGivenName } from './given-names.ts';
import type { Language } from './language.ts';
import type { Token } from './tokens.ts';

/** A finite verb of speech as the writer uses it; "States" and "Post" with a capital are none. */
export function isCue(token: Token | undefined, language: Language): boolean {
  return (
    token?.kind === 'word' &&
    language.cues.has(token.word) &&
    !(token.isCapital && language.script === 'cased')
  );
}

/** A cue that is a verb where it stands: not "Lima’s remarks", "his reports", or the infinitive "to say". */
export function isCueAt(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const isVerb = isCue(tokens[at], language) || isCueOfSeveral(tokens, { at, language });
  if (!isVerb && !isCueInTwo(tokens, { at, language })) return false;
  const before = tokens[at - 1];
  if (before?.kind !== 'word' || language.script !== 'cased') return true;
  const makesNoun =
    before.isOwner || language.articles.has(before.word) || language.possessives?.has(before.word) === true;
  return !makesNoun && language.infinitives?.has(before.word) !== true;
}

// "critics warn", "the Fredonians state": a present tense that only a plural before it tells from a noun.
function isCueOfSeveral(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const before = tokens[at - 1];
  if (!language.pluralCues?.has(tokens[at]?.word ?? '') || before?.kind !== 'word') return false;
  const isPlural = language.pluralEnding?.test(before.word) === true && !before.isOwner;
  const isNoun = before.isCapital
    ? language.definites.has(tokens[at - 2]?.word ?? '')
    : before.word.length > 4;
  return isPlural && isNoun && !isFiller(before, language) && !isCue(before, language);
}

/** "told Reuters": what follows is the hearer, not the speaker. */
export function namesHearer(token: Token | undefined, language: Language): boolean {
  return language.addressing?.has(token?.word ?? '') === true;
}

// "Lima went on": what the second word makes a verb of speech.
function isCueInTwo(tokens: readonly Token[], { at, language }: { at: number; language: Language }): boolean {
  const second = language.cuesInTwo?.get(tokens[at]?.word ?? '');
  return second !== undefined && tokens[at + 1]?.word === second;
}

/** "saying", "adding": speech whose speaker the clause before names. */
export function isParticiple(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.participles.has(token.word) && !token.isCapital;
}

/** "has", "also", "quietly": between a subject and its verb. */
export function isFiller(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word') return false;
  return language.fillers.has(token.word) || isAdverb(token, language) || isCalendar(token, language);
}

/** "speaking", "asked": by its ending; it opens an aside, and names nobody. */
export function looksLikeParticiple(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || language.formers?.has(token.word)) return false;
  return language.participleEnding?.test(token.text) === true;
}

/** "quietly": an adverb by its ending. */
export function isAdverb(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.adverb?.test(token.text) === true;
}

/** A weekday or a month. */
export function isCalendar(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.calendar.has(token.word);
}

/** Where one clause ends and the next may begin. */
export function isClauseEdge(token: Token | undefined, language: Language): boolean {
  if (!token || token.kind === 'quote') return token?.isBrief !== true;
  if (language.particles.has(token.text)) return false;
  if (token.kind === 'punctuation') return !/^[()’'&/%$-]$/u.test(token.text);
  return language.clauseOpeners.has(token.word) && !token.isOwner;
}

/** What opens a noun phrase: "the", "one", "his", "Trump's". */
export function isDeterminer(token: Token | undefined, language: Language): boolean {
  return (
    token?.kind === 'word' && (language.determiners.has(token.word) || (token.isOwner && token.isCapital))
  );
}

/** "of", "for", "in"; not where it is part of a name ("van"). */
export function isPreposition(token: Token | undefined, language: Language): boolean {
  return (
    token?.kind === 'word' && language.prepositions.has(token.word) && !language.particles.has(token.text)
  );
}

/** A pronoun that can be the subject of a verb of speech. */
export function isPronoun(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.pronouns.has(token.word);
}

/** "who", "which". */
export function isRelative(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.relatives.has(token.word);
}

/** A noun for an office or a calling. */
export function isTitle(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || token.isOwner) return false;
  const last = token.word.slice(token.word.lastIndexOf('-') + 1);
  return (
    language.titles.has(token.word) ||
    language.titles.has(last) ||
    language.titleEnding?.test(token.word) === true
  );
}

/** "prosecutors": several who hold an office, and may speak as one. */
export function isTitleOfSeveral(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || language.pluralEnding?.test(token.word) !== true) return false;
  return language.titles.has(token.word.replace(language.pluralEnding, ''));
}

/** "Mr.", "Frau". */
export function isHonorific(token: Token | undefined, language: Language): boolean {
  return token?.kind === 'word' && language.honorifics.has(token.word);
}

/** A capital that can only be a name's: the little words that start sentences are none. */
export function isNameLike(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || !token.isCapital) return false;
  return !isLittleWord(token, language) && !isCalendar(token, language);
}

/** One of the language's little words: it names nobody. */
function isLittleWord(token: Token, language: Language): boolean {
  // "Will Doyle": a given name too.
  if (genderOfGivenName([token.word, '']) !== 'any') return false;
  return littleWords(language).has(token.word) && !token.text.endsWith('.');
}

const littleWords = memoizeByObject((language: Language): ReadonlySet<string> => {
  const {
    determiners,
    articles,
    clauseOpeners,
    coordinators,
    relatives,
    pronouns,
    fillers,
    prepositions,
    openers,
  } = language;
  return new Set([
    ...[
      determiners,
      articles,
      clauseOpeners,
      coordinators,
      relatives,
      fillers,
      prepositions,
      openers,
    ].flatMap((table) => [...table]),
    ...pronouns.keys(),
  ]);
});
