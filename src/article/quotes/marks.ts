import type { Language } from './language.ts';

/**
 * Marks of one family can stand in for one another: writers mix “ with " and ” with „, but not with «. Inside a
 * quotation a mark of another family opens a quotation within it.
 */
export type MarkFamily = 'double' | 'single' | 'guillemet' | 'single-guillemet' | 'corner' | 'white-corner';

/** What a mark can be where it stands. */
export type MarkTurn = 'opens' | 'closes' | 'either' | 'neither';

const families: ReadonlyMap<string, MarkFamily> = new Map([
  ...[...'"“”„‟＂'].map((mark) => [mark, 'double'] as const),
  ...["'", ...'‘’‚‛'].map((mark) => [mark, 'single'] as const),
  ...[...'«»'].map((mark) => [mark, 'guillemet'] as const),
  ...[...'‹›'].map((mark) => [mark, 'single-guillemet'] as const),
  ...[...'「」'].map((mark) => [mark, 'corner'] as const),
  ...[...'『』'].map((mark) => [mark, 'white-corner'] as const),
]);

/** Finds every character that may be a quotation mark. */
export const anyMark = /["“”„‟＂'‘’‚‛«»‹›「」『』]/gu;

/** The family a quotation mark belongs to. */
export function familyOf(mark: string): MarkFamily {
  return families.get(mark) ?? 'double';
}

/** Which way the mark at `at` turns, from its form, its neighbours and the language's habits. */
export function turnOf(text: string, at: number, language: Language): MarkTurn {
  const mark = text[at] ?? '';
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  const family = familyOf(mark);
  if (family === 'single' && isApostrophe({ mark, before, after })) return 'neither';
  if (mark === '"' && isInches(text, at)) return 'neither';
  // An attribute of a page's markup that got into the text: date="19 January".
  if (mark === '"' && before === '=') return 'neither';
  // '' is what some archives make of a lost “: nothing tells which way it turns, nor whether it is a mark at all.
  if (mark === "'" && (before === "'" || after === "'")) return 'neither';
  if (family === 'corner' || family === 'white-corner') return '「『'.includes(mark) ? 'opens' : 'closes';
  if (family === 'guillemet' || family === 'single-guillemet')
    return turnOfGuillemet({ mark, before, after, language });
  if (language.script === 'unspaced' && !'"\''.includes(mark))
    return '“‘„‚'.includes(mark) ? 'opens' : 'closes';
  return turnOfComma({ mark, before, after });
}

// “Don’t”, the ’90s, rock ’n’ roll.
function isApostrophe(place: { mark: string; before: string; after: string }): boolean {
  if (!"'’‘".includes(place.mark)) return false;
  if (isLetter(place.before) && isLetter(place.after)) return true;
  return place.mark !== '‘' && !isLetter(place.before) && /\d/u.test(place.after);
}

// 6'2", a 12" gun: a straight mark right after a figure measures something, unless it is the next one that opens.
function isInches(text: string, at: number): boolean {
  if (!/\d/u.test(text[at - 1] ?? '')) return false;
  if (/['’′]\d{1,2}$/u.test(text.slice(Math.max(0, at - 4), at))) return true;
  if (!/^ \p{Ll}/u.test(text.slice(at + 1, at + 3))) return false;
  const next = text.indexOf('"', at + 1);
  return next > 0 && next - at < 300 && /\S"(?:\s|[,.;:!?)]|$)/u.test(text.slice(next - 1, next + 2));
}

function turnOfGuillemet(place: {
  mark: string;
  before: string;
  after: string;
  language: Language;
}): MarkTurn {
  const pointsRight = place.mark === '»' || place.mark === '›';
  if (!place.language.guillemetsPointInwards) return pointsRight ? 'closes' : 'opens';
  const shape = shapeOf(place);
  return shape === 'either' || shape === 'neither' ? (pointsRight ? 'opens' : 'closes') : shape;
}

// The form of “ and ” misleads too often to be trusted: Swedish opens with ”, German closes with “, and editing
// programs turn marks around at dashes and brackets. Where the spaces speak, they decide.
function turnOfComma(place: { mark: string; before: string; after: string }): MarkTurn {
  if ('„‚'.includes(place.mark)) return 'opens';
  const shape = shapeOf(place);
  if (shape !== 'either') return shape === 'neither' ? 'either' : shape;
  return place.mark === '‘' ? 'opens' : 'either';
}

function shapeOf(place: { before: string; after: string }): MarkTurn {
  const roomBefore = opensAfter(place.before);
  const roomAfter = closesBefore(place.after);
  if (roomBefore && !roomAfter) return 'opens';
  if (roomAfter && !roomBefore) return 'closes';
  return roomBefore ? 'neither' : 'either';
}

function opensAfter(character: string): boolean {
  return /[\s([{<—–\-/:¿¡“„‘‚«‹"'|]/u.test(character);
}

function closesBefore(character: string): boolean {
  return /[\s)\]}>—–\-,.;:!?…/”’»›"'|、。،؛؟]/u.test(character);
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
