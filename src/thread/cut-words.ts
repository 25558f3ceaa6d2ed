import { countGraphemes } from '../base/graphemes.ts';
import { endsSentence, splitSentences } from './sentences.ts';
import type { Wording } from './wording/language.ts';

/**
 * Of one utterance, given as its stretches in the article, all that may be posted if it `fits`; else its most telling
 * run of whole sentences that does: one without a printed gap before one with (our cut on top of the article's would
 * leave readers with scraps), the longest of those, the first of equals. Null when nothing whole fits.
 */
export function cutWords(
  stretches: readonly string[],
  { wording, fits }: { readonly wording: Wording; readonly fits: (text: string) => boolean },
): string | null {
  const sentences = sentencesOf(stretches, wording);
  const all = wordsOf(sentences, wording);
  if (sentences.every((sentence) => sentence.startsWhole) && sentences.every(isUnbroken) && fits(all)) {
    return all;
  }
  return runsThatFit(sentences, { wording, fits }).reduce<Run | null>(moreTelling, null)?.text ?? null;
}

/** False when the words start in mid-sentence and end before another one starts: nothing of them can stand alone. */
export function holdWholeSentence(stretches: readonly string[], wording: Wording): boolean {
  const sentences = sentencesOf(stretches, wording);
  return sentences.some(({ startsWhole }, from) => {
    const end = sentences.slice(from).find(({ ending }) => ending !== 'open');
    return startsWhole && (end === undefined || end.ending === 'whole');
  });
}

interface Sentence {
  /** As printed. */
  readonly text: string;
  /** The white space that parts it from what follows. */
  readonly space: string;
  readonly startsWhole: boolean;
  /** `open`: a printed gap ends it. `broken`: the attribution interrupts it, as in "The gap," she said, "can be closed." */
  readonly ending: 'whole' | 'open' | 'broken';
  /** Closes its stretch: the attribution or the end of the paragraph follows. */
  readonly last: boolean;
}

interface Run {
  readonly text: string;
  readonly gap: boolean;
  readonly length: number;
}

function sentencesOf(stretches: readonly string[], wording: Wording): Sentence[] {
  return stretches.flatMap((stretch, index) => {
    const goesOn = lowerCaseStart.test(stretches[index + 1] ?? '');
    const printed = splitSentences(stretch, wording);
    return printed.map((sentence, at): Sentence => {
      const last = at === printed.length - 1;
      return {
        text: sentence.trim(),
        space: last ? (wording.spaced ? ' ' : '') : (/\s*$/u.exec(sentence)?.[0] ?? ''),
        startsWhole: !lowerCaseStart.test(sentence) && !gapAtStart.test(sentence),
        ending: last && goesOn ? 'broken' : gapAtEnd.test(sentence) ? 'open' : 'whole',
        last,
      };
    });
  });
}

const lowerCaseStart = /^[^\p{L}\p{N}]*\p{Ll}/u;
const gapAtStart = /^\s*[[(]?\s*(?:\.{3}|…)/u;
const gapAtEnd = /(?:\.{3}|…)\s*[\])]?\s*$/u;
const anyGap = /\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)/u;

function isUnbroken(sentence: Sentence): boolean {
  return sentence.ending !== 'broken';
}

/** Runs of neighbours; a run that doesn't fit ends the search from its first sentence, as a longer one can't either. */
function runsThatFit(
  sentences: readonly Sentence[],
  { wording, fits }: { readonly wording: Wording; readonly fits: (text: string) => boolean },
): Run[] {
  return sentences.slice(0, mostSentences).flatMap((first, from) => {
    const runs: Run[] = [];
    if (!first.startsWhole) return runs;
    for (let to = from; to < sentences.length; to += 1) {
      const run = sentences.slice(from, to + 1);
      const text = wordsOf(run, wording);
      if (!fits(text)) break;
      const ending = run.at(-1)?.ending;
      if (ending === 'whole') runs.push({ text, gap: anyGap.test(text), length: countGraphemes(text) });
      if (ending === 'broken') break;
    }
    return runs;
  });
}

/** A speech printed in full is looked through this far, so that the longest takes no longer than a long one. */
const mostSentences = 60;

function moreTelling(best: Run | null, run: Run): Run {
  if (best === null) return run;
  if (best.gap !== run.gap) return best.gap ? run : best;
  return run.length > best.length ? run : best;
}

function wordsOf(sentences: readonly Sentence[], { fullStop, quoteStop }: Wording): string {
  return sentences
    .map(({ text, space, last }, index) => {
      if (index === sentences.length - 1) return closed(text, quoteStop);
      return `${last ? closed(text, fullStop) : text}${space}`;
    })
    .join('');
}

/** "…to this meeting," becomes "…to this meeting." */
function closed(text: string, stop: string): string {
  const words = text.replace(/[\s,;:،，、；：؛–—-]+$/u, '');
  return endsSentence(words) || gapAtEnd.test(words) ? words : `${words}${stop}`;
}
