import { Readability } from '@mozilla/readability';
import {
  elementsOf,
  findElement,
  type LiveNode,
  markAttribute,
  type Page,
  type PageElement,
} from './page-tree.ts';

/**
 * The smallest element of `tree` (the page without its furniture) that holds the whole article. Readability says what
 * belongs to the text; the element is then read by us, because Readability drops lists, captions and pull quotes.
 * Takes the page's live document apart.
 */
export function findMainText(page: Page, tree: PageElement): PageElement {
  const declared = declaredText(tree);
  if (page.nodeCount > mostNodes || page.depth > mostLevels) return declared;
  leaveFurnitureOut(page, tree);
  const kept = keptProse(page);
  return kept.size === 0 ? declared : smallestHolding(tree, kept);
}

// Readability needs a second per 10,000 links, and reads a text again on every level above it (checked 2026-11). The
// 130 pages of its own tests have 24,530 nodes and 38 levels at most.
const mostNodes = 25_000;
const mostLevels = 100;

/** What the page itself marks as its text. */
function declaredText(tree: PageElement): PageElement {
  return (
    findElement(tree, ({ attributes }) => attributes.itemprop === 'articleBody') ??
    findElement(tree, ({ tag }) => tag === 'article') ??
    findElement(tree, ({ tag, attributes }) => tag === 'main' || attributes.role === 'main') ??
    tree
  );
}

function leaveFurnitureOut(page: Page, tree: PageElement): void {
  const marks = new Set(elementsOf(tree).map(({ mark }) => String(mark)));
  const visit = (node: LiveNode): void => {
    for (const child of Array.from(node.childNodes)) {
      if (child.nodeType !== 1) continue;
      if (marks.has(child.getAttribute(markAttribute) ?? '') || child.localName === 'head') visit(child);
      else child.remove();
    }
  };
  visit(page.live.documentElement);
}

/** Characters of prose that Readability kept, by the mark of the element they stand in. */
function keptProse(page: Page): ReadonlyMap<number, number> {
  const reader = new Readability<LiveNode>(page.live, {
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node: unknown) => node as LiveNode,
  });
  const content = reader.parse()?.content;
  const kept = new Map<number, number>();
  const visit = (node: LiveNode, holder: number | null): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3 && holder !== null) {
        const length = child.textContent.trim().length;
        if (length > 0) kept.set(holder, (kept.get(holder) ?? 0) + length);
      } else if (child.nodeType === 1 && !besideTheProse.has(child.localName)) {
        const mark = child.getAttribute(markAttribute);
        visit(child, mark === null ? holder : Number(mark));
      }
    }
  };
  if (content) visit(content, null);
  return kept;
}

// A headline or caption that Readability kept says nothing about where the text stands.
const besideTheProse = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figcaption', 'figure', 'time']);

function smallestHolding(tree: PageElement, kept: ReadonlyMap<number, number>): PageElement {
  const held = new Map<PageElement, number>();
  const weigh = (element: PageElement): number => {
    let length = kept.get(element.mark) ?? 0;
    for (const child of element.children) if (typeof child !== 'string') length += weigh(child);
    held.set(element, length);
    return length;
  };
  const whole = weigh(tree);
  let smallest = tree;
  for (;;) {
    const inner = smallest.children.find(
      (child) => typeof child !== 'string' && containers.has(child.tag) && held.get(child) === whole,
    );
    if (typeof inner !== 'object') return smallest;
    smallest = inner;
  }
}

const containers = new Set('html body main article section div center td table tbody tr'.split(' '));
