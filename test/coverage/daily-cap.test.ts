import { expect, it } from 'vitest';
import { day, hour } from '../../src/base/instant.ts';
import { afterDailyCap } from '../../src/coverage/daily-cap.ts';

const noon = 12 * hour + 400 * day;
const at = (postTimes: readonly number[], posts: number) =>
  (afterDailyCap(5, { postTimes, posts, now: noon }) - noon) / hour;

it.each([
  ['nothing was posted', [], 3, 0],
  ['there is room for all of it', [noon - hour, noon - 2 * hour], 3, 0],
  ['one post too many is to leave the day first', [noon - hour, noon - 2 * hour, noon - 20 * hour], 3, 4],
  ['it needs the whole day for itself', [noon - hour], 5, 23],
  ['it is more than a day takes, which it is let have alone', [noon - 2 * hour, noon - 3 * hour], 7, 22],
])('five posts a day: %s', (_, postTimes, posts, hours) => {
  expect(at(postTimes, posts)).toBe(hours);
});
