import { foldText } from '../../base/folded-text.ts';
import { languageFor } from '../quotes/languages.ts';
import { splitLines } from '../quotes/lines.ts';
import { pairMarks } from '../quotes/pair-marks.ts';

/** A word of a text as the rules for revisions look at it. */
export interface PrintedWord {
  /** What it is compared by: folded, a figure with its sign and unit. */
  readonly word: string;
  /** Offsets into the text, end exclusive; of a figure with its sign and unit. */
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
  /** The first of its sentence or line, where a capital says nothing. */
  readonly opensSentence: boolean;
  /** Stands between quotation marks. */
  readonly isQuoted: boolean;
}

/** The words of `text` in reading order, in any script. */
export function readPrintedWords(
  text: string,
  { language }: { language: string | null },
): readonly PrintedWord[] {
  const lines = splitLines(text);
  const quoted = pairMarks(text, { lines, language: languageFor(language ?? '') });
  const words: PrintedWord[] = [];
  let opensSentence = true;
  let quote = 0;
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) {
      opensSentence ||= /[.!?…:\n。！？؟]/u.test(segment);
      continue;
    }
    const end = index + segment.length;
    while (quote < quoted.length && (quoted[quote]?.end ?? 0) <= index) quote += 1;
    const printed = withSignAndUnit(text, { start: index, end });
    words.push({
      word: foldText(printed.word),
      start: printed.start,
      end: printed.end,
      isCapital: /^\p{Lu}/u.test(segment),
      opensSentence,
      isQuoted: (quoted[quote]?.start ?? text.length) <= index,
    });
    opensSentence = false;
  }
  return words;
}

// Words of unspaced scripts are found by ICU's dictionaries whatever language is named.
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** "−5" and "5%" are other figures than "5". */
function withSignAndUnit(
  text: string,
  { start, end }: { start: number; end: number },
): { word: string; start: number; end: number } {
  const segment = text.slice(start, end);
  if (!/^\p{N}/u.test(segment)) return { word: segment, start, end };
  const before = text.slice(Math.max(0, start - 3), start);
  const [sign = ''] = /(?<![\p{L}\p{N}])[-−+$€£¥]$/u.exec(before) ?? [];
  const [measured = '', unit = ''] = /^ ?([%‰°€£¥])/u.exec(text.slice(end, end + 2)) ?? [];
  return { word: sign + segment + unit, start: start - sign.length, end: end + measured.length };
}
