import { memoize } from '../base/memoize.ts';
import type { Wording } from './wording/language.ts';

/**
 * The sentences of one paragraph, in order, with the white space between them kept at their ends: joined they are the
 * paragraph. Where a full stop may belong to a name, an abbreviation or words in brackets, no cut is made: a sentence
 * too long costs room, half a sentence costs trust.
 */
export function splitSentences(text: string, wording: Wording): string[] {
  const sentences: string[] = [];
  let open = '';
  let openMarks = 0;
  for (const segment of unicodeSentences(text, wording)) {
    const continues =
      open !== '' && (openMarks > 0 || belongsTogether(open.slice(-40), { next: segment, wording }));
    if (!continues && open !== '') sentences.push(open);
    open = continues ? open + segment : segment;
    openMarks = (continues ? openMarks : 0) + countOpenMarks(segment);
  }
  return open === '' ? sentences : [...sentences, open];
}

/** Where Unicode alone would start a sentence in `text`: UTF-16 offsets, more of them than `splitSentences` has. */
export function sentenceStarts(text: string, wording: Wording): number[] {
  let at = 0;
  return unicodeSentences(text, wording).map((sentence) => {
    at += sentence.length;
    return at - sentence.length;
  });
}

/** True when `text` has the punctuation that ends a sentence, be it inside closing marks or brackets. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？؟۔][\p{Pe}\p{Pf}"'“‘]*\s*$/u.test(text);
}

/** The longest run of whole sentences from the start of `text` that `fits`; null when not even the first does. */
export function wholeSentencesThatFit(
  text: string,
  { wording, fits }: { wording: Wording; fits: (text: string) => boolean },
): string | null {
  let kept: string | null = null;
  let run = '';
  for (const sentence of splitSentences(text, wording)) {
    run += sentence;
    if (!fits(run.trim())) break;
    kept = run.trim();
  }
  return kept;
}

function belongsTogether(
  end: string,
  { next, wording }: { readonly next: string; readonly wording: Wording },
): boolean {
  return (
    endsInAbbreviation(end, wording) ||
    /^\p{Ll}/u.test(next) ||
    /^[\p{Pe}\p{Pf}\s]*$/u.test(next) ||
    isGap(next)
  );
}

/** "Mr. " before "Khare", "J. " before "K.", "U.S. " before "Army", "z. " before "B.". */
function endsInAbbreviation(end: string, wording: Wording): boolean {
  const before = /^(.*)\.\s*$/su.exec(end)?.[1];
  if (before === undefined) return false;
  return (
    /(?:^|[^\p{L}])(?:\p{L}[.-])*\p{L}$/u.test(before) ||
    wording.abbreviations.some(
      (abbreviation) =>
        before.endsWith(abbreviation) && !/\p{L}$/u.test(before.slice(0, -abbreviation.length)),
    )
  );
}

/** A gap as printed, "[...]", and nothing else. */
function isGap(text: string): boolean {
  return /^\s*[[(]\s*(?:\.{3}|…)\s*[\])]\s*$/u.test(text);
}

/** Inside brackets or inner quotation marks a full stop doesn't free the sentence. */
function countOpenMarks(segment: string): number {
  let depth = 0;
  for (const mark of segment.match(/[()[\]“”«»「」]/gu) ?? []) depth += '([“«「'.includes(mark) ? 1 : -1;
  return depth;
}

/** The segmenter takes no ellipsis for an end, so to it a printed gap is "[.]", of the same length. */
function unicodeSentences(text: string, { language }: Wording): string[] {
  const gapsEnd = text.replace(/(?<=[[(])…(?=[\])])/gu, '.');
  return Array.from(segmenterFor(language).segment(gapsEnd), ({ segment, index }) =>
    text.slice(index, index + segment.length),
  );
}

// Making one takes longer than an article's sentences.
const segmenterFor = memoize((language: string) => new Intl.Segmenter(language, { granularity: 'sentence' }));
