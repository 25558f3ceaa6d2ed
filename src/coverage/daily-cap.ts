import { day, type Instant } from '../base/instant.ts';

/**
 * The first instant from `now` on at which an account may publish `posts` more, so that no 24 hours see more than `most`.
 * `postTimes` are its posts of the past day, in any order. More than `most` at once wait until the day is clear of others.
 */
export function afterDailyCap(
  most: number,
  { postTimes, posts, now }: { postTimes: readonly Instant[]; posts: number; now: Instant },
): Instant {
  const room = Math.max(0, most - posts);
  const newestFirst = postTimes.toSorted((one, other) => other - one);
  const oneTooMany = newestFirst[room];
  return oneTooMany === undefined ? now : Math.max(now, oneTooMany + day);
}
