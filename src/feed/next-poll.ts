import { type Backoff, backoffAfter } from '../base/backoff.ts';
import type { Chance } from '../base/chance.ts';
import { day, hour, type Instant, type Milliseconds, minute, second } from '../base/instant.ts';
import { readHttpDate, readRetryAfter } from '../web/http-date.ts';
import type { WebFailureCode, WebHeaders } from '../web/web.ts';
import type { FeedFailureCode } from './feed-item.ts';
import { outsideSkipped, type PollWishes } from './poll-wishes.ts';

/** What a poll brought that bears on when the next one may be. */
export interface Polled {
  readonly polledAt: Instant;
  /** The operator's cadence: the earliest instant at which it allows another poll. */
  readonly cadenceAt: Instant;
  readonly headers: WebHeaders;
  /** The feed's own, of this poll or of the last that was read. */
  readonly wishes: PollWishes;
}

/** When a feed is read next: the slowest of the operator's cadence and the publisher's wishes, at most a day away. */
export function nextPollAt({ cadenceAt, ...answered }: Polled): Instant {
  const { polledAt, wishes } = answered;
  // A cadence beyond a day is the operator's own choice; the bound holds for what publishers ask.
  const wished = Math.max(cadenceAt, polledAt + pauseAsked(answered));
  return Math.max(cadenceAt, Math.min(outsideSkipped(wished, wishes), polledAt + day));
}

/** How long a publisher asks to be left alone after a poll, a day at most; nothing when it doesn't mind. */
export function pauseAsked({ polledAt, headers, wishes }: Omit<Polled, 'cadenceAt'>): Milliseconds {
  const asked = [
    (wishes.pauseMinutes ?? 0) * minute,
    freshFor(headers, polledAt),
    retryInstant(headers['retry-after'], polledAt) - polledAt,
  ];
  return Math.min(day, Math.max(0, ...asked));
}

/** What a failed poll brought. */
export interface PollFailed {
  readonly polledAt: Instant;
  readonly cadenceAt: Instant;
  readonly code: WebFailureCode | FeedFailureCode;
  /** Counting this one. */
  readonly failuresInRow: number;
  /** What the server asked for in Retry-After; null when it didn't. */
  readonly retryAt: Instant | null;
  readonly chance: Chance;
}

/** When a feed that failed is tried again: not before cadence and Retry-After, further off with every failure of its kind. */
export function nextTryAt(failed: PollFailed): Instant {
  const { polledAt, cadenceAt, code, failuresInRow, retryAt, chance } = failed;
  const wait = backoffAfter(failuresInRow, { backoff: backoffs[kindOf(code)], chance });
  return Math.max(cadenceAt, Math.min(Math.max(polledAt + wait, retryAt ?? 0), polledAt + day));
}

type FailureKind = 'passing' | 'overloaded' | 'lasting';

/** Passing trouble is worth looking at soon; a server that says "too many" gets room; what is wrong stays wrong for a while. */
const backoffs: Readonly<Record<FailureKind, Backoff>> = {
  passing: { first: 30 * second, most: hour },
  overloaded: { first: 15 * minute, most: day },
  lasting: { first: 5 * minute, most: 6 * hour },
};

function kindOf(code: WebFailureCode | FeedFailureCode): FailureKind {
  switch (code) {
    case 'name-not-found':
    case 'connection-failed':
    case 'timed-out':
    case 'body-broken':
    case 'http-server-error':
    case 'feed-empty':
    case 'feed-cut-off':
      return 'passing';
    case 'http-too-many-requests':
      return 'overloaded';
    case 'address-not-allowed':
    case 'address-not-valid':
    case 'body-too-large':
    case 'too-many-redirects':
    case 'http-client-error':
    case 'http-unauthorised':
    case 'http-gone':
    case 'feed-is-html':
    case 'feed-not-understood':
    case 'feed-too-slow-to-parse':
      return 'lasting';
  }
}

/** RFC 9111, 4.2: max-age overrules Expires, and both count from when the answer was made, which Age tells. */
function freshFor(headers: WebHeaders, now: Instant): Milliseconds {
  const cacheControl = headers['cache-control'] ?? '';
  // One that names fields is about those only (RFC 9111, 5.2.2.4).
  if (/\bno-(?:cache|store)\b(?!\s*=)/i.test(cacheControl)) return 0;
  const age = Math.max(0, Number(headers.age ?? 0) || 0) * second;
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/i.exec(cacheControl)?.[1];
  if (maxAge !== undefined) return Number(maxAge) * second - age;
  const expires = readHttpDate(headers.expires ?? '');
  return expires === null ? 0 : expires - (readHttpDate(headers.date ?? '') ?? now) - age;
}

function retryInstant(retryAfter: string | undefined, now: Instant): Instant {
  return retryAfter === undefined ? 0 : (readRetryAfter(retryAfter, now) ?? 0);
}
