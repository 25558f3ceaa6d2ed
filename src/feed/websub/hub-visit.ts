import type { Instant } from '../../base/instant.ts';
import { foldToLine } from '../plain-text.ts';
import { readLease } from './lease.ts';
import { confirmed, denied, type Subscription } from './subscription.ts';

/** What a hub's visit at the callback comes to. */
export type VisitAnswer =
  /** It asked whether we meant it: `challenge` is sent back to it. */
  | { readonly state: 'confirmed'; readonly challenge: string; readonly subscription: Subscription }
  | { readonly state: 'denied'; readonly subscription: Subscription }
  /** It is about something that nobody asked for. */
  | { readonly state: 'not-ours' };

/**
 * Decides about a hub's GET request (W3C WebSub, 5.2 and 5.3): only for the topic of this callback, and only while we want
 * it. A hub that lost our answer may ask once more. We never ask for an end: a lease that isn't renewed runs out.
 */
export function answerVisit(
  subscription: Subscription,
  { query, now }: { readonly query: URLSearchParams; readonly now: Instant },
): VisitAnswer {
  const isOurs = query.get('hub.topic') === subscription.topic && isOpen(subscription);
  const mode = isOurs ? query.get('hub.mode') : null;
  const challenge = query.get('hub.challenge');
  if (mode === 'subscribe' && challenge) {
    const lease = readLease(query.get('hub.lease_seconds'));
    return { state: 'confirmed', challenge, subscription: confirmed(subscription, { now, lease }) };
  }
  if (mode === 'denied') {
    const reason = foldToLine(query.get('hub.reason'))?.slice(0, 200) ?? null;
    return { state: 'denied', subscription: denied(subscription, { now, reason }) };
  }
  return { state: 'not-ours' };
}

/** A hub may come after we gave it up: it knows the callback, so it was asked. */
function isOpen({ state, lastFailure }: Subscription): boolean {
  return state === 'asked' || state === 'active' || lastFailure?.code === 'hub-never-verified';
}
