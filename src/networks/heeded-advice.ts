import { hour, type Instant, type Milliseconds, minute } from '../base/instant.ts';

/**
 * A server's word on when to ask it again, whose longest window lasts so long: a time further off is cut to that where
 * clocks that differ explain it, and else is nonsense, so that it is asked in a minute. One in the past is no advice.
 */
export function heededAdvice(
  advised: Instant | null,
  { now, longestWindow }: { now: Instant; longestWindow: Milliseconds },
): Instant | null {
  if (advised === null || advised < now) return null;
  return isNonsense(advised, { now, longestWindow }) ? now + minute : Math.min(advised, now + longestWindow);
}

/** Whether no window lasts until then, by any clock. */
export function isNonsense(
  advised: Instant | null,
  { now, longestWindow }: { now: Instant; longestWindow: Milliseconds },
): boolean {
  return advised !== null && advised > now + longestWindow + hour;
}
