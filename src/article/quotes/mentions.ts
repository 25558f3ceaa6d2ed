import type { Language } from './language.ts';
import type { Mention, Range, Reach } from './mention.ts';
import type { Token } from './tokens.ts';
import { readUncasedMention } from './uncased-names.ts';
import {
  isCalendar,
  isClauseEdge,
  isCue,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  looksLikeParticiple,
} from './words.ts';

/** Reads the noun phrase that begins at `from`; null where none does. `to` bounds it. */
export function readMentionAt(
  tokens: readonly Token[],
  { from, to, language, isWholePhrase = false, followsVerb = false }: Reach,
): Omit<Mention, 'paragraph'> | null {
  if (language.script !== 'cased') return readUncasedMention(tokens, { from, to, language });
  let start = from;
  while (start < to && isSkippedBefore(tokens, { at: start, language })) start += 1;
  const first = tokens[start];
  if (start >= to || first?.kind !== 'word' || isPreposition(first, language)) return null;
  if (isPronoun(first, language)) {
    const range = { from: start, to: start + 1 };
    return { kind: 'pronoun', range, wholeRange: range };
  }
  const headEnd = endOfHead(tokens, { from: start, to, language, isWholePhrase, followsVerb });
  if (headEnd <= start) return null;
  const range = { from: start, to: headEnd };
  const kind = endsInName(tokens, { from: start, to: headEnd, language }) ? 'name' : 'noun-phrase';
  if (kind === 'name')
    return { kind, range, wholeRange: { from: start, to: endOfBody(tokens, { range, to, language }) } };
  const wholeEnd = endOfWhole(tokens, { from: headEnd, to, language });
  const named =
    nameInApposition(tokens, { from: start, at: headEnd, to, language }) ??
    nameInApposition(tokens, { from: start, at: wholeEnd, to, language });
  if (named) return { kind: 'name', range: named, wholeRange: named };
  return {
    kind,
    range,
    wholeRange: { from: start, to: wholeEnd },
  };
}

// "the Federation of Teachers": of a body, what follows "of" is part of the name.
function endOfBody(
  tokens: readonly Token[],
  { range, to, language }: { range: Range; to: number; language: Language },
): number {
  if (!language.institutions.has(tokens[range.to - 1]?.word ?? '')) return range.to;
  let at = range.to + 1;
  if (!isPreposition(tokens[range.to], language) || !isNameLike(tokens[at], language)) return range.to;
  while (at < to && isNameLike(tokens[at], language)) at += 1;
  return at;
}

function endsInName(tokens: readonly Token[], { from, to, language }: Reach): boolean {
  const last = tokens[to - 1];
  if (!last || last.isOwner || !isNameLike(last, language)) return false;
  // "one Democrat", "the President"
  if (isTitle(last, language) && language.determiners.has(tokens[from]?.word ?? '')) return false;
  if (!language.nounsAreCapitalised) return true;
  // "Die Polizei" is no name, "Barth" is, and so is "Umweltminister Seelhofer".
  if (isTitle(last, language) || language.institutions.has(last.word)) return false;
  return (
    to - from === 1 ||
    isNameLike(tokens[to - 2], language) ||
    language.particles.has(tokens[to - 2]?.text ?? '')
  );
}

// "Then", "on Tuesday" before the phrase proper. A filler that is also a name ("Will Smith") stays.
function isSkippedBefore(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const token = tokens[at];
  if (token?.kind === 'punctuation') return true;
  if (at === 0 && token && language.coordinators.has(token.word)) return true;
  if (isDeterminer(token, language) || isPronoun(token, language)) return false;
  return isFiller(token, language) && !(token?.isCapital && isNameLike(tokens[at + 1], language) && at > 0);
}

function endOfHead(tokens: readonly Token[], reach: Reach): number {
  const { from, to, language } = reach;
  let at = from;
  let sawCapital = false;
  while (at < to) {
    const token = tokens[at];
    if (!token || isClauseEdge(token, language) || isRelative(token, language)) break;
    if (at > from && isPreposition(token, language)) {
      const name = nameAfterOffice(tokens, { from, at, to, language });
      if (name < 0) break;
      at = name;
      continue;
    }
    // "an early tweet", "a Monday editorial"
    const isInside = at === from + 1 && isDeterminer(tokens[from], language);
    if (at > from && !isInside && isCalendar(token, language)) break;
    if (at > from && language.genitives?.has(token.word)) break;
    if (at > from && !isInside && isFiller(token, language)) break;
    // "The senator addressed her concerns, remarking": the verb follows the calling.
    const isVerbal = isCue(token, language) || (!token.isCapital && looksLikeParticiple(token, language));
    if (at > from && isVerbal && isTitle(tokens[at - 1], language)) break;
    if (token.text === '(') break;
    if (sawCapital && !token.isCapital && !continuesName(tokens, { ...reach, from: at })) break;
    sawCapital = (sawCapital && !token.isOwner) || (isNameLike(token, language) && !token.isOwner);
    at += 1;
  }
  return at;
}

// After a capital, a lower-case word still belongs to the phrase when it is a particle, a calling ("Trump adviser"),
// or leads to another capital ("Clinton campaign manager Robby Mook").
function continuesName(tokens: readonly Token[], reach: Reach): boolean {
  const { from: at, to, language } = reach;
  const token = tokens[at];
  if (token?.kind !== 'word') return token?.text === '&';
  if (language.particles.has(token.word) && tokens[at + 1]?.isCapital) return true;
  // "Lima's Facebook post"
  if (language.texts?.has(token.word)) return true;
  for (let ahead = at; ahead < Math.min(to, at + 5); ahead += 1) {
    const word = tokens[ahead];
    if (word?.kind !== 'word' || isPreposition(word, language) || isFiller(word, language)) return false;
    if (isTitle(word, language) || isHonorific(word, language)) return true;
    // "the Florida senator's answer"
    if (word.isOwner && language.titles.has(word.word)) return true;
    if (looksLikeParticiple(word, language) && reach.followsVerb === true) return false;
    if (ahead > at && isNameLike(word, language))
      return (
        reach.isWholePhrase === true ||
        (reach.followsVerb === true && isNameLike(tokens[ahead + 1], language))
      );
  }
  return reach.isWholePhrase === true;
}

// "secretary of state Ana Lima", "President of Fredonia Ana Lima": where the name starts that the office leads to; -1
// where "of" leads to nobody.
function nameAfterOffice(
  tokens: readonly Token[],
  { from, at, to, language }: { from: number; at: number; to: number; language: Language },
): number {
  if (!isTitle(tokens[at - 1], language)) return -1;
  const second = nameAfterSecondOffice(tokens, { at, to, language });
  if (second > 0) return second;
  if (from === at) return -1;
  let ahead = at + 1;
  while (ahead < Math.min(to, at + 4) && /^\p{Ll}/u.test(tokens[ahead]?.text ?? '')) ahead += 1;
  let end = ahead;
  while (end < to && isNameLike(tokens[end], language)) end += 1;
  if (isDeterminer(tokens[at + 1], language) || end - ahead < (ahead > at + 1 ? 2 : 3)) return -1;
  return ahead > at + 1 ? ahead : end - 2;
}

// "Speaker of the House Rep. Ana Lima"
function nameAfterSecondOffice(
  tokens: readonly Token[],
  { at, to, language }: { at: number; to: number; language: Language },
): number {
  for (let ahead = at + 1; ahead < Math.min(to - 1, at + 6); ahead += 1) {
    const token = tokens[ahead];
    if (isClauseEdge(token, language) || isRelative(token, language)) return -1;
    const isOffice = isTitle(token, language) && token?.isCapital && isNameLike(tokens[ahead - 1], language);
    if (isOffice && isNameLike(tokens[ahead + 1], language)) return ahead + 1;
  }
  return -1;
}

// "Clinton’s communications director, Jennifer Palmieri,": the name is set off by commas after the office.
function nameInApposition(
  tokens: readonly Token[],
  { from, at, to, language }: { from: number; at: number; to: number; language: Language },
): Range | null {
  if (tokens[at]?.text !== ',' || !isDeterminer(tokens[from], language)) return null;
  if (!tokens.slice(from, at).some((token) => isTitle(token, language))) return null;
  let end = at + 1;
  while (end < to && isNameLike(tokens[end], language)) end += 1;
  const closes = end >= to || /^[,.]$/u.test(tokens[end]?.text ?? '');
  return end - at > 2 && closes ? { from: at + 1, to: end } : null;
}

function endOfWhole(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  let at = from;
  while (at < Math.min(to, from + 14)) {
    const token = tokens[at];
    if (isClauseEdge(token, language) || isRelative(token, language) || isCalendar(token, language)) break;
    // "The agency also helped": what follows is no part of it any more.
    if (isFiller(token, language) || isCue(token, language)) break;
    // "an email obtained by the paper", but "the surgeon addressed the row"
    if (looksLikeParticiple(token, language) && !isPreposition(tokens[at + 1], language)) break;
    at += 1;
  }
  while (at > from && isPreposition(tokens[at - 1], language)) at -= 1;
  return at;
}
