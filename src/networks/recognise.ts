import { hashOf } from '../base/ids.ts';
import type { Delivery, Part, Receipt } from '../outbox/delivery.ts';
import { comparableText } from './comparable-text.ts';
import { linksIn, type OwnPost } from './own-post.ts';
import { showPart } from './show-part.ts';

/** What an account shows of a delivery that the store believes to be still to come. */
export type Recognition =
  | { readonly state: 'news' }
  /** These parts stand there, word for word and each in its place. */
  | { readonly state: 'shown'; readonly receipts: readonly Receipt[] }
  /** The same article was posted in other words, or goes on in other words than ours, or where few can read it. */
  | { readonly state: 'shown-otherwise'; readonly post: OwnPost };

/** Looks for a delivery's owed posts among those its account shows and the store knows nothing of. */
export function recognise(delivery: Delivery, unknown: readonly OwnPost[]): Recognition {
  const owed = delivery.parts.filter(({ receipt, intent }) => receipt === null && intent === 'create');
  const [first] = owed;
  if (!first || unknown.length === 0) return { state: 'news' };
  const places = new Set(delivery.parts.flatMap(({ receipt }) => (receipt ? [receipt.remoteId] : [])));
  const isOpener = places.size === 0;
  const receipts: Receipt[] = [];
  for (const part of owed) {
    const found = unknown.find(
      (post) => !places.has(post.remoteId) && isPart(post, { part, delivery }) && isInPlace(post, places),
    );
    if (!found) break;
    if (isHidden(found, { part, delivery })) return { state: 'shown-otherwise', post: found };
    places.add(found.remoteId);
    receipts.push(receiptOf(part, found));
  }
  const stray = unknown.find((post) => !places.has(post.remoteId) && places.has(post.parentId ?? ''));
  if (stray && receipts.length < owed.length) return { state: 'shown-otherwise', post: stray };
  if (receipts.length > 0) return { state: 'shown', receipts };
  const links = linksOf(first, delivery);
  const sameArticle = isOpener && unknown.find((post) => post.links.some((link) => links.includes(link)));
  return sameArticle ? { state: 'shown-otherwise', post: sameArticle } : { state: 'news' };
}

function isPart(post: OwnPost, { part, delivery }: { part: Part; delivery: Delivery }): boolean {
  const shown = showPart(delivery.network, part);
  if (comparableText(shown.text) !== comparableText(post.text)) return false;
  // The same words about another article are another post.
  const links = linksOf(part, delivery);
  return links.length === 0 || links.some((link) => post.links.includes(link));
}

/** Meant for everybody and posted to some: snac makes a private message of what it doesn't understand (2.96, 2026-11). */
function isHidden({ visibility }: OwnPost, { part, delivery }: { part: Part; delivery: Delivery }): boolean {
  const meant = showPart(delivery.network, part).visibility;
  return isForAll(meant) && visibility !== null && !isForAll(visibility);
}

function isForAll(visibility: string | null): boolean {
  return visibility === 'public' || visibility === 'unlisted';
}

/** A first part may stand alone or, where it goes on in an older thread, answer a post of that. */
function isInPlace(post: OwnPost, places: ReadonlySet<string>): boolean {
  return places.size === 0 || post.parentId === null || places.has(post.parentId);
}

function linksOf(part: Part, { network }: Delivery): readonly string[] {
  const { text, card } = showPart(network, part);
  return [...linksIn(text), ...(card ? [card.url] : [])];
}

function receiptOf(part: Part, { remoteId, url, contentHash, publishedAt }: OwnPost): Receipt {
  return { partIndex: part.index, remoteId, url, contentHash: contentHash ?? hashOf(part.body), publishedAt };
}
