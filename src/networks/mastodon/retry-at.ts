import { hour, type Instant, parseInstant, second } from '../../base/instant.ts';
import { heededAdvice } from '../heeded-advice.ts';

/**
 * When a server wants to be asked again, from Retry-After (seconds or a date) or X-RateLimit-Reset (an ISO time at
 * Mastodon, which sends no Retry-After; elsewhere Unix seconds). What can't be read is no advice.
 */
export function retryAt(headers: Readonly<Record<string, string | undefined>>, now: Instant): Instant | null {
  const advised = readTime(headers['retry-after'], now) ?? readTime(headers['x-ratelimit-reset'], now);
  return heededAdvice(advised, { now, longestWindow: 3 * hour });
}

/** A number is a time of its own from 2001 on, and below that a stretch from now. */
function readTime(value: string | undefined, now: Instant): Instant | null {
  if (value === undefined) return null;
  if (!/^\d+(?:\.\d+)?$/.test(value.trim())) return parseInstant(value);
  const seconds = Number(value);
  if (seconds >= 1e12) return seconds;
  return seconds >= 1e9 ? seconds * second : now + seconds * second;
}
