import { readFeedDate } from '../../feed/feed-date.ts';
import { readAddress } from './addresses.ts';
import { noFacts, type PageFacts, readByline, readLanguage } from './facts.ts';
import { inlineText } from './inline-text.ts';
import { elementsOf, type PageElement } from './page-tree.ts';
import { describedBy, pixels } from './pictures.ts';

/** What a page says of its article in OpenGraph, other meta tags, its canonical link and its root element. */
export function readMetaTags(root: PageElement, base: string): PageFacts {
  const meta = metaContents(root);
  const say = (...names: string[]) => names.map((name) => meta.get(name)).find((value) => value) ?? null;
  const date = (...names: string[]) => readFeedDate(say(...names) ?? '');
  const author = say('author', 'article:author', 'dc.creator', 'parsely-author');
  const imageUrl = readAddress(say('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image'), base);
  return {
    ...noFacts,
    headline: say('og:title', 'twitter:title', 'dc.title'),
    // Facebook asks for the author's profile address in article:author; an address is no name.
    byline: author && !/^https?:/i.test(author) ? readByline(author) : null,
    siteName: say('og:site_name', 'application-name'),
    publishedAt: date(
      'article:published_time',
      'date',
      'dc.date',
      'dcterms.created',
      'parsely-pub-date',
      'pubdate',
    ),
    modifiedAt: date('article:modified_time', 'og:updated_time', 'last-modified', 'dcterms.modified'),
    language: readLanguage(root.attributes.lang) ?? readLanguage(say('content-language', 'og:locale')),
    canonicalAddress: say('canonical', 'og:url'),
    description: say('og:description', 'description', 'twitter:description', 'dc.description'),
    image:
      imageUrl === null
        ? null
        : {
            url: imageUrl,
            altText: describedBy(say('og:image:alt', 'twitter:image:alt')),
            caption: null,
            credit: null,
            width: pixels(say('og:image:width')),
            height: pixels(say('og:image:height')),
          },
  };
}

/** Contents by lower-case name; the first of a name counts. The canonical link is taken in as well. */
function metaContents(root: PageElement): ReadonlyMap<string, string> {
  const contents = new Map<string, string>();
  const note = (name: string | undefined, content: string) => {
    const key = name?.trim().toLowerCase();
    if (key && content && !contents.has(key)) contents.set(key, content);
  };
  for (const { tag, attributes } of elementsOf(root)) {
    if (tag === 'meta') {
      note(
        attributes.property ?? attributes.name ?? attributes['http-equiv'],
        inlineText(attributes.content ?? ''),
      );
    } else if (tag === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes.rel ?? '')) {
      note('canonical', attributes.href ?? '');
    }
  }
  return contents;
}
