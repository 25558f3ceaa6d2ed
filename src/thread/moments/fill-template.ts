import type { Placeholder } from '../../coverage/moments/placeholders.ts';
import { defuse } from '../source-text.ts';
import { link, plain, tag } from '../spans.ts';
import type { Span } from '../thread.ts';

/** What stands for a placeholder: words within a line, or lines of their own. Absent ones have nothing to say. */
export type Fillings = Partial<Readonly<Record<Placeholder, Filling>>>;

/** A stretch of a line, or whole lines. */
export type Filling = readonly Span[] | { readonly lines: readonly (readonly Span[])[] };

/** Lines that belong together; an empty line stands between two blocks. */
export type Block = readonly (readonly Span[])[];

/**
 * The lines of a template with its placeholders filled. One that has nothing to say goes, with the comma before it; a
 * line goes when none of its placeholders says anything.
 */
export function fillTemplate(template: readonly string[], fillings: Fillings): readonly Block[] {
  return template.flatMap((line) => {
    const block = fillLine(line, fillings);
    return block === null ? [] : [block];
  });
}

function fillLine(line: string, fillings: Fillings): Block | null {
  const pieces = line.split(/([,，、،;]?\s*\{[a-z]+\})/u);
  const names = pieces.map((piece) => placeholderIn(piece));
  const said = names.filter((name) => name !== null && fillings[name] !== undefined);
  if (names.some((name) => name !== null) && said.length === 0) return null;
  const spans: Span[] = [];
  for (const [position, piece] of pieces.entries()) {
    const name = names[position] ?? null;
    if (name === null) {
      spans.push(...spansOf(piece));
      continue;
    }
    const filling = fillings[name];
    if (filling === undefined) continue;
    if ('lines' in filling) return spans.length > 0 ? [spans, ...filling.lines] : filling.lines;
    const separator = piece.slice(0, piece.indexOf('{'));
    if (separator !== '' && (spans.length > 0 || /^\s+$/.test(separator))) spans.push(plain(separator));
    spans.push(...filling);
  }
  return [spans];
}

function placeholderIn(piece: string): Placeholder | null {
  const [, name] = /\{([a-z]+)\}$/.exec(piece) ?? [];
  return (name as Placeholder | undefined) ?? null;
}

/** The operator's own words: an address and a hashtag in them are live. */
function spansOf(words: string): Span[] {
  return words
    .split(/(https?:\/\/\S+[^\s.,;:!?)]|[#＃][\p{L}\p{M}\p{N}_]+)/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^https?:/.test(piece)) return link(piece);
      return /^[#＃]/u.test(piece) ? tag(piece) : plain(piece);
    });
}

/** Words of the agenda or of an article, in which nothing is live; undefined when there are none. */
export function wordsOf(text: string | null): readonly Span[] | undefined {
  const words = defuse(text ?? '');
  return words === '' ? undefined : [plain(words)];
}
