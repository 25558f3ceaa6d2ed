import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { type Milliseconds, second } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';

/** A request and its timeout, and a margin for a busy machine. */
const neededToSend: Milliseconds = 40 * second;

/**
 * Why nothing may be sent for a delivery any more, right before it is: a worker that was stopped for longer than its lease
 * would post beside the one that took over. Null while there is time.
 */
export function outOfTime(delivery: Delivery, clock: Clock): Failure<'lease-too-short'> | null {
  const { standing, accountId } = delivery;
  if (standing.state !== 'claimed' || standing.claim.leaseUntil - clock.now() >= neededToSend) return null;
  return { code: 'lease-too-short', subject: accountId };
}
