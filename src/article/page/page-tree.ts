import { parseHTML } from 'linkedom';
import { type Failure, failed, type Result, success } from '../../base/failure.ts';
import { nestingDepth } from './nesting-depth.ts';

/** An element of a page: what reading an article needs of the DOM, readonly. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PageNode[];
  /** Number of the element in document order; names it in the live document too. */
  readonly mark: number;
}

/** An element, or a stretch of text with its entities decoded. */
export type PageNode = PageElement | string;

/** A parsed page: the tree that we read, and the live document that Readability takes apart. */
export interface Page {
  readonly root: PageElement;
  readonly live: LiveDocument;
  readonly nodeCount: number;
}

/** The live document, known only as far as it is used here. */
export interface LiveDocument {
  readonly documentElement: LiveNode;
}

export interface LiveNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly childNodes: readonly LiveNode[];
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  remove(): void;
}

/** The attribute that ties an element of the live document to its PageElement. */
export const markAttribute = 'data-mark';

/** Parses a page or a fragment of one, however broken; refused only when its tags nest beyond reason. */
export function openPage(html: string): Result<Page, Failure<'page-too-deep'>> {
  const depth = nestingDepth(html);
  if (depth > deepest) return failed({ code: 'page-too-deep', subject: `${depth} levels` });
  const { document } = parseHTML(withBody(html)) as unknown as { document: LiveDocument };
  let count = 0;
  const root = readElement(document.documentElement, () => count++);
  return success({ root, live: document, nodeCount: count });
}

/** All elements under `root`, itself first, in document order. */
export function* elementsOf(root: PageElement): Generator<PageElement> {
  yield root;
  for (const child of root.children) if (typeof child !== 'string') yield* elementsOf(child);
}

/** The first element under `root` for which `claim` holds. */
export function findElement(
  root: PageElement,
  claim: (element: PageElement) => boolean,
): PageElement | undefined {
  return elementsOf(root).find(claim);
}

/** All characters of text under `node`, as they stand in the source. */
export function sourceText(node: PageNode): string {
  return typeof node === 'string' ? node : node.children.map(sourceText).join('');
}

// Real pages stay under 60 levels; recursion over the tree is safe far beyond this.
const deepest = 500;

/** Without a body element the parser would take the first paragraph for the document itself. */
function withBody(html: string): string {
  if (/<body[\s>]/i.test(html)) return html;
  const endOfHead = /<\/head\s*>/i.exec(html);
  if (!endOfHead) return `<html><head></head><body>${html}</body></html>`;
  const at = endOfHead.index + endOfHead[0].length;
  return `${html.slice(0, at)}<body>${html.slice(at)}`;
}

function readElement(node: LiveNode, nextMark: () => number): PageElement {
  const mark = nextMark();
  const attributes = Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value]));
  node.setAttribute(markAttribute, String(mark));
  const children = node.childNodes
    .map((child) => {
      if (child.nodeType === textNode) {
        nextMark();
        return child.textContent;
      }
      return child.nodeType === elementNode ? readElement(child, nextMark) : '';
    })
    .filter((child) => child !== '');
  return { tag: node.localName.toLowerCase(), attributes, children, mark };
}

const elementNode = 1;
const textNode = 3;
