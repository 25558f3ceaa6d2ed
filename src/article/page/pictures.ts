import type { ArticleImage } from '../article.ts';
import { readAddress } from './addresses.ts';
import { inlineText } from './inline-text.ts';
import { elementsOf, findElement, nameOf, type PageElement, withoutNodes } from './page-tree.ts';

/** The pictures in a figure, or the one that `element` itself is; icons, portraits and tracking dots are none. */
export function readPictures(element: PageElement, base: string): readonly ArticleImage[] {
  const shown = [...elementsOf(element)].filter((inner) => isPicture(inner) && !isDecoration(inner));
  const { caption, credit } = readCaption(element);
  return shown.flatMap((picture) => {
    const address = pictureAddress(picture, base);
    if (address === null) return [];
    const alt = describedBy(picture.attributes.alt);
    return {
      url: address.url,
      // One caption under several pictures describes them together, none of them alone.
      altText: alt ?? (shown.length === 1 ? caption : null),
      caption,
      credit,
      width: address.sized ? pixels(picture.attributes.width) : null,
      height: address.sized ? pixels(picture.attributes.height) : null,
    };
  });
}

/** Whether `element` is itself a picture. */
export function isPicture({ tag }: PageElement): boolean {
  return tag === 'img' || tag === 'amp-img';
}

/** An alternative text that describes its picture; null for file names, addresses, credits and words like "image". */
export function describedBy(alt: string | null | undefined): string | null {
  // Some editors paste the caption into it, markup and all.
  const text = inlineText((alt ?? '').replace(/<\/?[a-z][^<>]*>/gi, ' '));
  if (isCredit(text)) return null;
  if (/\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(text) || /^https?:/i.test(text)) return null;
  if (
    /^(?:[\w-]*\d[\w-]*|(?:image|img|photo|picture|foto|bild|imagen|thumbnail|logo|icon)\W*\d*)$/i.test(text)
  ) {
    return null;
  }
  return text || null;
}

/** The caption of a figure and the credit in or beside it. */
export function readCaption(figure: PageElement): { caption: string | null; credit: string | null } {
  const captions = [...elementsOf(figure)].filter(
    (inner) => inner !== figure && (inner.tag === 'figcaption' || /caption/i.test(nameOf(inner))),
  );
  const holder = captions[0];
  const creditHolder = findElement(figure, (inner) => inner !== holder && creditName.test(nameOf(inner)));
  const credit = creditHolder ? inlineText(creditHolder) : '';
  const caption = holder
    ? inlineText(creditHolder ? withoutNodes(holder, new Set([creditHolder])) : holder)
    : '';
  if (credit === '' && isCredit(caption))
    return { caption: null, credit: caption.replace(creditLabel, '') || null };
  return { caption: caption || null, credit: credit.replace(creditLabel, '') || null };
}

/** "Photo credit: Mia Sow", "© Agency", "UN Photo/Mark Garten": who took a picture, not what it shows. */
function isCredit(text: string): boolean {
  return text.length < longestCredit && (creditOpening.test(text) || agencyAndName.test(text));
}

const longestCredit = 80;
const creditOpening =
  /^(?:©|\(c\) |(?:photo|photograph|image|picture|foto|bild)?\s*(?:credits?|crédits?|courtesy)\s*(?:of\b|by\b|:))/iu;
const agencyAndName =
  /^(?:\p{Lu}[\p{L}.-]*\s){0,3}\p{Lu}[\p{L}.-]*\/\p{Lu}[\p{L}.’'-]*(?:\s\p{Lu}[\p{L}.’'-]*){0,3}$/u;

const creditName = /(?<![a-z])(?:credits?|copyright|photographer|photo-?by|image-?source)(?![a-z])/i;
const creditLabel = /^(?:photo|photograph|image|picture|foto|bild|credit|crédit)\s*(?:credit|by)?\s*:\s*/iu;

function isDecoration(picture: PageElement): boolean {
  const { width, height } = picture.attributes;
  const small = [pixels(width), pixels(height)].some((side) => side !== null && side < smallestSide);
  return (
    small || /(?<![a-z])(?:avatar|logo|icon|emoji|gravatar|pixel|spacer)(?![a-z])/i.test(nameOf(picture))
  );
}

const smallestSide = 100;

/** `sized`: the element's width and height are those of this file. */
function pictureAddress(picture: PageElement, base: string): { url: string; sized: boolean } | null {
  const { attributes } = picture;
  const largest = largestSource(attributes['data-srcset'] ?? attributes.srcset);
  if (largest !== null) {
    const url = readAddress(largest, base);
    if (url !== null) return { url, sized: url === readAddress(attributes.src, base) };
  }
  // Pages that load pictures late keep the address aside and show a placeholder until then.
  for (const name of ['data-src', 'data-lazy-src', 'data-original', 'src']) {
    const address = attributes[name];
    if (!address || /^data:|\.svg(?:[?#]|$)|placeholder|(?:^|\/)(?:blank|spacer)\./i.test(address)) continue;
    const url = readAddress(address, base);
    if (url !== null) return { url, sized: true };
  }
  return null;
}

/** The widest file of a srcset that is no wider than any network shows. */
function largestSource(srcset: string | undefined): string | null {
  const sources = (srcset ?? '').split(/,\s+/).flatMap((entry) => {
    const [, url, width] = /^\s*(\S+)\s+(\d+)w\s*$/.exec(entry) ?? [];
    return url && width && Number(width) <= widestShown ? { url, width: Number(width) } : [];
  });
  return sources.toSorted((one, other) => other.width - one.width)[0]?.url ?? null;
}

const widestShown = 2048;

/** A size in pixels as an attribute gives it ("1200", "1200px"); null for "100%" and nothing. */
export function pixels(size: string | null | undefined): number | null {
  const [, digits] = /^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$/.exec(size ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}
