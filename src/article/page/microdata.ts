import { readFeedDate } from '../../feed/feed-date.ts';
import { visibleText } from '../visible-text.ts';
import { readAddress } from './addresses.ts';
import { noFacts, type PageFacts, readByline, readLanguage } from './facts.ts';
import { inlineText } from './inline-text.ts';
import { elementsOf, findElement, type PageElement, sourceText } from './page-tree.ts';

/** What a page says of its article in schema.org microdata, and in the plain elements that mean the same. */
export function readMicrodata(root: PageElement, base: string): PageFacts {
  const story = findElement(root, ({ attributes }) =>
    /schema\.org\/\w*(?:Article|Posting)/.test(attributes.itemtype ?? ''),
  );
  const scope = story ?? root;
  const author = property(scope, 'author');
  const name = author && (property(author, 'name') ?? author);
  return {
    ...noFacts,
    headline: valueIn(property(scope, 'headline')),
    heading: mainHeading(root) ?? titleOf(root),
    byline: readByline(valueIn(name) ?? valueIn(bylineOf(root)) ?? ''),
    publishedAt: readFeedDate(valueIn(property(scope, 'datePublished') ?? firstTime(scope)) ?? ''),
    modifiedAt: readFeedDate(valueIn(property(scope, 'dateModified')) ?? ''),
    language: readLanguage(valueIn(property(scope, 'inLanguage'))),
    canonicalAddress: story ? readAddress(valueIn(property(scope, 'mainEntityOfPage')), base) : null,
    description: valueIn(property(scope, 'description')),
    isLive: /LiveBlogPosting\b/.test(story?.attributes.itemtype ?? '') ? true : null,
  };
}

function property(scope: PageElement, name: string): PageElement | undefined {
  return findElement(scope, ({ attributes }) => attributes.itemprop?.split(/\s+/).includes(name) ?? false);
}

function valueIn(element: PageElement | undefined): string | null {
  if (!element) return null;
  const { content, datetime, href, src } = element.attributes;
  const named =
    content ?? datetime ?? (element.tag === 'link' ? href : element.tag === 'img' ? src : undefined);
  return inlineText(named ?? element) || null;
}

/** The only heading of the first level; a page with several says nothing by them, nor one that was never closed. */
function mainHeading(root: PageElement): string | null {
  const [only, ...more] = elementsOf(root).filter(({ tag }) => tag === 'h1');
  return only && more.length === 0 && !findElement(only, ({ tag }) => tag === 'p') ? valueIn(only) : null;
}

function titleOf(root: PageElement): string | null {
  const title = findElement(root, ({ tag }) => tag === 'title');
  return (title && visibleText(sourceText(title))) || null;
}

function bylineOf(root: PageElement): PageElement | undefined {
  return findElement(
    root,
    ({ tag, attributes }) => tag === 'a' && attributes.rel?.split(/\s+/).includes('author') === true,
  );
}

/** The first time that the story itself carries, not one of the stories listed beside it. */
function firstTime(scope: PageElement): PageElement | undefined {
  const story = findElement(scope, ({ tag }) => tag === 'article') ?? scope;
  return findElement(story, ({ tag, attributes }) => tag === 'time' && !!attributes.datetime);
}
