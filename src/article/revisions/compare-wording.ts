import { alignWords, type Difference, type Range } from './align-words.ts';
import { type ChangedWords, judgeWords, type KnownWords, type WordsRule } from './judge-words.ts';
import { type PrintedWord, readPrintedWords } from './printed-words.ts';

/** The words of one version of a story. */
export interface Wording {
  readonly headline: string;
  readonly text: string;
  /** BCP 47; null when unknown. */
  readonly language: string | null;
}

/** Words replaced, with up to a few unchanged ones on both sides. */
export interface WordsChange {
  readonly place: ChangedWords['place'];
  readonly rule: WordsRule;
  readonly removed: string;
  readonly added: string;
  readonly context: readonly [string, string];
}

/** Every change of words or marks between two versions, in reading order, each with the rule that fits it. */
export function compareWording(before: Wording, after: Wording): readonly WordsChange[] {
  if (before.headline === after.headline && before.text === after.text) return [];
  const versions = { before: readVersion(before), after: readVersion(after) };
  const known = knownWords(versions);
  return (['headline', 'text'] as const).flatMap((place) =>
    comparePlace(place, { before: versions.before[place], after: versions.after[place], known }),
  );
}

interface Passage {
  readonly text: string;
  readonly words: readonly PrintedWord[];
}

interface Version {
  readonly headline: Passage;
  readonly text: Passage;
}

function readVersion({ headline, text, language }: Wording): Version {
  const read = (printed: string): Passage => ({
    text: printed,
    words: readPrintedWords(printed, { language }),
  });
  return { headline: read(headline), text: read(text) };
}

function knownWords({ before, after }: { before: Version; after: Version }): KnownWords {
  const words = [...before.text.words, ...after.text.words];
  const plain = new Set(words.filter(({ isCapital }) => !isCapital).map(({ word }) => word));
  const names = words.filter(
    ({ word, isCapital, opensSentence }) => isCapital && !opensSentence && !plain.has(word),
  );
  const old = new Set([...before.headline.words, ...before.text.words].map(({ word }) => word));
  const kept = [...after.headline.words, ...after.text.words].filter(({ word }) => old.has(word));
  return { names: new Set(names.map(wordOf)), kept: new Set(kept.map(wordOf)) };
}

function comparePlace(
  place: ChangedWords['place'],
  { before, after, known }: { before: Passage; after: Passage; known: KnownWords },
): readonly WordsChange[] {
  if (before.text === after.text) return [];
  const keysOf = ({ words }: Passage) => words.map((word) => keyOf(word, place));
  const differences = alignWords(keysOf(before), keysOf(after));
  if (differences.length === 0) return [marksChange(place, { before: before.text, after: after.text })];
  return differences.map((difference) => {
    const removed = before.words.slice(difference.before.from, difference.before.to);
    const added = after.words.slice(difference.after.from, difference.after.to);
    const neighbours = neighboursOf(difference, { before, after }).map(wordOf);
    return {
      place,
      rule: judgeWords({ place, removed, added, neighbours, known }),
      removed: printed(before, difference.before),
      added: printed(after, difference.after),
      context: contextOf(after, difference.after),
    };
  });
}

/** In a text, words that come between marks or lose them change: they become somebody's words, or the writer's. */
function keyOf({ word, isQuoted }: PrintedWord, place: ChangedWords['place']): string {
  return place === 'text' && isQuoted ? `“${word}` : word;
}

/** The same words: a headline that asks says something else than one that states. */
function marksChange(
  place: ChangedWords['place'],
  { before, after }: { before: string; after: string },
): WordsChange {
  const asks = (text: string) => /[?？؟;]\s*$/u.test(text);
  const rule = place === 'headline' && asks(before) !== asks(after) ? 'headline' : 'marks';
  let head = 0;
  while (head < before.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const rest = Math.min(before.length, after.length) - head;
  while (tail < rest && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return {
    place,
    rule,
    removed: before.slice(head, before.length - tail),
    added: after.slice(head, after.length - tail),
    context: [lastWords(after.slice(0, head)), firstWords(after.slice(after.length - tail))],
  };
}

/** The words beside a word that was only added or only removed. */
function neighboursOf(
  difference: Difference,
  { before, after }: { before: Passage; after: Passage },
): readonly PrintedWord[] {
  const isAdded = difference.before.from === difference.before.to;
  const { from, to } = isAdded ? difference.after : difference.before;
  const { words } = isAdded ? after : before;
  return [...words.slice(Math.max(0, from - 1), from), ...words.slice(to, to + 1)];
}

function printed({ text, words }: Passage, { from, to }: Range): string {
  const [first, last] = [words[from], words[to - 1]];
  return first && last && from < to ? text.slice(first.start, last.end) : '';
}

function contextOf({ text, words }: Passage, { from, to }: Range): readonly [string, string] {
  const start = words[from]?.start ?? text.length;
  const end = from < to ? (words[to - 1]?.end ?? start) : start;
  return [lastWords(text.slice(0, start)), firstWords(text.slice(end))];
}

function lastWords(text: string): string {
  return /(?:\S+\s+){0,4}\S*$/u.exec(text.slice(-contextLength))?.[0].trim() ?? '';
}

function firstWords(text: string): string {
  return /^\S*(?:\s+\S+){0,4}/u.exec(text.slice(0, contextLength))?.[0].trim() ?? '';
}

const contextLength = 40;

function wordOf({ word }: PrintedWord): string {
  return word;
}
