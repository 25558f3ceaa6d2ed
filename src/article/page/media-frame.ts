import { elementsOf, nameOf, type PageElement } from './page-tree.ts';
import { isPicture } from './pictures.ts';
import { isPlayer } from './recordings.ts';

/** A picture or player alone, or in a frame that holds little more than its caption. */
export function isMediaFrame(element: PageElement): boolean {
  if (isPicture(element) || isPlayer(element)) return true;
  const framed = element.tag === 'figure' || (frameTags.has(element.tag) && frameName.test(nameOf(element)));
  if (!framed || element.textLength > longestCaption) return false;
  const inner = [...elementsOf(element)];
  if (inner.filter(({ tag }) => tag === 'p').length > 2 || inner.some(({ tag }) => tag === 'blockquote'))
    return false;
  return inner.some((part) => isPicture(part) || isPlayer(part)) || element.tag === 'figure';
}

const frameTags = new Set(['div', 'section', 'aside', 'p', 'span', 'li']);
const frameName =
  /(?<![a-z])(?:figure|media|video|audio|player|embed|caption|image|img|photo|picture|podcast|slideshow|gallery)(?![a-z])/i;
const longestCaption = 1200;
