import { type Backoff, backoffAfter } from '../../base/backoff.ts';
import type { Chance } from '../../base/chance.ts';
import type { Failure } from '../../base/failure.ts';
import { day, hour, type Instant, type Milliseconds, minute } from '../../base/instant.ts';
import type { WebFailureCode } from '../../web/web.ts';
import type { HubOffer } from './discover-hub.ts';
import { renewalAt } from './lease.ts';

/** What we have with the hub of one feed. */
export interface Subscription extends HubOffer {
  readonly feedUrl: string;
  /** The one of them that was asked, or is to be. */
  readonly hub: string;
  /** The end of the callback's address, which only the hub is told. */
  readonly callbackKey: string;
  /** The address before it, as the hub was told it last; null before it was told any. */
  readonly callbackBase: string | null;
  /** What the hub signs its pushes with. */
  readonly secret: string;
  readonly state: SubscriptionState;
  /** When it wants work: a request (wanted, denied), giving up on the hub's visit (asked), a renewal (active). */
  readonly wakesAt: Instant;
  /** Until when the hub said it pushes; null when it never did. Outlives a renewal that is under way or failed. */
  readonly leaseEndsAt: Instant | null;
  readonly failuresInRow: number;
  readonly lastFailure: Failure<SubscriptionFailureCode> | null;
}

/** `wanted`: to be asked for; `asked`: the hub has yet to visit; `active`: it has; `denied`: it said no. */
export type SubscriptionState = 'wanted' | 'asked' | 'active' | 'denied';

export type SubscriptionFailureCode =
  | WebFailureCode
  | 'hub-refuses'
  | 'hub-never-verified'
  | 'subscription-denied';

/** A subscription to what a feed offers, to be asked for at once. */
export function wantSubscription(
  offer: HubOffer,
  { feedUrl, now, chance }: { feedUrl: string; now: Instant; chance: Chance },
): Subscription {
  return {
    ...offer,
    feedUrl,
    hub: offer.hubs[0],
    callbackKey: drawKey(chance),
    callbackBase: null,
    secret: drawKey(chance),
    state: 'wanted',
    wakesAt: now,
    leaseEndsAt: null,
    failuresInRow: 0,
    lastFailure: null,
  };
}

/** As it stands from right before the request: some hubs visit before they answer it. */
export function askedFor(
  subscription: Subscription,
  { now, callbackBase }: { now: Instant; callbackBase: string },
): Subscription {
  return { ...subscription, callbackBase, state: 'asked', wakesAt: now + visitWithin };
}

/** As it stands once the hub has visited. */
export function confirmed(
  subscription: Subscription,
  { now, lease }: { now: Instant; lease: Milliseconds },
): Subscription {
  return {
    ...subscription,
    state: 'active',
    wakesAt: renewalAt(now, lease),
    leaseEndsAt: now + lease,
    failuresInRow: 0,
    lastFailure: null,
  };
}

/** As it stands once the hub has said no; it is asked again after a day, since it may have meant "not now". */
export function denied(
  subscription: Subscription,
  { now, reason }: { now: Instant; reason: string | null },
): Subscription {
  const failure = { code: 'subscription-denied' as const, subject: subscription.hub };
  return {
    ...subscription,
    state: 'denied',
    wakesAt: now + day,
    leaseEndsAt: null,
    failuresInRow: subscription.failuresInRow + 1,
    lastFailure: reason === null ? failure : { ...failure, detail: reason },
  };
}

/**
 * As it stands when the hub could not be asked or never visited: asked again later, further off every time. Where there
 * is another, and this one owes us nothing any more, it is the other's turn.
 */
export function failedToSubscribe(
  subscription: Subscription,
  { now, failure, retryAt, chance }: FailedAsking,
): Subscription {
  const failuresInRow = subscription.failuresInRow + 1;
  const wait = backoffAfter(failuresInRow, { backoff, chance });
  const leaseEndsAt = leaseLeft(subscription, now);
  const next = leaseEndsAt === null ? nextHub(subscription) : subscription.hub;
  const leftAlone = next === subscription.hub ? Math.min(retryAt ?? 0, now + day) : 0;
  return {
    ...subscription,
    hub: next,
    state: 'wanted',
    wakesAt: Math.max(now + wait, leftAlone),
    leaseEndsAt,
    failuresInRow,
    lastFailure: failure,
  };
}

function nextHub({ hub, hubs }: Subscription): string {
  return hubs[(hubs.indexOf(hub) + 1) % hubs.length] ?? hub;
}

export interface FailedAsking {
  readonly now: Instant;
  readonly failure: Failure<SubscriptionFailureCode>;
  /** What the hub asked for in Retry-After; null when it didn't. */
  readonly retryAt: Instant | null;
  readonly chance: Chance;
}

/** As it stands while no event wants its feed; looked at again in an hour. */
export function atRest(subscription: Subscription, now: Instant): Subscription {
  return { ...subscription, state: 'wanted', wakesAt: now + hour, leaseEndsAt: leaseLeft(subscription, now) };
}

/** The end of the lease when it is still ahead; null otherwise. */
export function leaseLeft({ leaseEndsAt }: Pick<Subscription, 'leaseEndsAt'>, now: Instant): Instant | null {
  return leaseEndsAt !== null && leaseEndsAt > now ? leaseEndsAt : null;
}

/** A hub checks with the publisher before it visits; one that takes longer has forgotten us. */
const visitWithin: Milliseconds = 5 * minute;

const backoff: Backoff = { first: minute, most: 6 * hour };

/** 160 bits, in letters that survive every proxy. */
function drawKey(chance: Chance): string {
  return Buffer.from(chance.bytes(20)).toString('hex');
}
