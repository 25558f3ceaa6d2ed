import type { Language } from './language.ts';
import type { Line } from './lines.ts';
import { anyMark, familyOf, type MarkFamily, turnOf } from './marks.ts';

/** The words between two marks on one line; quotations inside quotations belong to the outer one. */
export interface Stretch {
  /** Of the words, without the marks. */
  readonly start: number;
  readonly end: number;
  /** With the marks. */
  readonly from: number;
  readonly to: number;
  readonly family: MarkFamily;
  /** False when the line ended before a closing mark came. */
  readonly isClosed: boolean;
}

/** Pairs the marks of each line by family; the outermost stretches, in reading order. */
export function pairMarks(
  text: string,
  { lines, language }: { lines: readonly Line[]; language: Language },
): readonly Stretch[] {
  const stretches = lines.flatMap((line) => pairLine(text, { line, language }));
  return language.aside
    ? stretches.flatMap((stretch) => splitAtAside(text, { stretch, aside: language.aside }))
    : stretches;
}

interface OpenMark {
  readonly at: number;
  readonly family: MarkFamily;
}

function pairLine(text: string, { line, language }: { line: Line; language: Language }): readonly Stretch[] {
  const found: Stretch[] = [];
  let open: OpenMark[] = [];
  for (const { index } of text.slice(line.start, line.end).matchAll(anyMark)) {
    const at = line.start + index;
    const family = familyOf(text[at] ?? '');
    const turn = turnOf(text, at, language);
    const depth = open.findLastIndex((mark) => mark.family === family);
    const opener = open[depth];
    if (turn === 'neither') continue;
    if (opener && (turn === 'closes' || turn === 'either')) {
      if (family === 'single' && isPluralGenitive(text, { at, end: line.end })) continue;
      found.push(stretchBetween(text, { opener, at }));
      open = open.slice(0, depth);
    } else if (opener && depth === open.length - 1) {
      // The earlier one was never closed: the later opener is the one that counts.
      open = [...open.slice(0, depth), { at, family }];
    } else if (!opener && turn !== 'closes') {
      open = [...open, { at, family }];
    }
  }
  const unclosed = open.find((mark) => mark.family !== 'single');
  if (unclosed) found.push(unclosedStretch(text, { opener: unclosed, line }));
  return outermost(found);
}

// ‘The ministers’ plan failed,’ he said: the first mark after the s owns, the second closes.
function isPluralGenitive(text: string, { at, end }: { at: number; end: number }): boolean {
  if (text[at - 1] !== 's' || text[at + 1] !== ' ' || !/\p{Ll}/u.test(text[at + 2] ?? '')) return false;
  const ahead = text.slice(at + 1, Math.min(end, at + 160));
  const next = ahead.search(/['’](?!\p{L})/u);
  const opener = ahead.search(/[\s(]['‘]/u);
  return next >= 0 && (opener < 0 || next < opener);
}

// « Un plan, a-t-il ajouté. Avec des dates. »: the writer's own words inside the marks part the quotation in two.
function splitAtAside(
  text: string,
  { stretch, aside }: { stretch: Stretch; aside: RegExp | undefined },
): readonly Stretch[] {
  const found = aside?.exec(text.slice(stretch.start, stretch.end));
  if (!found || found.index < 4) return [stretch];
  const split = stretch.start + found.index;
  const resumes = split + found[0].length;
  const before = { ...stretch, ...trimmed(text, { start: stretch.start, end: split }), to: split };
  const after = { ...stretch, ...trimmed(text, { start: resumes, end: stretch.end }), from: resumes };
  return after.start < after.end ? [before, after] : [before];
}

function stretchBetween(text: string, { opener, at }: { opener: OpenMark; at: number }): Stretch {
  const bounds = trimmed(text, { start: opener.at + 1, end: at });
  return { ...bounds, from: opener.at, to: at + 1, family: opener.family, isClosed: true };
}

function unclosedStretch(text: string, { opener, line }: { opener: OpenMark; line: Line }): Stretch {
  const bounds = trimmed(text, { start: opener.at + 1, end: line.end });
  return { ...bounds, from: opener.at, to: line.end, family: opener.family, isClosed: false };
}

function trimmed(
  text: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  let first = start;
  let last = end;
  while (first < last && /\s/u.test(text[first] ?? '')) first += 1;
  while (last > first && /\s/u.test(text[last - 1] ?? '')) last -= 1;
  return { start: first, end: last };
}

function outermost(stretches: readonly Stretch[]): readonly Stretch[] {
  const inOrder = stretches
    .filter((one) => one.end > one.start)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const outer: Stretch[] = [];
  for (const stretch of inOrder) {
    if (stretch.from >= (outer.at(-1)?.to ?? 0)) outer.push(stretch);
  }
  return outer;
}
