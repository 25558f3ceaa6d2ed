/** How much a page asks of its parser. */
export interface MarkupSize {
  /** Elements and stretches of text; the parser starts a new one at every `&` and at every `<` that opens nothing. */
  readonly pieces: number;
  /** About how deep elements nest at most. */
  readonly depth: number;
}

/**
 * Counts a page's tags without building anything. The parser's time grows with the square of the depth (100,000
 * unclosed tags took it seven seconds) and by 20 µs a piece (both checked 2026-11), so this is asked before it is
 * given a page.
 */
export function measureMarkup(html: string): MarkupSize {
  const open = new Map<string, number>();
  let pieces = 0;
  let depth = 0;
  let deepest = 0;
  for (const [, closing, name = '', selfClosing] of html.matchAll(tags)) {
    const tag = name.toLowerCase();
    if (!closing) pieces += 1;
    if (!tag || endedByTheNext.has(tag) || selfClosing) continue;
    const openOfThisKind = open.get(tag) ?? 0;
    if (closing && openOfThisKind === 0) continue;
    const step = closing ? -1 : 1;
    open.set(tag, openOfThisKind + step);
    depth += step;
    deepest = Math.max(deepest, depth);
  }
  return { pieces, depth: deepest };
}

// Every alternative may end at the end of the page, so that what is never closed is read once and not again and again.
const tags =
  /<(?:script\b[\s\S]*?(?:<\/script|$)|style\b[\s\S]*?(?:<\/style|$)|!--[\s\S]*?(?:-->|$)|(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^>]*?(\/?)(?:>|$))|[&<]/gi;

// Void elements, and those whose end tag may be missing because the next of their kind ends them.
const endedByTheNext = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'p li dt dd td th tr thead tbody tfoot option'
  ).split(' '),
);
