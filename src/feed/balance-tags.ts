import { childless, type Markup, markupIn } from './markup-pieces.ts';

/**
 * A document that no XML parser takes, with each tag closed where a reader would close it, and each "<" that begins no
 * tag made text. What stands in CDATA stays as it is. Reads the text once.
 */
export function balanceTags(text: string): string {
  const open: string[] = [];
  let balanced = '';
  let at = 0;
  for (const piece of markupIn(text)) {
    balanced += text.slice(at, piece.start) + written(piece, open);
    at = piece.end;
  }
  return balanced + text.slice(at) + closeAll(open, 0);
}

function written(piece: Markup, open: string[]): string {
  switch (piece.kind) {
    case 'text':
      return '&lt;';
    case 'section':
      return piece.source;
    case 'closing':
      return closed(piece.name, open);
    case 'opening': {
      const before = makeRoom(piece.name, open);
      if (piece.isEmpty || childless.has(piece.name.toLowerCase())) return `${before}<${piece.inside}/>`;
      open.push(piece.name);
      return `${before}<${piece.inside}>`;
    }
  }
}

/** A closing tag that closes nothing ends the text it stands in, if it can mean that; else it is left out. */
function closed(name: string, open: string[]): string {
  const index = innermostOf(open, new Set([name.toLowerCase()]));
  if (index !== -1) return closeAll(open, index);
  const innermost = open.at(-1) ?? '';
  return isLeaf(innermost) && !isFormatting(name) ? closeAll(open, open.length - 1) : '';
}

/**
 * What has to end before `name` can begin: an item, or else all that its channel left open, before the next item; a title
 * before its item's link.
 */
function makeRoom(name: string, open: string[]): string {
  const kind = name.toLowerCase();
  if (!containers.has(kind))
    return neighbours.has(kind) ? closeFrom(innermostOf(open, shortLeaves), open) : '';
  const before = innermostOf(open, new Set([kind]));
  return before === -1 ? closeFrom(innermostOf(open, homes) + 1 || -1, open) : closeFrom(before, open);
}

function closeFrom(index: number, open: string[]): string {
  return index === -1 ? '' : closeAll(open, index);
}

/** Where the innermost open element of one of these names stands, as deep as anybody nests; -1 when none is open. */
function innermostOf(open: readonly string[], names: ReadonlySet<string>): number {
  const index = open.slice(-deepest).findLastIndex((name) => names.has(name.toLowerCase()));
  return index === -1 ? -1 : Math.max(0, open.length - deepest) + index;
}

const deepest = 100;

function closeAll(open: string[], from: number): string {
  return open
    .splice(from)
    .reverse()
    .map((name) => `</${name}>`)
    .join('');
}

const containers = new Set(['item', 'entry']);
const homes = new Set(['channel', 'items', 'feed', 'rss', 'rdf:rdf']);
const shortLeaves = new Set(['title', 'link', 'guid', 'id', 'pubdate', 'author', 'category', 'updated']);
const neighbours = new Set([...shortLeaves, ...containers, 'description', 'published', 'summary', 'content']);

function isLeaf(name: string): boolean {
  const kind = name.toLowerCase();
  return neighbours.has(kind) ? !containers.has(kind) : /^(?:subtitle|tagline|name|email|uri)$/.test(kind);
}

/** Tags of text, whose loose ends say nothing about the feed around it. */
function isFormatting(name: string): boolean {
  return /^(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|ins|li|o:p|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|t[bdhr]|tbody|thead|u|ul|video)$/i.test(
    name,
  );
}
