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

/** Lays the texts of a source side by side, and after them the utterances in it, whose ends are sentence ends as well. */
export function laySources(
  texts: readonly string[],
  { utterances, wording }: { readonly utterances: readonly string[]; readonly wording: Wording },
): Sources {
  const printed = texts.map(comparable).join('\n');
  const spoken = utterances.map(comparable).filter((utterance) => standsInWords(utterance, printed));
  const text = [printed, ...spoken].join('\n');
  return { text, starts: new Set(sentenceStarts(text, wording)) };
}

/** True when `utterance` stands in the text and cuts no word of it. */
function standsInWords(utterance: string, printed: string): boolean {
  const at = printed.indexOf(utterance);
  const around = `${printed[at - 1] ?? ' '}${printed[at + utterance.length] ?? ' '}`;
  return at >= 0 && !/[\p{L}\p{N}]/u.test(around);
}

/**
 * True when comparable `words` stand in the source in one piece, which is whole sentences there: nowhere do they break
 * off inside one. The full stop that closes trimmed words is ours, so it needn't stand there.
 */
export function standsWhole(words: string, sources: Sources): boolean {
  const asPosted = words.trim();
  return isFound(asPosted, sources) || isFound(asPosted.replace(/[.。]$/u, ''), sources);
}

function isFound(wanted: string, sources: Sources): boolean {
  if (wanted === '') return true;
  for (let at = sources.text.indexOf(wanted); at >= 0; at = sources.text.indexOf(wanted, at + 1)) {
    if (mayStart(sources, at) && mayEnd(sources, at + wanted.length)) return true;
  }
  return false;
}

/** True when comparable `words` can be pieced together from such pieces. They may meet after any sign. */
export function standsInPieces(words: string, sources: Sources): boolean {
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

/** A sentence starts a text, or follows on punctuation that may end one, open a quotation or lead in. */
function mayStart({ text, starts }: Sources, at: number): boolean {
  if (starts.has(at)) return true;
  const before = text.slice(Math.max(0, at - 3), at);
  return (
    /(?:^|\n|[.!?…。！？؟۔:：–—•|\p{Ps}\p{Pi}\p{Pe}\p{Pf}"'] ?)$/u.test(before) && !/\p{L}['’]$/u.test(before)
  );
}

/** A sentence ends with its text, its stop or its marks; before them a comma may stand, in a list also the last "and". */
function mayEnd({ text, starts }: Sources, at: number): boolean {
  if (starts.has(at) || (text[at] === ' ' && starts.has(at + 1))) return true;
  const after = text.slice(at, at + 24);
  if (/^['’]\p{L}/u.test(after)) return false;
  const isClosed = /[.!?…。！？؟۔\p{Pe}\p{Pf}"]/u.test(text[at - 1] ?? '') && /^(?:[\s\p{P}]|$)/u.test(after);
  return isClosed || ends.test(after) || endsAfterComma.test(after) || endsItem.test(after);
}

const ends = /^(?: ?(?:$|\n|\.(?!\.)|[!?。！？؟۔»›])|[\p{Pe}\p{Pf}"'])/u;
const endsAfterComma = /^\s*[,;:،，、；：؛–—-][\s,;:،，、；：؛–—-]*(?:$|\n|[\p{Pe}\p{Pf}"'])/u;
const endsItem = /^ ?[,;،؛，；、] ?(?:\S{1,6}|\S+ \S+)(?:$|\n)/u;
