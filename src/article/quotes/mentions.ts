import type { Language } from './language.ts';
import type { Token } from './tokens.ts';
import {
  isCalendar,
  isClauseEdge,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
} from './words.ts';

/** A range of tokens in one paragraph, end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The words at a quotation that name its speaker. */
export interface Mention {
  readonly kind: 'name' | 'pronoun' | 'noun-phrase';
  readonly paragraph: number;
  /** The words that name: "Mr. Khare", "White House spokesman Josh Earnest", "the senior official". */
  readonly range: Range;
  /** With what follows the head: "a spokesman for the ministry". */
  readonly wholeRange: Range;
}

/** Reads the noun phrase that begins at `from`; null where none does. `to` bounds it. */
export function readMentionAt(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): Omit<Mention, 'paragraph'> | null {
  let start = from;
  while (start < to && isSkippedBefore(tokens, { at: start, language })) start += 1;
  const first = tokens[start];
  if (start >= to || first?.kind !== 'word') return null;
  if (isPronoun(first, language)) {
    const range = { from: start, to: start + 1 };
    return { kind: 'pronoun', range, wholeRange: range };
  }
  const headEnd = endOfHead(tokens, { from: start, to, language });
  if (headEnd <= start) return null;
  const range = { from: start, to: headEnd };
  const last = tokens[headEnd - 1];
  const kind = last && isNameLike(last, language) && !last.isOwner ? 'name' : 'noun-phrase';
  if (kind === 'name') return { kind, range, wholeRange: range };
  return {
    kind,
    range,
    wholeRange: { from: start, to: endOfWhole(tokens, { from: headEnd, to, language }) },
  };
}

// "Then", "on Tuesday" before the phrase proper. A filler that is also a name ("Will Smith") stays.
function isSkippedBefore(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const token = tokens[at];
  if (token?.text === ',' || token?.text === '’') return true;
  if (isDeterminer(token, language) || isPronoun(token, language)) return false;
  return isFiller(token, language) && !(token?.isCapital && isNameLike(tokens[at + 1], language) && at > 0);
}

function endOfHead(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  let at = from;
  let sawCapital = false;
  while (at < to) {
    const token = tokens[at];
    if (!token || isClauseEdge(token, language) || isRelative(token, language)) break;
    if (at > from && isPreposition(token, language)) break;
    if (at > from && isCalendar(token, language)) break;
    if (at > from && isFiller(token, language)) break;
    if (token.text === '(') break;
    if (sawCapital && !token.isCapital && !continuesName(tokens, { at, to, language })) break;
    sawCapital = (sawCapital && !token.isOwner) || (isNameLike(token, language) && !token.isOwner);
    at += 1;
  }
  return at;
}

// After a capital, a lower-case word still belongs to the phrase when it is a particle, a calling ("Trump adviser"),
// or leads to another capital ("Clinton campaign manager Robby Mook").
function continuesName(
  tokens: readonly Token[],
  { at, to, language }: { at: number; to: number; language: Language },
): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return token?.text === '&';
  if (language.particles.has(token.word) && tokens[at + 1]?.isCapital) return true;
  for (let ahead = at; ahead < Math.min(to, at + 5); ahead += 1) {
    const word = tokens[ahead];
    if (word?.kind !== 'word' || isPreposition(word, language) || isFiller(word, language)) return false;
    if (isTitle(word, language) || isHonorific(word, language)) return true;
    if (ahead > at && isNameLike(word, language)) return false;
  }
  return false;
}

function endOfWhole(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  let at = from;
  while (at < Math.min(to, from + 14)) {
    const token = tokens[at];
    if (isClauseEdge(token, language) || isRelative(token, language) || isCalendar(token, language)) break;
    at += 1;
  }
  while (at > from && isPreposition(tokens[at - 1], language)) at -= 1;
  return at;
}
