import { memoize } from '../../base/memoize.ts';
import type { Language } from './language.ts';
import type { Line } from './lines.ts';
import type { Stretch } from './pair-marks.ts';

/** One word, one mark of punctuation, or one whole quotation; offsets into the text, end exclusive. */
export interface Token {
  readonly kind: 'word' | 'punctuation' | 'quote';
  readonly text: string;
  /** Lower case, typographic apostrophes made straight, the owner's 's gone; empty for a quotation. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
  /** "Trump's": owns what follows, and is not the one who speaks. */
  readonly isOwner: boolean;
  /** A quotation of up to three words: a nickname or a title, no statement. */
  readonly isBrief: boolean;
  /** Of a quotation: its place in the text's stretches. */
  readonly stretch: number;
}

/** A line as the rules read it: a row of tokens in which a quotation is one token, parted into sentences. */
export interface Paragraph extends Line {
  readonly tokens: readonly Token[];
  /** Token ranges, end exclusive; they cover the row. */
  readonly sentences: readonly { readonly from: number; readonly to: number }[];
}

/** Reads one line into tokens; quotations are left unread, so that nothing said in them is taken for the writer's. */
export function readParagraph(
  text: string,
  scope: {
    line: Line;
    stretches: readonly Stretch[];
    firstStretch: number;
    language: Language;
    forms: Forms;
  },
): Paragraph {
  const tokens: Token[] = [];
  let at = scope.line.start;
  for (let index = scope.firstStretch; index < scope.stretches.length; index += 1) {
    const stretch = scope.stretches[index];
    if (!stretch || stretch.from >= scope.line.end) break;
    readWords(text, { ...scope, start: at, end: stretch.from, tokens });
    // "shouted, “Run!”": what a mark leads up to is said, however brief.
    const isLedTo =
      /^[,:]$/u.test(tokens.at(-1)?.text ?? '') && scope.language.cues.has(tokens.at(-2)?.word ?? '');
    const isBrief = !isLedTo && isBriefQuote(text.slice(stretch.start, stretch.end), scope.language);
    tokens.push(quoteToken(stretch, { index, isBrief }));
    at = stretch.to;
  }
  readWords(text, { ...scope, start: at, end: scope.line.end, tokens });
  const calm = isShouted(tokens) ? tokens.map((token) => ({ ...token, isCapital: false })) : tokens;
  return {
    ...scope.line,
    tokens: calm,
    sentences: splitSentences(text, { tokens, stretches: scope.stretches }),
  };
}

function isBriefQuote(words: string, language: Language): boolean {
  return language.script === 'unspaced' ? words.length < 6 : words.split(/\s+/u, 4).length < 4;
}

/** So many words of a line show whether it is set in capitals. */
const enoughToTell = 400;

// A line in capitals tells nothing of names.
function isShouted(tokens: readonly Token[]): boolean {
  let long = 0;
  let shouted = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'word' || text.length < 3) continue;
    long += 1;
    if (!/\p{Ll}/u.test(text)) shouted += 1;
    if (long === enoughToTell) break;
  }
  return long > 3 && shouted > long * 0.7;
}

const wordOrMark =
  /(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’\-‑&.](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*(?:(?<=s)['’](?!\p{L}))?|\p{N}+(?:[.,:]\p{N}+)*(?:[-‑]\p{L}+)*|[^\s\u00ad]/gu;

function readWords(
  text: string,
  scope: { start: number; end: number; language: Language; forms: Forms; tokens: Token[] },
): void {
  const piece = text.slice(scope.start, scope.end);
  if (scope.language.script === 'unspaced') {
    readUnspaced(piece, scope);
    return;
  }
  for (const match of piece.matchAll(wordOrMark)) {
    const start = scope.start + match.index;
    const abbreviated =
      text[start + match[0].length] === '.' && isAbbreviation(match[0], scope.language)
        ? `${match[0]}.`
        : match[0];
    const before = scope.tokens.at(-1);
    // The point of "Mr." was read with its word.
    if (before && start < before.end) continue;
    scope.tokens.push(plainToken(formOf(abbreviated, scope.forms), start));
  }
}

function readUnspaced(
  piece: string,
  scope: { start: number; language: Language; forms: Forms; tokens: Token[] },
): void {
  for (const part of segmenterFor(scope.language.tag).segment(piece)) {
    if (part.segment.trim() !== '')
      scope.tokens.push(plainToken(formOf(part.segment, scope.forms), scope.start + part.index));
  }
}

const segmenterFor = memoize((tag: string) => new Intl.Segmenter(tag, { granularity: 'word' }));

function isAbbreviation(word: string, language: Language): boolean {
  return /^\p{Lu}$/u.test(word) || (/^\p{Lu}/u.test(word) && language.abbreviations.has(word.toLowerCase()));
}

function plainToken(form: Form, start: number): Token {
  const { kind, text, word, isCapital, isOwner } = form;
  const end = start + text.length;
  return { kind, text, word, start, end, isCapital, isOwner, isBrief: false, stretch: -1 };
}

/** What a word is wherever it stands. */
type Form = Pick<Token, 'kind' | 'text' | 'word' | 'isCapital' | 'isOwner'>;

/** Every form of a text is read once: most words of an article come again, and a long text would drown in copies. */
export type Forms = Map<string, Form>;

function formOf(text: string, forms: Forms): Form {
  const known = forms.get(text);
  if (known) return known;
  const isWord = /^[\p{L}\p{N}]/u.test(text);
  const folded = text.toLowerCase().replaceAll('’', "'");
  const form: Form = {
    kind: isWord ? 'word' : 'punctuation',
    text,
    word: folded.replace(/'s?$/u, ''),
    // "al-Awlaki", "d’Estaing"
    isCapital: isWord && /^(?:(?:al|el|as|ar|an|ad|az|ash|d|l)[-‑'’])?\p{Lu}/u.test(text),
    isOwner: /(?:'s|s')$/u.test(folded),
  };
  forms.set(text, form);
  return form;
}

function quoteToken(stretch: Stretch, { index, isBrief }: { index: number; isBrief: boolean }): Token {
  return {
    kind: 'quote',
    text: '',
    word: '',
    start: stretch.from,
    end: stretch.to,
    isCapital: false,
    isOwner: false,
    isBrief,
    stretch: index,
  };
}

function splitSentences(
  text: string,
  { tokens, stretches }: { tokens: readonly Token[]; stretches: readonly Stretch[] },
): readonly { from: number; to: number }[] {
  const sentences: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const next = tokens[index + 1];
    if (next && !endsSentence(text, { token: tokens[index], next, stretches })) continue;
    sentences.push({ from, to: index + 1 });
    from = index + 1;
  }
  return sentences;
}

function endsSentence(
  text: string,
  { token, next, stretches }: { token: Token | undefined; next: Token; stretches: readonly Stretch[] },
): boolean {
  if (!token) return false;
  const startsAfresh = next.kind === 'quote' || next.isCapital || /^[\p{N}\p{Lo}¿¡]/u.test(next.text);
  if (token.kind === 'quote') {
    const last = text[(stretches[token.stretch]?.end ?? 0) - 1] ?? '';
    return startsAfresh && /[.…。]/u.test(last);
  }
  if (token.kind === 'punctuation')
    return /^[.!?…。！？؟]$/u.test(token.text) && (startsAfresh || /^[—–([-]/u.test(next.text));
  return false;
}

/** The first token from `from` up to `to` that fits; -1 where none does. Looks at no other, however long the line. */
export function firstBetween(
  tokens: readonly Token[],
  { from, to, fits }: { from: number; to: number; fits: (token: Token) => boolean },
): number {
  for (let at = Math.max(0, from); at < Math.min(to, tokens.length); at += 1) {
    const token = tokens[at];
    if (token && fits(token)) return at;
  }
  return -1;
}

/** The last token from `from` up to `to` that fits; -1 where none does. */
export function lastBetween(
  tokens: readonly Token[],
  { from, to, fits }: { from: number; to: number; fits: (token: Token) => boolean },
): number {
  for (let at = Math.min(to, tokens.length) - 1; at >= Math.max(0, from); at -= 1) {
    const token = tokens[at];
    if (token && fits(token)) return at;
  }
  return -1;
}
