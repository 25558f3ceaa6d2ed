import { hour, type Instant, minute, parseInstant, second } from '../../base/instant.ts';

/**
 * When a server wants to be asked again, from Retry-After (seconds or a date) or X-RateLimit-Reset (an ISO time at
 * Mastodon, which sends no Retry-After; elsewhere Unix seconds). Mastodon's longest window is three hours: a time further
 * off is cut to that where clocks that differ explain it, and else is nonsense, so that the server is asked in a minute.
 * What is past or can't be read is no advice.
 */
export function retryAt(headers: Readonly<Record<string, string | undefined>>, now: Instant): Instant | null {
  const advised = readTime(headers['retry-after'], now) ?? readTime(headers['x-ratelimit-reset'], now);
  if (advised === null || advised < now) return null;
  return advised > now + longestWindow + hour ? now + minute : Math.min(advised, now + longestWindow);
}

const longestWindow = 3 * hour;

/** A number is a time of its own from 2001 on, and below that a stretch from now. */
function readTime(value: string | undefined, now: Instant): Instant | null {
  if (value === undefined) return null;
  if (!/^\d+(?:\.\d+)?$/.test(value.trim())) return parseInstant(value);
  const seconds = Number(value);
  if (seconds >= 1e12) return seconds;
  return seconds >= 1e9 ? seconds * second : now + seconds * second;
}
