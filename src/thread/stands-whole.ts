import { splitSentences } from './sentences.ts';
import { comparable } from './source-text.ts';
import type { Wording } from './wording/language.ts';

/**
 * True when `words` stand in the source in one piece, or each of their sentences does, and nowhere break off inside a
 * sentence of the source. `sources` are comparable texts, one to a line.
 */
export function standInSource(
  words: string,
  { sources, wording }: { readonly sources: string; readonly wording: Wording },
): boolean {
  const sentences = splitSentences(words, wording);
  return standsWhole(words, sources) || sentences.every((sentence) => standsWhole(sentence, sources));
}

/** The full stop that closes trimmed words is ours, so it needn't stand there. */
function standsWhole(words: string, sources: string): boolean {
  const wanted = comparable(words).replace(/(?<![.。])[.。]$/u, '');
  if (wanted === '') return true;
  for (let at = sources.indexOf(wanted); at >= 0; at = sources.indexOf(wanted, at + 1)) {
    if (mayStart(sources, at) && mayEnd(sources, at + wanted.length)) return true;
  }
  return false;
}

/** A sentence starts a text, or follows on punctuation that may end one or open a quotation. */
function mayStart(sources: string, at: number): boolean {
  const before = sources.slice(Math.max(0, at - 3), at);
  return (
    /(?:^|\n|[.!?…。！？؟۔:：;；–—•|\p{Ps}\p{Pi}\p{Pe}\p{Pf}"'] ?)$/u.test(before) &&
    !/\p{L}['’]$/u.test(before)
  );
}

/** A sentence ends with its text, its stop or its marks; with the comma before a closing mark; or as an item of a list. */
function mayEnd(sources: string, at: number): boolean {
  const last = sources.slice(at - 1, at);
  const after = sources.slice(at, at + 24);
  if (/^['’]\p{L}/u.test(after)) return false;
  return (
    (/[.!?…。！？؟۔\p{Pe}\p{Pf}"]/u.test(last) && /^(?:[\s\p{P}]|$)/u.test(after)) ||
    /^ ?(?:$|\n|[.!?…。！？؟۔:：;；\p{Pe}\p{Pf}"'–—])/u.test(after) ||
    /^[,،，、] ?(?:$|\n|[\p{Pe}\p{Pf}"'–—])/u.test(after) ||
    /^[,;،؛，；、] ?(?:\S{1,6}|\S+ \S+)(?:$|\n)/u.test(after)
  );
}
