import type { Delivery, Intent, Receipt } from '../outbox/delivery.ts';
import { countOf } from './count-of.ts';

/** What was done to a post, in a word. */
export const deedDone: Readonly<Record<Intent, string>> = {
  create: 'published',
  edit: 'edited',
  delete: 'deleted',
  pin: 'pinned',
  unpin: 'unpinned',
};

/** "published https://… https://…, pinned https://…". */
export function tellDone({ parts }: Delivery, receipts: readonly Receipt[]): string {
  const byDeed = Map.groupBy(receipts, ({ partIndex }) => deedDone[parts[partIndex]?.intent ?? 'create']);
  return [...byDeed].map(([deed, done]) => `${deed} ${done.map(({ url }) => url).join(' ')}`).join(', ');
}

/** "the thread is complete, 3 posts"; of a delivery that brings none of its own, what it did. */
export function tellComplete({ parts }: Delivery): string {
  const posts = parts.filter(({ intent }) => intent === 'create').length;
  if (posts > 0) return `the thread is complete, ${countOf(posts, 'post')}`;
  return `the post is ${[...new Set(parts.map(({ intent }) => deedDone[intent]))].join(' and ')}`;
}
