import { markupIn } from './markup-pieces.ts';

/**
 * An RSS or RDF document of the same items in the one place where every parser looks for them. What doesn't hold any
 * stays as it is.
 */
export function gatherItems(text: string): string {
  const items = [...itemsIn(text)];
  if (items.length === 0) return text;
  const root = /<(?:rss|rdf:RDF)(\s[^<>]*)?>/i.exec(text)?.[1] ?? '';
  const head = headOf(text);
  return isRdf(text)
    ? `<rdf:RDF${root}><channel>${head}</channel>${items.join('')}</rdf:RDF>`
    : `<rss${root || ' version="2.0"'}><channel>${head}${items.join('')}</channel></rss>`;
}

/** Each as it is written; what an article quotes in CDATA is none. */
function* itemsIn(text: string): Generator<string> {
  let start: number | null = null;
  for (const piece of markupIn(text)) {
    if (piece.kind === 'opening' && piece.name === 'item' && !piece.isEmpty) start ??= piece.start;
    else if (piece.kind === 'closing' && piece.name === 'item' && start !== null) {
      yield text.slice(start, piece.end);
      start = null;
    }
  }
}

/** What the first channel says before its first item, without the tags that were around its items. */
function headOf(text: string): string {
  const channel = /<channel(?:\s[^<>]*)?>/.exec(text);
  if (!channel) return '';
  const rest = text.slice(channel.index + channel[0].length);
  const end = rest.search(/<\/channel\s*>|<items?[\s>]/);
  return end === -1 ? '' : rest.slice(0, end);
}

/** Whether a feed is RDF (RSS 0.90 and 1.0), by its root. */
export function isRdf(text: string): boolean {
  return /<rdf:rdf[\s>]/i.test(text.slice(0, 4000));
}
