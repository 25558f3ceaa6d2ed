import { hour, type Instant, type Milliseconds, minute, parseInstant, second } from '../base/instant.ts';

/** What a server's answer says beside its body, by names in small letters. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>;

/**
 * When a server wants to be asked again, by Retry-After, which Mastodon never sends, or else by when it renews its limit;
 * null where it doesn't say. Its longest window lasts so long.
 */
export function askAgainAt(
  headers: AnswerHeaders,
  { now, longestWindow }: { now: Instant; longestWindow: Milliseconds },
): Instant | null {
  const renewed = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  const advised = readAdvice(headers['retry-after'] ?? '', now) ?? readAdvice(renewed ?? '', now);
  return heededAdvice(advised, { now, longestWindow });
}

/**
 * The time in such a header: ISO 8601 (Mastodon) or as HTTP writes it, Unix seconds (Bluesky), or so many seconds from now;
 * null for what is none. A number is a time of its own from 2001 on.
 */
export function readAdvice(header: string, now: Instant): Instant | null {
  const text = header.trim();
  if (text === '') return null;
  if (!/^\d+(?:\.\d+)?$/.test(text)) return parseInstant(text);
  const seconds = Number(text);
  if (seconds >= 1e12) return seconds;
  return seconds >= 1e9 ? seconds * second : now + seconds * second;
}

/**
 * A server's word on when to ask it again: a time further off than its longest window is cut to that where clocks that
 * differ explain it, and else is nonsense, so that it is asked in a minute. One in the past is no advice.
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
