import type { Language } from './language.ts';
import type { Range } from './mention.ts';
import type { Token } from './tokens.ts';
import {
  isClauseEdge,
  isCue,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isParticiple,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  looksLikeParticiple,
} from './words.ts';

/** No clause reaches further back than this; bounds the work on text without punctuation. */
export const longestClause = 60;

/** Where a subject ends at the latest: before the fillers that stand between it and its verb. */
export function beforeFillers(
  tokens: readonly Token[],
  { end, floor, language }: { end: number; floor: number; language: Language },
): number {
  let at = end;
  while (at > floor && isFiller(tokens[at - 1], language) && !isPronoun(tokens[at - 1], language)) at -= 1;
  return at;
}

/** "Ana Lima, who replaced him in May, said": from the closing comma back to the one that opened the aside. */
export function beforeAsides(
  tokens: readonly Token[],
  { end, floor, language }: { end: number; floor: number; language: Language },
): number {
  let at = end;
  for (let hops = 0; hops < 4; hops += 1) {
    const closing = tokens[at - 1];
    if (closing?.text === ')') at = backTo('(', { tokens, from: at - 1, floor });
    else if (closing?.text === ',' && tokens[at - 2]?.text === ')')
      at = backTo('(', { tokens, from: at - 2, floor });
    else if (closing?.text === ',' || closing?.text === '—' || closing?.text === '–')
      at = openingOf(tokens, { closing: at - 1, floor, language });
    else break;
    if (/^\p{N}+$/u.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.text === ',') at -= 2;
  }
  return at;
}

function openingOf(
  tokens: readonly Token[],
  { closing, floor, language }: { closing: number; floor: number; language: Language },
): number {
  const mark = tokens[closing]?.text;
  const furthest = Math.max(floor, closing - longestClause);
  let fallback = closing;
  for (let at = closing - 1; at > furthest; at -= 1) {
    if (tokens[at]?.kind === 'quote' && !tokens[at]?.isBrief) break;
    if (tokens[at]?.text !== mark) continue;
    if (mark !== ',') return at;
    if (startsAppositive(tokens, { at: at + 1, language }) && tokens[at - 1]?.kind === 'word') return at;
    if (fallback === closing && isNameLike(tokens[at - 1], language)) fallback = at;
  }
  return fallback;
}

// What follows the comma is about the person before it.
function startsAppositive(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const token = tokens[at];
  if (!token || token.kind === 'quote') return false;
  if (/^\p{N}/u.test(token.text) || isRelative(token, language) || isDeterminer(token, language)) return true;
  if (isPreposition(token, language) || (!token.isCapital && looksLikeParticiple(token, language)))
    return true;
  for (let ahead = at; ahead < at + 6; ahead += 1) {
    const word = tokens[ahead];
    if (word?.kind !== 'word' || isPreposition(word, language)) return false;
    if (isTitle(word, language)) return true;
  }
  return false;
}

/** The clause that ends at `end`, without the edge it begins after. */
export function clauseBefore(
  tokens: readonly Token[],
  { end, floor, language }: { end: number; floor: number; language: Language },
): Range {
  const furthest = Math.max(floor, end - longestClause);
  let from = end;
  while (from > furthest) {
    const before = tokens[from - 1];
    if (before?.text === ')') {
      const opening = backTo('(', { tokens, from: from - 1, floor: furthest });
      if (opening === from - 1) break;
      from = opening;
      continue;
    }
    if (before?.text === '(') break;
    if (isClauseEdge(before, language) || isRelative(before, language) || isCue(before, language)) break;
    if (isParticiple(before, language)) break;
    from -= 1;
  }
  return { from, to: end };
}

/** The clause that an apposition hangs on: for "chair of the board" the one that ends in "Ana Lima,". */
export function clauseAround(
  tokens: readonly Token[],
  { clause, floor, language }: { clause: Range; floor: number; language: Language },
): Range | null {
  const comma = clause.from - 1;
  if (
    comma <= floor ||
    tokens[comma]?.text !== ',' ||
    !/^(?:\)|[\p{Lu}].*)$/u.test(tokens[comma - 1]?.text ?? '')
  )
    return null;
  if (!startsAppositive(tokens, { at: clause.from, language })) return null;
  if (!language.nounsAreCapitalised && holdsNamedOffice(tokens, { clause, language })) return null;
  const outer = clauseBefore(tokens, { end: comma, floor, language });
  return outer.from < outer.to && !startsAside(tokens, { at: outer.from, language }) ? outer : null;
}

// "a hat, a star, and, in Geneva, Speaker of the House Rep. Ana Lima said": who has an office and a name is no apposition.
function holdsNamedOffice(
  tokens: readonly Token[],
  { clause, language }: { clause: Range; language: Language },
): boolean {
  let from = clause.to;
  while (from > clause.from && isNameLike(tokens[from - 1], language) && !isTitle(tokens[from - 1], language))
    from -= 1;
  const isOffice = from > clause.from && isTitle(tokens[from - 1], language);
  return isOffice && from < clause.to && !isPreposition(tokens[from - 2], language);
}

function backTo(
  mark: string,
  { tokens, from, floor }: { tokens: readonly Token[]; from: number; floor: number },
): number {
  for (let at = from - 1; at >= Math.max(floor, from - 20); at -= 1) {
    if (tokens[at]?.text === mark) return at;
  }
  return from;
}

/** "In Geneva", "When", "Asked", "Speaking": what begins so is set before the subject. */
export function startsAside(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.isOwner || isHonorific(token, language)) return false;
  if (isPreposition(token, language) || language.clauseOpeners.has(token.word)) return true;
  return (
    language.openers.has(token.word) ||
    isParticiple(token, language) ||
    (looksLikeParticiple(token, language) && !isTitle(token, language) && token.text.length > 4)
  );
}

/** "Hours later, Trump …", "Earlier this week, …", "Meanwhile, …" */
export function isTimeAside(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const comma = findComma(tokens, { from: at, to: at + 7 });
  if (comma < 0) return false;
  return isFiller(tokens[at], language) || isFiller(tokens[comma - 1], language);
}

/** The first comma from `from` up to `to`; -1 where there is none. */
export function findComma(tokens: readonly Token[], { from, to }: { from: number; to: number }): number {
  for (let at = from; at < to; at += 1) {
    if (tokens[at]?.text === ',') return at;
  }
  return -1;
}
