import { day, type Instant, type Milliseconds, minute, second } from '../../base/instant.ts';

/** As long as W3C WebSub, 5.1, suggests; no longer than the feed is wanted, so that nothing need be unsubscribed. */
export function leaseToAsk(now: Instant, wantedUntil: Instant): Milliseconds {
  return Math.min(longestLease, Math.max(minute, wantedUntil - now));
}

/** The lease that a hub names in whole seconds; ours to bound, and the longest we ask for where it names none. */
export function readLease(leaseSeconds: string | null): Milliseconds {
  const named = /^\d{1,9}$/.test(leaseSeconds ?? '') ? Number(leaseSeconds) * second : 0;
  return named > 0 ? Math.min(named, longestLease) : longestLease;
}

/**
 * When to ask anew: a third before the end, which leaves room for a hub in trouble and its visit. A hub whose leases are
 * shorter than a minute is not asked faster for it.
 */
export function renewalAt(confirmedAt: Instant, lease: Milliseconds): Instant {
  return confirmedAt + Math.max(minute, Math.floor((lease * 2) / 3));
}

const longestLease = 10 * day;
