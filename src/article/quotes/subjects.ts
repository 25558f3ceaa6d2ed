import {
  beforeAsides,
  beforeFillers,
  clauseAround,
  clauseBefore,
  findComma,
  isTimeAside,
  longestClause,
  startsAside,
} from './clauses.ts';
import type { Language } from './language.ts';
import type { Mention, Range } from './mention.ts';
import { readMentionAt } from './mentions.ts';
import { lastBetween, type Token } from './tokens.ts';
import {
  isCue,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  isTitleOfSeveral,
} from './words.ts';

type Found = Omit<Mention, 'paragraph'>;

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
    if (hasOwnSubject(tokens, { clause, language })) break;
    const isSetOff = tokens[clause.from - 2]?.text === ',';
    clause = clauseBefore(tokens, { end: clause.from - (isSetOff ? 2 : 1), floor, language });
  }
  if (clause.from >= clause.to) return null;
  return (
    phraseWithAdjectives(tokens, { clause, floor, language }) ?? lastPhrase(tokens, { clause, language })
  );
}

// "the bespectacled, 71-year-old diplomat": the comma parts two adjectives.
function phraseWithAdjectives(
  tokens: readonly Token[],
  { clause: { from, to }, floor, language }: { clause: Range; floor: number; language: Language },
): Found | null {
  const adjective = tokens[from - 2];
  const determiner = tokens[from - 3];
  if (tokens[from - 1]?.text !== ',' || from - 3 < floor || adjective?.kind !== 'word') return null;
  const isAdjective = !adjective.isCapital && !isTitle(adjective, language) && !isFiller(adjective, language);
  const isOpened = isDeterminer(determiner, language) && !determiner?.isOwner;
  if (!isAdjective || !isOpened || isDeterminer(tokens[from], language) || isNameLike(tokens[from], language))
    return null;
  const found = readMentionAt(tokens, { from, to, language });
  const range = { from: from - 3, to };
  const isOne = found?.kind === 'noun-phrase' && found.range.to === to;
  return isOne && !isPreposition(tokens[from - 4], language) ? { ...found, range, wholeRange: range } : null;
}

// "a claim which Ana Lima denied", "Capitol Hill, where the minister told": the relative is no subject of this verb.
function hasOwnSubject(
  tokens: readonly Token[],
  { clause: { from, to }, language }: { clause: Range; language: Language },
): boolean {
  const first = tokens[from];
  if (from >= to) return false;
  if (isPronoun(first, language) || isNameLike(first, language) || isHonorific(first, language)) return true;
  const isOffice = isTitle(first, language) || isTitleOfSeveral(first, language);
  return isOffice || (isDeterminer(first, language) && isTitle(tokens[to - 1], language));
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
  if (verb > floor && tokens[verb - 1]?.kind === 'punctuation')
    return closesAside(tokens, { verb, floor, language });
  const { from } = clauseBefore(tokens, { end: verb, floor, language });
  if (from >= verb || startsAside(tokens, { at: from, language })) return true;
  const first = tokens[from];
  return isFiller(first, language) || language.objectMarkers?.has(first?.word ?? '') === true;
}

// "Nachdem er gefragt wurde, entgegnete Lima": the clause set before the verb ends in its comma.
function closesAside(
  tokens: readonly Token[],
  { verb, floor, language }: { verb: number; floor: number; language: Language },
): boolean {
  if (tokens[verb - 1]?.text !== ',' || !startsAside(tokens, { at: floor, language })) return false;
  return lastBetween(tokens, { from: floor, to: verb, fits: (token) => isCue(token, language) }) < 0;
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
