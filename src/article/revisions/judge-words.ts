import { isSlip } from './is-slip.ts';
import type { PrintedWord } from './printed-words.ts';

/** What a change of words is, by the rule that decided. */
export type WordsRule =
  | 'quote'
  | 'number'
  | 'name'
  | 'negation'
  | 'headline'
  | 'wording'
  | 'spacing'
  | 'repeated-word'
  | 'marks'
  | 'typo';

/** Some words in place of others, and the texts they stand in. */
export interface ChangedWords {
  readonly place: 'headline' | 'text';
  readonly removed: readonly PrintedWord[];
  readonly added: readonly PrintedWord[];
  /** The unchanged words to the left and right, by which a word repeated by mistake is known. */
  readonly neighbours: readonly string[];
  readonly known: KnownWords;
}

/** What both versions tell about words. */
export interface KnownWords {
  /** Words with a capital where none is due. */
  readonly names: ReadonlySet<string>;
  /** Words that both versions have. */
  readonly kept: ReadonlySet<string>;
}

/** The first rule that fits, surest first; what no rule shows to be harmless is a change of wording. */
export function judgeWords(changed: ChangedWords): WordsRule {
  const { place, removed, added } = changed;
  const words = [...removed, ...added];
  // A headline's marks show that words are somebody's, and whose are told in the text.
  if (place === 'text' && words.some(({ isQuoted }) => isQuoted))
    return isSpacing(changed) && words.every(({ isQuoted }) => isQuoted) ? 'spacing' : 'quote';
  if (words.some(isNumber)) return 'number';
  if (isSpacing(changed)) return 'spacing';
  if (isRepeatedWord(changed)) return 'repeated-word';
  if (words.some((word) => isName(word, changed))) return 'name';
  if (count(removed, isNegation) !== count(added, isNegation)) return 'negation';
  if (isTypo(changed)) return 'typo';
  return place === 'headline' ? 'headline' : 'wording';
}

/** "Cease fire" and "ceasefire": the same letters in other words. */
function isSpacing({ removed, added }: ChangedWords): boolean {
  const joined = (words: readonly PrintedWord[]) => words.map(({ word }) => word).join('');
  return removed.length > 0 && joined(removed) === joined(added);
}

/** Figures of every script, and English number words; in other languages those are changes of wording, as material. */
function isNumber({ word }: PrintedWord): boolean {
  return /\p{N}/u.test(word) || numberWords.has(word);
}

const numberWords = new Set(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands ' +
    'million millions billion billions trillion dozen dozens half twice double triple first second third'
  ).split(' '),
);

function isRepeatedWord({ removed, added, neighbours }: ChangedWords): boolean {
  const [only, ...more] = [...removed, ...added];
  return only !== undefined && more.length === 0 && neighbours.includes(only.word);
}

/**
 * A capital where none is due; German has one on every noun, so that there a typo in a noun counts as a name. At a
 * sentence's beginning, and in a headline, a word is a name when it is one elsewhere.
 */
function isName(
  { word, isCapital, opensSentence }: PrintedWord,
  { place, known }: Pick<ChangedWords, 'place' | 'known'>,
): boolean {
  return isCapital && (known.names.has(word) || (place === 'text' && !opensSentence));
}

/** English, as the other words of small lists here: elsewhere a negation is a change of wording. */
function isNegation({ word }: PrintedWord): boolean {
  return negations.has(word) || word.endsWith("n't");
}

const negations = new Set('no not never none nobody nothing neither nor cannot without unless'.split(' '));

/** Word by word a slip; a form that both versions have elsewhere is a word of its own, and no slip. */
function isTypo({ removed, added, known }: ChangedWords): boolean {
  return (
    removed.length === added.length &&
    removed.every(({ word }, index) => !known.kept.has(word) && isSlip(word, added[index]?.word ?? ''))
  );
}

function count(words: readonly PrintedWord[], holds: (word: PrintedWord) => boolean): number {
  return words.filter(holds).length;
}
