import type { Language } from './language.ts';
import type { Mention, Range, Reach } from './mention.ts';
import { lastBetween, type Token } from './tokens.ts';
import { isCalendar, isClauseEdge, isCue, isFiller, isHonorific, isPreposition, isPronoun } from './words.ts';

/** Reads the noun phrase at `from` in a script without capitals: everything up to the next edge belongs to it. */
export function readUncasedMention(
  tokens: readonly Token[],
  { from, to, language }: Reach,
): Omit<Mention, 'paragraph'> | null {
  let start = from;
  while (start < to && isFiller(tokens[start], language)) start += 1;
  let end = start;
  while (end < to && !endsPhrase(tokens[end], language)) end += 1;
  if (end === start) return null;
  const range = { from: start, to: end };
  const kind = end - start === 1 && isPronoun(tokens[start], language) ? 'pronoun' : 'name';
  return { kind, range, wholeRange: range };
}

function endsPhrase(token: Token | undefined, language: Language): boolean {
  return (
    isClauseEdge(token, language) ||
    isCue(token, language) ||
    isPreposition(token, language) ||
    isFiller(token, language) ||
    isCalendar(token, language)
  );
}

/** Where office and name stand in such a phrase; either may come first. */
export function splitUncasedName(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): { readonly name: Range; readonly role: Range | null; readonly honorific: string | null } {
  const bare = withoutHonorific(tokens, { range, language });
  if (language.script === 'uncased')
    return { ...bare, ...splitBySpaces(tokens, { range: bare.name, language }) };
  return { ...bare, ...splitUnspaced(tokens, { range: bare.name, language }) };
}

// "السيدة سلمى", "ハレ氏": before the name or after it.
function withoutHonorific(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
) {
  const first = tokens[range.from];
  const last = tokens[range.to - 1];
  if (range.to - range.from < 2) return { name: range, honorific: null };
  if (isHonorific(first, language))
    return { name: { from: range.from + 1, to: range.to }, honorific: first?.word ?? null };
  if (isHonorific(last, language))
    return { name: { from: range.from, to: range.to - 1 }, honorific: last?.word ?? null };
  return { name: range, honorific: null };
}

// "رئيس الإمداد سامر الحداد": the office takes what stands between it and the last two words.
function splitBySpaces(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): { name: Range; role: Range | null } {
  if (!language.titles.has(tokens[range.from]?.word ?? '')) return { name: range, role: null };
  const nameFrom = Math.max(range.from + 1, range.to - 2);
  if (nameFrom >= range.to) return { name: range, role: null };
  return { name: { from: nameFrom, to: range.to }, role: { from: range.from, to: nameFrom } };
}

// "副秘书长阿图尔·哈雷", "国連のハレ事務次長": the segmenter cuts offices apart, so they are sought in the running text.
function splitUnspaced(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): { name: Range; role: Range | null } {
  const office = lastOffice(tokens, { range, language });
  if (!office) return { name: range, role: null };
  if (office.to < range.to)
    return { name: { from: office.to, to: range.to }, role: { from: range.from, to: office.to } };
  const owner = lastBetween(tokens, {
    from: range.from,
    to: office.from,
    fits: (token) => token.word === 'の',
  });
  const name = { from: Math.max(range.from, owner + 1), to: office.from };
  return name.from < name.to ? { name, role: office } : { name: range, role: null };
}

function lastOffice(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): Range | null {
  for (let to = range.to; to > range.from; to -= 1) {
    let text = '';
    let found: Range | null = null;
    for (let from = to - 1; from >= Math.max(range.from, to - 5); from -= 1) {
      text = `${tokens[from]?.text ?? ''}${text}`;
      if (language.titles.has(text)) found = { from, to };
    }
    if (found) return found;
  }
  return null;
}
