import { parseHTML } from 'linkedom';
import { type Failure, failed, type Result, success } from '../../base/failure.ts';
import { measureMarkup } from './markup-size.ts';

/** An element of a page: what reading an article needs of the DOM, readonly. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PageNode[];
  /** Number of the element in document order; names it in the live document too. */
  readonly mark: number;
  /** Characters of text inside, kept because a text would else be measured again on every level above it. */
  readonly textLength: number;
}

/** An element, or a stretch of text with its entities decoded. */
export type PageNode = PageElement | string;

/** A parsed page: the tree that we read, and the live document that Readability takes apart. */
export interface Page {
  readonly root: PageElement;
  readonly live: LiveDocument;
  readonly nodeCount: number;
  /** Levels of elements. */
  readonly depth: number;
}

/** The live document, known only as far as it is used here. */
interface LiveDocument {
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

/** Parses a page or a fragment of one, however broken; refused only when it would hold up everything else. */
export function openPage(html: string): Result<Page, Failure<'page-too-complex'>> {
  const { pieces, depth } = measureMarkup(html);
  if (pieces > mostPieces || depth > deepest) {
    return failed({
      code: 'page-too-complex',
      subject: 'page',
      detail: `${pieces} pieces, ${depth} levels`,
    });
  }
  const { document } = parseHTML(withBody(html)) as unknown as {
    document: LiveDocument;
  };
  const reader: TreeReader = { nodes: 0, depth: 0 };
  const root = readElement(document.documentElement, { reader, level: 1 });
  return success({ root, live: document, nodeCount: reader.nodes, depth: reader.depth });
}

/** The element with other children. */
export function withChildren(
  element: Omit<PageElement, 'textLength'>,
  children: readonly PageNode[],
): PageElement {
  let textLength = 0;
  for (const child of children) textLength += typeof child === 'string' ? child.length : child.textLength;
  return { ...element, children, textLength };
}

/** The element without some of the nodes inside it. */
export function withoutNodes(element: PageElement, left: ReadonlySet<PageNode>): PageElement {
  const children = element.children
    .filter((child) => !left.has(child))
    .map((child) => (typeof child === 'string' ? child : withoutNodes(child, left)));
  return withChildren(element, children);
}

/** All elements under `root`, itself first, in document order. */
export function* elementsOf(root: PageElement): Generator<PageElement> {
  const ahead = [root];
  for (let element = ahead.pop(); element; element = ahead.pop()) {
    yield element;
    for (const child of element.children.toReversed()) if (typeof child !== 'string') ahead.push(child);
  }
}

/** The first element under `root` for which `claim` holds. */
export function findElement(
  root: PageElement,
  claim: (element: PageElement) => boolean,
): PageElement | undefined {
  return elementsOf(root).find(claim);
}

/** The elements inside `root` for which `claim` holds, without those inside another such one. */
export function outermostElements(
  root: PageElement,
  claim: (element: PageElement) => boolean,
): readonly PageElement[] {
  return root.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return claim(child) ? [child] : outermostElements(child, claim);
  });
}

/** An element's class and id, the words its makers gave it. */
export function nameOf({ attributes }: Pick<PageElement, 'attributes'>): string {
  return `${attributes.class ?? ''} ${attributes.id ?? ''}`.trim();
}

/** All characters of text under `node`, as they stand in the source. */
export function sourceText(node: PageNode): string {
  return typeof node === 'string' ? node : node.children.map(sourceText).join('');
}

// The 130 pages of Readability's own tests have 10,000 pieces and 34 levels at most (checked 2026-11).
const mostPieces = 60_000;
const deepest = 250;

/** Without html and body elements the parser would take the first element it meets for the document itself. */
function withBody(html: string): string {
  if (/<body[\s>]/i.test(html)) return /<html[\s>]/i.test(html) ? html : `<html>${html}</html>`;
  const endOfHead = /<\/head\s*>/i.exec(html);
  if (!endOfHead) return `<html><head></head><body>${html}</body></html>`;
  const at = endOfHead.index + endOfHead[0].length;
  return withBody(`${html.slice(0, at)}<body>${html.slice(at)}`);
}

interface TreeReader {
  nodes: number;
  depth: number;
}

function readElement(node: LiveNode, { reader, level }: { reader: TreeReader; level: number }): PageElement {
  const mark = reader.nodes;
  reader.nodes += 1;
  reader.depth = Math.max(reader.depth, level);
  const attributes = Object.fromEntries(
    Array.from(node.attributes, ({ name, value }) => [name.toLowerCase(), value]),
  );
  node.setAttribute(markAttribute, String(mark));
  const children: PageNode[] = [];
  for (const child of node.childNodes) {
    if (child.nodeType === elementNode) children.push(readElement(child, { reader, level: level + 1 }));
    else if (child.nodeType === textNode && child.textContent !== '') {
      reader.nodes += 1;
      children.push(child.textContent);
    }
  }
  return withChildren({ tag: node.localName.toLowerCase(), attributes, children, mark }, children);
}

const elementNode = 1;
const textNode = 3;
