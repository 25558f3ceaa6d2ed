import { foldText } from '../base/folded-text.ts';
import { memoize } from '../base/memoize.ts';

/**
 * True when the word or phrase stands in `folded`, which is text that went through `foldText`. It stands there as whole
 * words, with any white space or hyphens between them. A * at its end lets the last word go on ("peacekeep*"), so that
 * a * alone stands everywhere.
 *
 * Scripts that write words together, or put endings on them without a space, know no word end to look for: there a term
 * must begin where a word begins, and what follows is not looked at (京都 is not found in 東京都, but in 京都市).
 */
export function findTerm(term: string, folded: string): boolean {
  const { pattern, beginsUnspaced } = understand(term);
  if (!beginsUnspaced) return pattern.test(folded);
  return folded.matchAll(pattern).some(({ index }) => beginsWord(folded, index));
}

/** Those of `terms` that stand in any of `texts`, which are as people read them. */
export function findTerms(terms: readonly string[], texts: readonly string[]): readonly string[] {
  if (terms.length === 0) return [];
  const folded = texts.map(foldText);
  return terms.filter((term) => folded.some((text) => findTerm(term, text)));
}

/** True for a term that can be looked for at all: it has a letter, a digit or a sign that is one, or is a * alone. */
export function isTerm(term: string): boolean {
  return term === '*' || /[^\s*-]/u.test(foldText(term));
}

interface Understood {
  /** Global where each place it is found at has to be looked at. */
  readonly pattern: RegExp;
  readonly beginsUnspaced: boolean;
}

const understand = memoize((term: string) => compile(foldText(term).trim()));

const unspaced = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const wordSign = `[[\\p{L}\\p{M}\\p{N}_]--[${unspaced}]]`;
const beginsWithWordSign = new RegExp(`^${wordSign}`, 'v');
const beginsUnspacedScript = new RegExp(`^[${unspaced}]`, 'v');
// Korean has spaces, but sets its particles straight behind the word.
const endsWhereWordsEnd = new RegExp(`[${wordSign}--\\p{scx=Hangul}]$`, 'v');

function compile(folded: string): Understood {
  const goesOn = folded.endsWith('*');
  const words = (goesOn ? folded.slice(0, -1) : folded).split(/[ -]+/).filter((word) => word !== '');
  const source = wholeWords(words, { between: '[ \\-]+', goesOn });
  const beginsUnspaced = beginsUnspacedScript.test(words[0] ?? '');
  return { pattern: new RegExp(source, beginsUnspaced ? 'gv' : 'v'), beginsUnspaced };
}

/**
 * The source of a pattern (flag v) that finds `words` in a row, the first from its beginning and, unless it `goesOn`, the
 * last to its end; `between` is the source of what may stand between two.
 */
export function wholeWords(
  words: readonly string[],
  { between, goesOn }: { readonly between: string; readonly goesOn: boolean },
): string {
  const phrase = words.map(escapeSyntax).join(between);
  const before = beginsWithWordSign.test(phrase) ? `(?<!${wordSign})` : '';
  const behind = !goesOn && endsWhereWordsEnd.test(phrase) ? `(?!${wordSign})` : '';
  return before + phrase + behind;
}

function escapeSyntax(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function beginsWord(text: string, index: number): boolean {
  // Enough to tell the words around the place; the segmenter would work through the whole text for each of them.
  const start = Math.max(0, index - 40);
  return segmenter.segment(text.slice(start, index + 40)).containing(index - start)?.index === index - start;
}
