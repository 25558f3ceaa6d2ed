import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { leaseToAsk } from '../../feed/websub/lease.ts';
import {
  askedFor,
  atRest,
  failedToSubscribe,
  type Subscription,
  type SubscriptionFailureCode,
} from '../../feed/websub/subscription.ts';
import { subscriptionForm } from '../../feed/websub/subscription-form.ts';
import type { PipelineDeps } from '../deps.ts';
import { wantedUntil } from './wanted-until.ts';
import type { WebSub } from './websub.ts';

/** Does what a subscription wants done by now: asks its hub, first or anew, or gives up on a hub that never came. */
export async function workOnSubscription(
  deps: PipelineDeps,
  { websub, subscription }: { websub: WebSub; subscription: Subscription },
): Promise<void> {
  const now = deps.clock.now();
  const { subscriptions } = deps.store;
  const { feedUrl, hub, state } = subscription;
  const until = wantedUntil(deps.events.values(), { feedUrl, now });
  if (until === null) {
    await subscriptions.change(subscription, atRest(subscription, now));
    return;
  }
  if (state === 'asked') {
    const failure = { code: 'hub-never-verified' as const, subject: hub };
    return recordFailure(deps, { subscription, failure, retryAt: null });
  }
  const { callbackBase, forms } = websub;
  const asked = askedFor(subscription, { now, callbackBase });
  // False: another replica asks.
  if (!(await subscriptions.change(subscription, asked))) return;
  deps.journal({ kind: 'subscription-asked', url: feedUrl, hub });
  const lease = leaseToAsk(now, until);
  const answer = await forms.post({ url: hub, fields: subscriptionForm(asked, { callbackBase, lease }) });
  if (answer.state !== 'failed') return;
  const { httpStatus, retryAt } = answer;
  const failure = isRefusal(httpStatus)
    ? { ...answer.failure, code: 'hub-refuses' as const }
    : answer.failure;
  await recordFailure(deps, { subscription: asked, failure, retryAt });
}

/** What is amiss in a request (W3C WebSub, 5.1.2) is no fault of the feed's address, nor of its publisher. */
function isRefusal(httpStatus: number | null): boolean {
  return httpStatus !== null && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
}

/** Only while nothing else happened: a hub that visited means it, whatever it answered to the request. */
async function recordFailure(
  deps: PipelineDeps,
  { subscription, failure, retryAt }: FailedSubscription,
): Promise<void> {
  const now = deps.clock.now();
  const failed = failedToSubscribe(subscription, { now, failure, retryAt, chance: deps.chance });
  if (!(await deps.store.subscriptions.change(subscription, failed))) return;
  const { feedUrl, hub, wakesAt, leaseEndsAt } = failed;
  deps.journal({ kind: 'subscription-failed', url: feedUrl, hub, failure, askAt: wakesAt, leaseEndsAt });
}

interface FailedSubscription {
  readonly subscription: Subscription;
  readonly failure: Failure<SubscriptionFailureCode>;
  readonly retryAt: Instant | null;
}
