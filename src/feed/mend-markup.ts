import { decodeEntities, textToHtml } from './html-entities.ts';
import { htmlToText } from './html-to-text.ts';
import { hasRssWords, writeRssWordsAsAtom } from './rss-words.ts';
import { readTagNames } from './tag-names.ts';

/**
 * A feed's text with the errors put right that make feedsmith refuse it or overlook what it says. Most show in the names
 * of its tags, so that a sound feed is read once. Each was found in the test suites of other feed readers (checked
 * 2026-11).
 */
export function mendMarkup(text: string): string {
  let mended = { text, tags: readTagNames(text) };
  for (const { when, mend } of mends) {
    if (!when(mended)) continue;
    const better = mend(mended.text);
    if (better !== mended.text) mended = { text: better, tags: readTagNames(better) };
  }
  return mended.text;
}

interface Markup {
  readonly text: string;
  /** The names of all tags in it. */
  readonly tags: ReadonlySet<string>;
}

interface Mend {
  when(markup: Markup): boolean;
  mend(text: string): string;
}

const mends: readonly Mend[] = [
  {
    // The last ">" is missing.
    when: ({ text }) => /<\/(?:rss|feed|rdf:rdf)$/i.test(text.trimEnd().slice(-10)),
    mend: (text) => `${text.trimEnd()}>`,
  },
  {
    // The elements of RSS carry a prefix of their own: <r:rss>.
    when: ({ tags }) => [...tags].some((name) => name.endsWith(':rss')),
    mend: withoutRootPrefix,
  },
  {
    // RSS without a channel around its items.
    when: ({ text, tags }) => !tags.has('channel') && /<rss[^<>]*>\s*<item[\s>]/i.test(text),
    mend: (text) => text.replace(/(<rss[^<>]*>)/i, '$1<channel>').replace(/<\/rss\s*>/i, '</channel></rss>'),
  },
  {
    // Dublin Core has a creator; some write author.
    when: ({ tags }) => tags.has('dc:author'),
    mend: (text) => text.replace(/<(\/?)dc:author(?=[\s>])/gi, '<$1dc:creator'),
  },
  {
    // RSS knows a managing editor for the channel; some give it an author like an item's.
    when: ({ tags }) => tags.has('channel') && tags.has('author'),
    mend: withChannelEditor,
  },
  {
    // Whole articles in RSS before content:encoded: <fullitem>, <body> and <xhtml:body>.
    when: ({ tags }) => tags.has('rss') && ['fullitem', 'body', 'xhtml:body'].some((name) => tags.has(name)),
    mend: (text) => text.replace(/<(\/?)(?:fullitem|(?:xhtml:)?body)(?=[\s>])/gi, '<$1content:encoded'),
  },
  {
    // An author set in markup, which feedsmith takes apart as if the brackets held addresses.
    when: ({ text, tags }) =>
      tags.has('author') &&
      /<author>\s*(?:<!\[CDATA\[)?\s*(?:<|&lt;)(?:a|b|em|i|p|span|strong)(?:\s|>|&gt;)/i.test(text),
    mend: (text) => text.replace(/<author>((?:[^<]|<(?!\/?author>)){1,2000})<\/author>/gi, plainAuthor),
  },
  {
    // Addresses with bare ampersands: beside one that is written right, "&sect" would be read as HTML's "§".
    when: ({ text }) => bareAddress.test(text),
    mend: (text) => text.replace(bareAddresses, (address) => address.replace(/&(?!#?\w+;)/g, '&amp;')),
  },
  {
    // Whole articles of Atom under the name that RSS has for them.
    when: ({ tags }) => tags.has('feed') && tags.has('content:encoded') && !tags.has('content'),
    mend: (text) =>
      text.replace(/<(\/?)content:encoded(?=[\s>])/g, (_, slash) =>
        slash ? '</content' : '<content type="html"',
      ),
  },
  {
    // A date, a summary, or a plain author, category or link as RSS has them.
    when: hasRssWords,
    mend: writeRssWordsAsAtom,
  },
  {
    // Categories of RSS in a list of their own.
    when: ({ text, tags }) => tags.has('categories') && /<categories>\s*<category[\s>]/.test(text),
    mend: (text) => text.replace(/<\/?categories>/g, ''),
  },
  {
    // A podcast's category on one episode, where feedsmith reads categories of the channel only.
    when: ({ tags }) => tags.has('itunes:category'),
    mend: (text) => text.replace(/<itunes:category\s+text="([^"]*)"/gi, '<category>$1</category>$&'),
  },
  {
    // Atom text sent as base64: said by mode in Atom 0.3, by a type that is neither text nor XML in Atom 1.0.
    when: ({ text, tags }) =>
      (tags.has('feed') || tags.has('entry')) &&
      /<(?:title|subtitle|tagline|summary|content|info)\s[^<>]*(?:base64|application\/)/i.test(text),
    mend: withoutBase64,
  },
];

const bareAddress = /<(?:link|guid|id)>[^<]*&(?!#?\w+;)/;
const bareAddresses = /<(?:link|guid|id)>[^<]*/g;

function withoutRootPrefix(text: string): string {
  const prefix = /<(\w+):rss[\s>]/i.exec(text)?.[1] ?? '';
  return text.replace(new RegExp(`<(/?)${prefix}:`, 'gi'), '<$1');
}

function withChannelEditor(text: string): string {
  const firstItem = text.search(/<item[\s>]/i);
  const head = firstItem === -1 ? text : text.slice(0, firstItem);
  const mended = head.replace(/<author>([^<]*)<\/author>/i, '<managingEditor>$1</managingEditor>');
  return mended === head ? text : mended + text.slice(head.length);
}

function plainAuthor(whole: string, inside: string): string {
  if (/<name[\s>]/i.test(inside)) return whole;
  const name = htmlToText(decodeEntities(inside.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')));
  return `<author>${textToHtml(name)}</author>`;
}

/** RFC 4287, 4.1.3.3; of what comes out only text is kept. */
function withoutBase64(text: string): string {
  const encoded = /<(title|subtitle|tagline|summary|content|info)\s([^<>]*)>([a-z0-9+/=\s]+)<\/\1>/gi;
  return text.replace(encoded, (whole, name: string, attributes: string, base64: string) => {
    const isEncoded =
      /\bmode\s*=\s*["']base64["']/i.test(attributes) ||
      /\btype\s*=\s*["']application\/(?![^"']*xml)/i.test(attributes);
    return isEncoded
      ? `<${name}>${textToHtml(Buffer.from(base64, 'base64').toString('utf8'))}</${name}>`
      : whole;
  });
}
