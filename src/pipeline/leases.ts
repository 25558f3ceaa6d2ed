import { type Instant, type Milliseconds, minute, second } from '../base/instant.ts';
import { type Claim, claimOf, type Delivery } from '../outbox/delivery.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * How long a claim holds unless it is renewed: what a worker that died had in hand, and its account, wait for so long. A
 * request with its timeout has to fit in (networks/time-left.ts), and a renewal that comes late.
 */
export const lease: Milliseconds = 90 * second;

/** Keeps the claims that this process works under from running out. */
export interface Leases {
  /** Works under a delivery's claim; what `work` is given always tells until when that holds. */
  during<Value>(delivery: Delivery, work: (delivery: Delivery) => Promise<Value>): Promise<Value>;
  /** Renews the leases that are a third over. To be called every few seconds. */
  renew(): Promise<void>;
}

/** No claim is worked under yet. */
export function openLeases({ clock, store }: Pick<PipelineDeps, 'clock' | 'store'>): Leases {
  const held = new Map<string, Held>();
  return {
    during: async (delivery, work) => {
      const claim = { ...claimOf(delivery) };
      held.set(delivery.id, { claim, beganAt: clock.now() });
      try {
        return await work({ ...delivery, standing: { state: 'claimed', claim } });
      } finally {
        held.delete(delivery.id);
      }
    },
    renew: async () => {
      const now = clock.now();
      for (const [deliveryId, { claim, beganAt }] of held) {
        if (now - beganAt > longestWork || claim.leaseUntil - now > (lease * 2) / 3) continue;
        const leaseUntil = now + lease;
        const isRenewed = await store.deliveries.renew({ deliveryId, fence: claim.fence, leaseUntil });
        if (isRenewed) claim.leaseUntil = leaseUntil;
        else held.delete(deliveryId);
      }
    },
  };
}

/** For what is over before its lease can be. */
export const unrenewed: Leases = { during: (delivery, work) => work(delivery), renew: async () => {} };

/** What never ends must not keep its account for ever. */
const longestWork: Milliseconds = 5 * minute;

interface Held {
  readonly claim: Omit<Claim, 'leaseUntil'> & { leaseUntil: Instant };
  readonly beganAt: Instant;
}
