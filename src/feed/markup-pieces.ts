/** A piece of markup as it stands in a text that may be broken; `start` and `end` are its bounds there. */
export type Markup =
  | (Bounds & {
      readonly kind: 'opening';
      readonly name: string;
      readonly inside: string;
      readonly isEmpty: boolean;
    })
  | (Bounds & { readonly kind: 'closing'; readonly name: string })
  /** A comment, a section of CDATA, an instruction, a declaration. */
  | (Bounds & { readonly kind: 'section'; readonly source: string })
  /** A "<" that begins nothing. */
  | (Bounds & { readonly kind: 'text' });

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Elements of HTML that never have a closing tag; "link" is left out, which RSS closes. */
export const childless = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'source', 'wbr']);

/** Every piece of markup in `text`, in order. */
export function* markupIn(text: string): Generator<Markup> {
  // What was looked for once and not found need not be looked for again, or many open comments would take for ever.
  const absent = new Set<string>();
  for (let start = text.indexOf('<'); start !== -1; ) {
    const piece = sectionAt(text, { start, absent }) ??
      tagAt(text, start) ?? { kind: 'text' as const, start, end: start + 1 };
    yield piece;
    start = text.indexOf('<', piece.end);
  }
}

const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

function sectionAt(text: string, { start, absent }: { start: number; absent: Set<string> }): Markup | null {
  const section = sections.find(([open]) => text.startsWith(open, start));
  if (!section || absent.has(section[1])) return null;
  const [open, close] = section;
  const found = text.indexOf(close, start + open.length);
  if (found === -1) {
    absent.add(close);
    return null;
  }
  const end = found + close.length;
  return { kind: 'section', start, end, source: text.slice(start, end) };
}

function tagAt(text: string, start: number): Markup | null {
  tag.lastIndex = start;
  const found = tag.exec(text);
  if (!found) return null;
  const [whole, slash, name = '', attributes = '', empty] = found;
  const end = start + whole.length;
  if (slash === '/') return { kind: 'closing', start, end, name };
  return {
    kind: 'opening',
    start,
    end,
    name,
    inside: name + quoted(attributes),
    isEmpty: empty === '/',
  };
}

/** Each attribute can be read in one way only, so that the expression never has to turn back for long. */
const tag =
  /<(\/?)([a-z_][\w.:-]{0,100})((?:\s+[^\s=<>/"']+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+))?)*)\s*(\/?)>/iy;

/** Attributes as XML wants them: with values, in quotes. */
function quoted(attributes: string): string {
  return attributes.replace(
    /(\s+[^\s=]+)(?:\s*=\s*("[^"]*"|'[^']*'|\S+))?/g,
    (_, name: string, value?: string) => `${name}=${/^["']/.test(value ?? '') ? value : `"${value ?? ''}"`}`,
  );
}
