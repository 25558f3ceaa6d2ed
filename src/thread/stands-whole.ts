import { sentenceStarts } from './sentences.ts';
import { comparable } from './source-text.ts';
import type { Wording } from './wording/language.ts';

/** The texts a post may draw on, made ready for comparing. */
export interface Sources {
  /** Comparable texts, one to a line. */
  readonly text: string;
  /** Where sentences may start in it. */
  readonly starts: ReadonlySet<number>;
}

/** Lays the texts of a source side by side. */
export function laySources(texts: readonly string[], wording: Wording): Sources {
  const text = texts.map(comparable).join('\n');
  return { text, starts: new Set(sentenceStarts(text, wording)) };
}

/**
 * True when `words` stand in the source in one piece, or in several that each are whole sentences there: nowhere do they
 * break off inside a sentence. They may be pieced together after any sign, as only whole pieces count.
 */
export function standInSource(words: string, sources: Sources): boolean {
  const cuts = [...words.matchAll(/^|(?<=[\p{P}\p{S}\s])(?=\S)|$/gu)].map(({ index }) => index);
  const covered = new Set([0]);
  for (const [index, from] of cuts.entries()) {
    if (!covered.has(from)) continue;
    for (const to of cuts.slice(index + 1)) {
      if (!covered.has(to) && standsWhole(words.slice(from, to), sources)) covered.add(to);
    }
  }
  return covered.has(words.length);
}

/** The full stop that closes trimmed words is ours, so it needn't stand there. */
function standsWhole(words: string, sources: Sources): boolean {
  const wanted = comparable(words).replace(/(?<![.。])[.。]$/u, '');
  if (wanted === '') return true;
  for (let at = sources.text.indexOf(wanted); at >= 0; at = sources.text.indexOf(wanted, at + 1)) {
    if (mayStart(sources, at) && mayEnd(sources, at + wanted.length)) return true;
  }
  return false;
}

/** A sentence starts a text, or follows on punctuation that may end one or open a quotation. */
function mayStart({ text, starts }: Sources, at: number): boolean {
  if (starts.has(at)) return true;
  const before = text.slice(Math.max(0, at - 3), at);
  return (
    /(?:^|\n|[.!?…。！？؟۔:：;；؛–—•|\p{Ps}\p{Pi}\p{Pe}\p{Pf}"'] ?)$/u.test(before) &&
    !/\p{L}['’]$/u.test(before)
  );
}

/** A sentence ends with its text, its stop or its marks; with the comma before a closing mark; or as an item of a list. */
function mayEnd({ text, starts }: Sources, at: number): boolean {
  const after = text.slice(at, at + 24);
  if (starts.has(at) || (after.startsWith(' ') && starts.has(at + 1))) return true;
  const last = text.slice(at - 1, at);
  if (/^['’]\p{L}/u.test(after)) return false;
  return (
    (/[.!?…。！？؟۔\p{Pe}\p{Pf}"]/u.test(last) && /^(?:[\s\p{P}]|$)/u.test(after)) ||
    /^ ?(?:$|\n|[.!?…。！？؟۔:：;；؛\p{Pe}\p{Pf}"'–—])/u.test(after) ||
    /^[,،，、] ?(?:$|\n|[\p{Pe}\p{Pf}"'–—])/u.test(after) ||
    /^[,;،؛，；、] ?(?:\S{1,6}|\S+ \S+)(?:$|\n)/u.test(after)
  );
}
