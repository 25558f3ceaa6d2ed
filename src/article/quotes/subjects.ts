import type { Language } from './language.ts';
import { type Mention, type Range, readMentionAt } from './mentions.ts';
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
} from './words.ts';

type Found = Omit<Mention, 'paragraph'>;

/** No clause reaches further back than this; bounds the work on text without punctuation. */
const longestClause = 60;

/** The subject of the verb at `verb`, looking back no further than `floor`. */
export function subjectBefore(
  tokens: readonly Token[],
  { verb, floor, language }: { verb: number; floor: number; language: Language },
): Found | null {
  const end = beforeFillers(tokens, { end: verb, floor, language });
  const named = nameAfterOffice(tokens, { end, floor, language });
  if (named) return named;
  const start = beforeAsides(tokens, { end, floor, language });
  let clause = clauseBefore(tokens, { end: start, floor, language });
  // "Ana Lima, chair of the board, a former judge, said": as long as an aside precedes, the name is further back.
  for (let hops = 0; hops < 3 && start < end; hops += 1) {
    const outer = clauseAround(tokens, { clause, floor, language });
    if (!outer) break;
    clause = outer;
  }
  // "One official who relayed the exchange said": the head stands before the relative.
  for (
    let hops = 0;
    hops < 2 && isRelative(tokens[clause.from - 1], language) && clause.from - 1 > floor;
    hops += 1
  ) {
    const isSetOff = tokens[clause.from - 2]?.text === ',';
    clause = clauseBefore(tokens, { end: clause.from - (isSetOff ? 2 : 1), floor, language });
  }
  if (clause.from >= clause.to) return null;
  return lastPhrase(tokens, { clause, language });
}

// "her senior policy adviser, Jake Sullivan, said": the name closes what the office opened.
function nameAfterOffice(
  tokens: readonly Token[],
  { end, floor, language }: { end: number; floor: number; language: Language },
): Found | null {
  if (tokens[end - 1]?.text !== ',') return null;
  let from = end - 1;
  while (from > floor && isNameLike(tokens[from - 1], language)) from -= 1;
  const range = { from, to: end - 1 };
  const follows = tokens[from - 1]?.text === ',' && isTitle(tokens[from - 2], language);
  return follows && range.to - range.from > 1 ? { kind: 'name', range, wholeRange: range } : null;
}

/** The subject of a finite verb on whichever side the language puts it; `to` bounds the look ahead. */
export function subjectOf(
  tokens: readonly Token[],
  { verb, floor, to, language }: { verb: number; floor: number; to: number; language: Language },
): Found | null {
  const isInverted =
    language.isVerbFirst || (language.isVerbSecond && standsFirst(tokens, { verb, floor, language }));
  const behind = isInverted ? readMentionAt(tokens, { from: verb + 1, to, language }) : null;
  return behind ?? subjectBefore(tokens, { verb, floor, language });
}

// "Am Montag sagte sie", "Den Unterschied schilderte sie": what precedes the verb is no subject.
function standsFirst(
  tokens: readonly Token[],
  { verb, floor, language }: { verb: number; floor: number; language: Language },
): boolean {
  if (verb > floor && tokens[verb - 1]?.kind === 'punctuation') return false;
  const { from } = clauseBefore(tokens, { end: verb, floor, language });
  if (from >= verb || startsAside(tokens, { at: from, language })) return true;
  const first = tokens[from];
  return isFiller(first, language) || language.objectMarkers?.has(first?.word ?? '') === true;
}

/** The subject of a whole sentence: its first noun phrase after what is set before it ("In Geneva on Monday, …"). */
export function sentenceSubject(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): Found | null {
  let at = from;
  while (at < to && tokens[at]?.kind === 'punctuation') at += 1;
  if (language.coordinators.has(tokens[at]?.word ?? '')) at += 1;
  for (let hops = 0; hops < 3; hops += 1) {
    if (!startsAside(tokens, { at, language }) && !isTimeAside(tokens, { at, language })) break;
    const comma = findComma(tokens, { from: at, to: Math.min(to, at + longestClause) });
    if (comma < 0) return hops === 0 ? phraseAfterPreposition(tokens, { from: at, to, language }) : null;
    at = comma + 1;
  }
  return readMentionAt(tokens, { from: at, to, language });
}

function beforeFillers(
  tokens: readonly Token[],
  { end, floor, language }: { end: number; floor: number; language: Language },
): number {
  let at = end;
  while (at > floor && isFiller(tokens[at - 1], language) && !isPronoun(tokens[at - 1], language)) at -= 1;
  return at;
}

// "Ana Lima, who replaced him in May, said": from the closing comma back to the one that opened the aside.
function beforeAsides(
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
  if (isPreposition(token, language) || /^\p{Ll}+(?:ing|ed)$/u.test(token.text)) return true;
  for (let ahead = at; ahead < at + 6; ahead += 1) {
    const word = tokens[ahead];
    if (word?.kind !== 'word' || isPreposition(word, language)) return false;
    if (isTitle(word, language)) return true;
  }
  return false;
}

function clauseBefore(
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
    if (isClauseEdge(before, language) || isRelative(before, language) || isCue(before, language)) break;
    if (isParticiple(before, language)) break;
    from -= 1;
  }
  return { from, to: end };
}

function clauseAround(
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
  const outer = clauseBefore(tokens, { end: comma, floor, language });
  return outer.from < outer.to && !startsAside(tokens, { at: outer.from, language }) ? outer : null;
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

// The phrase a clause ends in. "Speaking in Iowa the senator" begins with a preposition: then only its end counts.
function lastPhrase(
  tokens: readonly Token[],
  { clause, language }: { clause: Range; language: Language },
): Found | null {
  const last = tokens[clause.to - 1];
  if (isPronoun(last, language)) {
    const range = { from: clause.to - 1, to: clause.to };
    return { kind: 'pronoun', range, wholeRange: range };
  }
  if (startsAside(tokens, { at: clause.from, language }))
    return phraseAfterPreposition(tokens, { ...clause, language });
  return readMentionAt(tokens, { ...clause, language, isWholePhrase: true });
}

function phraseAfterPreposition(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): Found | null {
  let start = to;
  while (start > from && isNameLike(tokens[start - 1], language)) start -= 1;
  // "In a radio interview Lima": the name by itself; "Speaking in Iowa the senator": back to its determiner.
  const isName = start < to;
  while (start > from && start > to - 8 && !isPreposition(tokens[start - 1], language)) {
    if (isName && !isTitle(tokens[start - 1], language) && !isHonorific(tokens[start - 1], language)) break;
    start -= 1;
    if (isDeterminer(tokens[start], language)) break;
  }
  return readMentionAt(tokens, { from: start, to, language });
}

function startsAside(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || isHonorific(token, language)) return false;
  if (isPreposition(token, language) || language.clauseOpeners.has(token.word)) return true;
  return (
    language.openers.has(token.word) ||
    isParticiple(token, language) ||
    /^\p{L}\p{Ll}{2,}ing$/u.test(token.text)
  );
}

// "Hours later, Trump …", "Earlier this week, …", "Meanwhile, …"
function isTimeAside(
  tokens: readonly Token[],
  { at, language }: { at: number; language: Language },
): boolean {
  const comma = findComma(tokens, { from: at, to: at + 7 });
  if (comma < 0) return false;
  return isFiller(tokens[at], language) || isFiller(tokens[comma - 1], language);
}

function findComma(tokens: readonly Token[], { from, to }: { from: number; to: number }): number {
  for (let at = from; at < to; at += 1) {
    if (tokens[at]?.text === ',') return at;
  }
  return -1;
}
