import type { Mention, Range } from './mention.ts';
import { type Scene, sentenceAt, tokensOf } from './scene.ts';
import type { Token } from './tokens.ts';
import { isCue, isFiller, isNameLike, isPreposition } from './words.ts';

/** The second of two who speak as one. */
export interface Partner {
  readonly mention: Mention;
  /** True when the partner is named before the one the rule found. */
  readonly isFirst: boolean;
  /** "and", as printed. */
  readonly joiner: string;
}

/** "Lima and Berg wrote", "said Lima and Berg": who is joined to the name of a mention; null when nobody is. */
export function partnerOf(scene: Scene, { paragraph, range }: Mention): Partner | null {
  const tokens = tokensOf(scene, paragraph);
  const { joiners } = scene.language;
  const before = tokens[range.from - 1];
  const after = tokens[range.to];
  if (joiners?.has(before?.word ?? '')) {
    const found = nameBefore(scene, { tokens, end: range.from - 1 });
    if (found) return { mention: mentionAt(paragraph, found), isFirst: true, joiner: before?.text ?? '' };
  }
  if (!joiners?.has(after?.word ?? '')) return null;
  const opensSentence = sentenceAt(scene, { paragraph, at: range.from })?.from === range.from;
  const found = nameAfter(scene, { tokens, start: range.to + 1, opensSentence });
  return found && { mention: mentionAt(paragraph, found), isFirst: false, joiner: after?.text ?? '' };
}

// "She met Lima and Berg said": only a name that opens its sentence, or follows the verb or a mark, shares the verb.
function nameBefore(
  { language }: Scene,
  { tokens, end }: { tokens: readonly Token[]; end: number },
): Range | null {
  let from = end;
  while (isNameLike(tokens[from - 1], language)) from -= 1;
  const before = tokens[from - 1];
  const isFree = before?.kind !== 'word' || isCue(before, language);
  return from < end && isFree && before?.text !== ',' ? { from, to: end } : null;
}

function nameAfter(
  { language }: Scene,
  { tokens, start, opensSentence }: { tokens: readonly Token[]; start: number; opensSentence: boolean },
): Range | null {
  let to = start;
  while (isNameLike(tokens[to], language)) to += 1;
  const after = tokens[to];
  const isVerb = isCue(after, language) || isFiller(after, language);
  // "Lima and Berg issued a statement saying": at the start of a sentence any word may be their verb.
  const mayBeVerb = opensSentence && !isPreposition(after, language) && !after?.isOwner;
  return to > start && (after?.kind !== 'word' || isVerb || mayBeVerb) ? { from: start, to } : null;
}

function mentionAt(paragraph: number, range: Range): Mention {
  return { kind: 'name', paragraph, range, wholeRange: range };
}
