/**
 * About how deep a page's tags nest at most, by counting those that are open. The parser's time grows with the square
 * of the depth (100,000 unclosed tags took it seven seconds, checked 2026-11), so this is asked before it is given a
 * page.
 */
export function nestingDepth(html: string): number {
  const open = new Map<string, number>();
  let depth = 0;
  let deepest = 0;
  for (const [, closing, name = '', selfClosing] of html.matchAll(tags)) {
    const tag = name.toLowerCase();
    if (!tag || endedByTheNext.has(tag) || selfClosing) continue;
    const openOfThisKind = open.get(tag) ?? 0;
    if (closing && openOfThisKind === 0) continue;
    const step = closing ? -1 : 1;
    open.set(tag, openOfThisKind + step);
    depth += step;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

// Every alternative may end at the end of the page, so that what is never closed is read once and not again and again.
const tags =
  /<(?:script\b[\s\S]*?(?:<\/script|$)|style\b[\s\S]*?(?:<\/style|$)|!--[\s\S]*?(?:-->|$)|(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^>]*?(\/?)(?:>|$))/gi;

// Void elements, and those whose end tag may be missing because the next of their kind ends them.
const endedByTheNext = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'p li dt dd td th tr thead tbody tfoot option'
  ).split(' '),
);
