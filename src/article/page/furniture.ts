import { inlineTags } from './inline-text.ts';
import { nameOf, type Page, type PageElement, withChildren } from './page-tree.ts';

/**
 * The page without what surrounds an article: navigation, share and follow buttons, related stories, newsletter boxes,
 * comments, cookie banners, forms, and whatever isn't shown. Names of classes and ids only count against small parts of
 * a page: WordPress writes an article's own tags into its class ("tag-social").
 */
export function withoutFurniture(page: Page): PageElement {
  const prose = proseLengths(page.root);
  const wholeLength = prose.get(page.root) ?? 0;
  const isSmall = (element: PageElement) => (prose.get(element) ?? 0) < wholeLength * 0.4;
  const isFurniture = (element: PageElement, inStory: boolean): boolean =>
    isNeverText(element, inStory) || (isNamedFurniture(element) && isSmall(element));
  return prune(page.root, { isFurniture, inStory: false });
}

function prune(
  element: PageElement,
  rule: { isFurniture: (element: PageElement, inStory: boolean) => boolean; inStory: boolean },
): PageElement {
  const inStory = rule.inStory || storyTags.has(element.tag);
  const children = element.children
    .filter((child) => typeof child === 'string' || !rule.isFurniture(child, inStory))
    .map((child) => (typeof child === 'string' ? child : prune(child, { ...rule, inStory })));
  return withChildren(element, children);
}

const storyTags = new Set(['article', 'main', 'figure', 'blockquote']);

function isNeverText(element: PageElement, inStory: boolean): boolean {
  const { tag, attributes } = element;
  if (neverText.has(tag)) return true;
  if ((tag === 'header' || tag === 'footer') && !inStory) return true;
  if (tag === 'aside' && !isPullQuote(element)) return true;
  return furnitureRoles.has(attributes.role ?? '') || isHidden(element);
}

/** Some sites hide the whole page until their scripts have run. */
function isHidden({ tag, attributes }: PageElement): boolean {
  if (tag === 'body') return false;
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}

const neverText = new Set(
  'nav script style template noscript svg form dialog button input select textarea menu link meta head'.split(
    ' ',
  ),
);

const furnitureRoles = new Set(
  'navigation banner contentinfo search dialog alertdialog alert complementary menu menubar toolbar'.split(
    ' ',
  ),
);

/** A quotation that the page sets off from its text. */
export function isPullQuote(element: PageElement): boolean {
  if (/\bpull-?_?quotes?\b|\bblockquote\b|(^|\s)quote(\s|$)/i.test(nameOf(element))) return true;
  const parts = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = parts;
  return parts.length === 1 && typeof only === 'object' && only.tag === 'blockquote';
}

/** A link or an emphasis inside a sentence is part of it, whatever it is called: newspapers name links "meta-loc". */
function isNamedFurniture(element: PageElement): boolean {
  const name = partName(element);
  if (keptTags.has(element.tag) || name === '') return false;
  if (inlineTags.has(element.tag)) return hiddenName.test(name);
  return hiddenName.test(name) || furnitureName.test(name) || socialEmbed.test(name);
}

const keptTags = new Set(['html', 'body', 'main', 'article', 'img', 'picture', 'video', 'audio', 'iframe']);

// Whole words of a class or id, as the content systems met so far name such parts.
const furnitureName = new RegExp(
  `(?<![a-z])(?:${[
    'nav|navbar|navigation|menu|breadcrumbs?|skip-?link|pager|pagination|toolbar|masthead|sidebar|widget',
    'share|sharing|sharedaddy|share-?buttons?|addtoany|social|socials|social-?links|follow|follow-?us',
    'related|related-?(?:posts?|stories|articles|content|news)|recommend(?:ed|ations?)|more-?(?:stories|news|on)|read-?(?:more|next|also)',
    'most-?(?:read|popular)|trending|jp-relatedposts|outbrain|taboola|promo|promos|sponsor(?:ed)?',
    'ad|ads|advert|adverts|advertisement|ad-?(?:slot|unit|container)|dfp',
    'newsletter|newsletter-?signup|sign-?up|signup|subscribe|subscription-?box|donate|donation|petition',
    'comments?|comment-?list|disqus|respond|reactions',
    'cookies?|cookie-?(?:banner|notice|bar)|consent|gdpr|onetrust|cmp|popup|modal|overlay|lightbox',
    'tags|tag-?(?:list|links|cloud)|topics|keywords|byline|author-?(?:bio|box|info)|about-?the-?author|post-?meta|entry-?meta|story-?meta|meta',
    'timestamp|dateline|posted-?on|entry-?footer|post-?footer|story-?tags|languages|language-?(?:switcher|links)|print-?only|no-?print',
  ].join('|')})(?![a-z])`,
  'i',
);

/** Class and id, but no id that is a heading turned into an anchor ("sharing-with-several-people"). */
function partName(element: PageElement): string {
  const { id = '' } = element.attributes;
  return id.split(/[-_]/).length > 3 ? (element.attributes.class ?? '') : nameOf(element);
}

const hiddenName =
  /(?<![a-z])(?:sr-only|screen-reader-text|visually-?hidden|element-invisible|assistive-text)(?![a-z])/i;

const socialEmbed =
  /twitter-(?:tweet|video)|instagram-media|tiktok-embed|(?:bluesky|mastodon)-embed|fb-(?:post|video)|reddit-embed/i;

/** Characters of text outside links, scripts and styles, for every element: prose is mostly that, navigation hardly. */
function proseLengths(root: PageElement): ReadonlyMap<PageElement, number> {
  const lengths = new Map<PageElement, number>();
  const measure = (element: PageElement): number => {
    let length = 0;
    for (const child of element.children)
      length += typeof child === 'string' ? child.trim().length : measure(child);
    if (element.tag === 'a' || neverText.has(element.tag)) length = 0;
    lengths.set(element, length);
    return length;
  };
  measure(root);
  return lengths;
}
