import { gatherItems } from './gather-items.ts';

/** An RDF as RSS 2.0 of the same items, for one that uses words which only RSS 2.0 has; rdf:about becomes the guid. */
export function writeRdfAsRss(text: string): string {
  const named = withoutList(text)
    .replace(/<item(\s[^<>]*)>/g, (tag, attributes: string) => {
      const about = /\srdf:about\s*=\s*("[^"]*"|'[^']*')/.exec(attributes)?.[1];
      return about && !attributes.endsWith('/') ? `<item><guid>${about.slice(1, -1)}</guid>` : tag;
    })
    .replace(/<rdf:RDF(\s[^<>]*)?>/i, (_, attributes: string = '') => {
      const namespaces = attributes.replace(/\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')/, '');
      return `<rss version="2.0"${namespaces}>`;
    });
  return gatherItems(named);
}

/** A channel of RDF lists its items by address, and may go on behind the list. */
function withoutList(text: string): string {
  const start = text.search(/<items[\s>]/);
  const end = start === -1 ? -1 : text.indexOf('</items>', start);
  return end === -1 ? text : text.slice(0, start) + text.slice(end + '</items>'.length);
}

/** Atom in Atom's own words, for a feed that says some things as RSS does. */
export function writeRssWordsAsAtom(text: string): string {
  return text
    .replace(/<(author|category|link)>([^<]*|\s*<!\[CDATA\[[^<]*\]\]>\s*)<\/\1>/g, asAtom)
    .replace(/<(\/?)pubDate(?=[\s>])/gi, '<$1published')
    .replace(/<description(?=[\s>])/g, '<summary type="html"')
    .replace(/<\/description(?=[\s>])/g, '</summary');
}

function asAtom(element: string, name: string, inside: string): string {
  if (inside.trim() === '') return element;
  if (name === 'author') return `<author><name>${inside}</name></author>`;
  const value = inside
    .replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')
    .trim()
    .replaceAll('"', '&quot;');
  return name === 'link' ? `<link href="${value}"/>` : `<category term="${value}"/>`;
}

/** Whether Atom says something in the words of RSS. */
export function hasRssWords({ text, tags }: { text: string; tags: ReadonlySet<string> }): boolean {
  return (
    tags.has('feed') &&
    (tags.has('pubdate') ||
      (tags.has('description') && !tags.has('summary')) ||
      /<(?:author|category|link)>\s*(?:<!\[CDATA\[|[^<\s])/.test(text))
  );
}
