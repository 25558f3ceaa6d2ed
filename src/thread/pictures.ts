import type { Article, ArticleImage } from '../article/article.ts';
import type { Layout } from './layout.ts';
import { wholeSentencesThatFit } from './sentences.ts';
import type { LeftOut, PostImage } from './thread.ts';

/** The pictures of a story that a post may show. */
export interface Pictures {
  /** The first somebody described, with the words for people who don't see it. */
  readonly main: PostImage | null;
  /** What our card shows: the main picture, else the one the page offers for link previews. */
  readonly thumbUrl: string | null;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Chooses the story's pictures. One nobody described is not posted. A card's thumb has no place for an alt text, so the
 * page's preview picture may stand there undescribed, as it does wherever people share the link.
 */
export function choosePictures({ images, preview }: Article, layout: Layout): Pictures {
  const described = images.map((image) => ({ image, altText: fittingAltText(image, layout) }));
  const first = described.find(({ altText }) => altText !== null);
  const main = first?.altText ? { url: first.image.url, altText: first.altText } : null;
  const thumbUrl = main?.url ?? preview.imageUrl;
  const shown = layout.limits.cards === 'ours' ? thumbUrl : main?.url;
  const leftOut = described
    .filter(({ image }) => image.url !== shown)
    .map(({ image, altText }): LeftOut => {
      return { what: 'image', because: reasonAgainst(image, altText), excerpt: image.caption ?? image.url };
    });
  return { main, thumbUrl, leftOut };
}

/** The alt text, or as many whole sentences from its start as the server takes. */
function fittingAltText({ altText }: ArticleImage, { limits, wording }: Layout): string | null {
  if (altText === null || altText.trim() === '') return null;
  const most = limits.altTextCharacters ?? Number.POSITIVE_INFINITY;
  const fits = (text: string) => text.length <= most;
  return fits(altText) ? altText : wholeSentencesThatFit(altText, { wording, fits });
}

function reasonAgainst({ altText }: ArticleImage, fitting: string | null): string {
  if (altText === null || altText.trim() === '') return 'no-alt-text';
  return fitting === null ? 'too-long' : 'no-room';
}
