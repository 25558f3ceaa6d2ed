import { readFeedDate } from '../../feed/feed-date.ts';
import type { ArticleImage, Recording } from '../article.ts';
import { readAddress } from './addresses.ts';
import { noFacts, type PageFacts, readByline, readLanguage } from './facts.ts';
import { inlineText } from './inline-text.ts';
import { elementsOf, openPage, type PageElement, sourceText } from './page-tree.ts';
import { describedBy, pixels } from './pictures.ts';

/** What a page says of its article as linked data. Entities in it are decoded, since many sites write them there. */
export function readJsonLd(root: PageElement, base: string): PageFacts {
  const article = articleThing(root);
  if (!article) return noFacts;
  return {
    ...noFacts,
    headline: textOf(article.headline ?? article.name),
    byline: readByline(namesOf(article.author)),
    siteName: textOf(things(article.publisher)[0]?.name),
    publishedAt: readFeedDate(textOf(article.datePublished) ?? ''),
    modifiedAt: readFeedDate(textOf(article.dateModified) ?? ''),
    language: readLanguage(textOf(article.inLanguage)),
    canonicalAddress: addressOf(article.mainEntityOfPage) ?? addressOf(article.url),
    description: textOf(article.description),
    image: imageOf(article.image, base),
    recordings: recordingsOf(article, base),
    textHtml: textHtmlOf(article),
    isLive: typesOf(article).includes('LiveBlogPosting') ? true : null,
    isFree: readBoolean(article.isAccessibleForFree),
  };
}

/** One thing of a linked-data graph; nothing about its values is certain. */
type Thing = Readonly<Record<string, unknown>>;

/** The page's article among all its things: the first with a headline, a live blog before its updates. */
function articleThing(root: PageElement): Thing | undefined {
  const all = [...elementsOf(root)]
    .filter(
      ({ tag, attributes }) => tag === 'script' && /^application\/ld\+json/i.test(attributes.type ?? ''),
    )
    .flatMap((script) => parseThings(sourceText(script)))
    .filter((thing) => typesOf(thing).some((type) => /(?:Article|Posting|^Report)$/.test(type)));
  return all.find((thing) => thing.headline ?? thing.articleBody) ?? all[0];
}

function parseThings(json: string): readonly Thing[] {
  try {
    const bare = json.replace(/^\s*(?:\/\/\s*)?<!(?:\[CDATA\[|--)|(?:\/\/\s*)?(?:\]\]>|-->)\s*$/g, '');
    // Line ends and tabs inside strings are forbidden in JSON, yet written by template engines.
    return things(JSON.parse(bare.replace(/\p{Cc}+/gu, ' '))).flatMap((thing) => [
      thing,
      ...things(thing['@graph']),
      ...things(thing.mainEntity),
    ]);
  } catch {
    return [];
  }
}

function things(value: unknown): readonly Thing[] {
  if (Array.isArray(value)) return value.flatMap(things);
  return typeof value === 'object' && value !== null ? [value as Thing] : [];
}

function typesOf(thing: Thing): readonly string[] {
  const types = thing['@type'];
  return (Array.isArray(types) ? types : [types]).filter((type) => typeof type === 'string');
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== 'string') return null;
  const fragment = openPage(value);
  return (fragment.ok && inlineText(fragment.value.root)) || null;
}

function namesOf(authors: unknown): string {
  if (typeof authors === 'string') return textOf(authors) ?? '';
  return things(authors)
    .map(({ name }) => textOf(name))
    .filter((name) => name !== null)
    .join(', ');
}

function addressOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const [thing] = things(value);
  const address = thing?.['@id'] ?? thing?.url;
  return typeof address === 'string' ? address : null;
}

function imageOf(value: unknown, base: string): ArticleImage | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const [thing] = things(first);
  const url = readAddress(typeof first === 'string' ? first : textOf(thing?.url ?? thing?.contentUrl), base);
  if (url === null) return null;
  const caption = textOf(thing?.caption);
  return {
    url,
    altText: describedBy(caption),
    caption,
    credit: textOf(thing?.creditText),
    width: pixels(String(thing?.width ?? '')),
    height: pixels(String(thing?.height ?? '')),
  };
}

function recordingsOf(article: Thing, base: string): readonly Recording[] | null {
  const pieces = [...things(article.video), ...things(article.audio)].flatMap((thing) => {
    const url = readAddress(textOf(thing.url) ?? textOf(thing.embedUrl) ?? textOf(thing.contentUrl), base);
    const kind = typesOf(thing).includes('AudioObject') ? ('audio' as const) : ('video' as const);
    return url === null ? [] : [{ kind, url, caption: textOf(thing.name) ?? textOf(thing.description) }];
  });
  return pieces.length > 0 ? pieces : null;
}

/** The article's own text, then the updates of a live blog as sections. */
function textHtmlOf(article: Thing): string | null {
  const updates = things(article.liveBlogUpdate).map(
    (update) => `<h2>${plain(update.headline)}</h2>\n${asHtml(update.articleBody)}`,
  );
  return [asHtml(article.articleBody), ...updates].filter((html) => html !== '').join('\n') || null;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Plain text has a paragraph on every line. */
function asHtml(value: unknown): string {
  const text = plain(value);
  if (text === '' || /<(?:p|br|div|h\d|ul|ol)\b/i.test(text)) return text;
  return text
    .split(/\s*\n\s*/)
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}

function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? /^true$/i.test(value) : null;
}
