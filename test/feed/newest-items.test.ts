import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/base/instant.ts';
import { newestItems } from '../../src/feed/newest-items.ts';
import { anItem } from './feed-text.ts';

const now = 1000 * day;

/** The ids of the newest two of items dated so, which are named a, b, c … in the feed's order. */
function newestTwo(...dates: readonly (number | null)[]): string {
  const items = dates.map((publishedAt, index) => anItem({ id: 'abcdef'[index] ?? '', publishedAt }));
  return newestItems(items, { count: 2, now })
    .map(({ id }) => id)
    .join('');
}

describe('the newest items of a feed', () => {
  it.each([
    ['by their dates, whatever their order', [1, 3, 2], 'bc'],
    ['in the feed’s order when they have no dates', [null, null, null], 'ab'],
    ['in the feed’s order within a day without times', [2, 2, 2, 1], 'ab'],
    ['from the end when the feed runs from old to new', [1, 2, 2, 2], 'dc'],
    ['not those dated in the future', [now + 2 * minute + 1, 5, 4], 'bc'],
    ['also those dated by a clock that is slightly fast', [now + 2 * minute, 5, 4], 'ab'],
    ['those with a date before those without', [null, 5, null, 4], 'bd'],
  ])('are found %s', (_, dates, expected) => {
    expect(newestTwo(...dates)).toBe(expected);
  });
});
