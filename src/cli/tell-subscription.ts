import { formatInstant, type Instant } from '../base/instant.ts';
import { leaseLeft, type Subscription } from '../feed/websub/subscription.ts';
import { describeFailure } from '../observability/failure-sentences.ts';

/** A subscription without its secrets: all that may be shown. */
export type ShownSubscription = Omit<Subscription, 'callbackKey' | 'secret'>;

/** How a feed stands with its hub, in a few words. */
export function tellSubscription(subscription: ShownSubscription, now: Instant): string {
  const { hub, state, wakesAt, lastFailure } = subscription;
  const leaseEndsAt = leaseLeft(subscription, now);
  const failure = lastFailure ? `; ${describeFailure(lastFailure)}` : '';
  if (leaseEndsAt !== null) return `pushed by ${hub} until ${formatInstant(leaseEndsAt)}${failure}`;
  switch (state) {
    case 'active':
      return `no longer pushed by ${hub}: the lease ran out`;
    case 'asked':
      return `waits for ${hub} to verify the subscription${failure}`;
    case 'denied':
      return `not pushed; asked again at ${formatInstant(wakesAt)}${failure}`;
    case 'wanted':
      return lastFailure
        ? `not pushed; asked again at ${formatInstant(wakesAt)}${failure}`
        : `could be pushed by ${hub}`;
  }
}

/** `subscription` without its secrets. */
export function shownSubscription({ callbackKey: _, secret: __, ...shown }: Subscription): ShownSubscription {
  return shown;
}
