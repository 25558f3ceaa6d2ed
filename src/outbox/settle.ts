import { backoffAfter } from '../base/backoff.ts';
import type { Chance } from '../base/chance.ts';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import {
  asProven,
  claimOf,
  type Delivery,
  type DeliveryStanding,
  type Receipt,
  unprovenOf,
} from './delivery.ts';
import type { Outcome, Sighting } from './outcome.ts';
import { policy } from './policy.ts';

/** What a delivery becomes after an attempt or a look. */
export interface Settlement {
  readonly standing: Exclude<DeliveryStanding, { state: 'claimed' }>;
  readonly receipts: readonly Receipt[];
  readonly attempts: number;
  readonly lastFailure: Failure | null;
  /** The account rests until its credentials are checked again. */
  readonly lockOut: Failure | null;
  /** The part whose receipt is void: its server said yes and kept nothing. */
  readonly lostPart?: number;
}

/** True where a delivery made something public and owes more at once. */
export function owesMore({ standing, receipts }: Settlement, now: Instant): boolean {
  return standing.state === 'ready' && standing.dueAt <= now && receipts.length > 0;
}

/** What becomes of a claimed delivery after an attempt, by the table in policy.ts. */
export function settle(
  delivery: Delivery,
  outcome: Outcome,
  { now, chance }: { now: Instant; chance: Chance },
): Settlement {
  switch (outcome.state) {
    case 'published':
      return published(delivery, outcome.receipts, now);
    case 'later':
      return later(delivery, outcome, { now, chance });
    case 'refused':
      return refused(delivery, outcome);
    case 'locked-out':
      return lockedOut(delivery, outcome.failure, now);
    case 'unknown':
      return {
        ...failed(delivery, outcome.failure, {
          state: 'uncertain',
          lookAt: now + policy.settleTime,
          looks: 0,
          since: claimOf(delivery).since,
        }),
        attempts: delivery.attempts + policy.spentByUnknown,
      };
  }
}

/** The same settlement, once a post that was taken on the server's word has been seen. */
export function withProven(settlement: Settlement, proven: Receipt): Settlement {
  const others = settlement.receipts.filter(({ partIndex }) => partIndex !== proven.partIndex);
  return { ...settlement, receipts: [...others, proven] };
}

/** What is known to be public by a settlement, and was not before it: a post is shown by the one that answers it, too. */
export function provenBy(
  { receipts, lostPart }: Settlement,
  delivery: Pick<Delivery, 'parts'>,
): readonly Receipt[] {
  const answered = lostPart === undefined && receipts.length > 0 ? unprovenOf(delivery) : null;
  const isAgain = receipts.some(({ partIndex }) => partIndex === answered?.partIndex);
  return [
    ...(answered && !isAgain ? [asProven(answered)] : []),
    ...receipts.filter(({ isUnproven }) => !isUnproven),
  ];
}

/** What becomes of an uncertain delivery after a look on its network, by the table in policy.ts. */
export function settleSighting(
  delivery: Delivery,
  sighting: Sighting,
  look: { since: Instant; looks: number; now: Instant; chance: Chance },
): Settlement {
  const { since, now } = look;
  switch (sighting.state) {
    case 'found':
      return published(delivery, sighting.receipts, now);
    case 'absent':
      return absent(delivery, look);
    case 'contradicted':
      return failed(delivery, sighting.failure, { state: 'held', because: sighting.failure });
    case 'cannot-tell': {
      const { failure, retryAt } = sighting;
      if (now - since >= policy.unsureAtMost)
        return failed(delivery, failure, { state: 'held', because: failure });
      const lookAt = Math.max(now + unsurePause(look), believed(retryAt, now));
      return failed(delivery, failure, { state: 'uncertain', lookAt, looks: look.looks, since });
    }
  }
}

/** How a delivery stands whose lease ran out: its worker may have posted, so it is looked for. */
export function settleLostLease(
  since: Instant,
  now: Instant,
): Extract<DeliveryStanding, { state: 'uncertain' }> {
  return { state: 'uncertain', lookAt: Math.max(now, since + policy.settleTime), looks: 0, since };
}

function published(delivery: Delivery, receipts: readonly Receipt[], now: Instant): Settlement {
  const owed = new Set(delivery.parts.filter((part) => part.receipt === null).map((part) => part.index));
  const fresh = receipts.filter((receipt) => owed.delete(receipt.partIndex));
  // Ready again without a receipt would post the same part for ever.
  if (fresh.length === 0 && owed.size > 0) {
    const because = { code: 'published-without-receipt', subject: delivery.id };
    return failed(delivery, because, { state: 'held', because });
  }
  return {
    standing: owed.size === 0 ? { state: 'sent', sentAt: now } : { state: 'ready', dueAt: now },
    receipts: fresh,
    attempts: 0,
    lastFailure: null,
    lockOut: null,
  };
}

function refused(
  delivery: Delivery,
  { failure, lostPart }: Extract<Outcome, { state: 'refused' }>,
): Settlement {
  return {
    ...failed(delivery, failure, { state: 'refused', failure }),
    ...(lostPart !== undefined && { lostPart }),
  };
}

function later(
  delivery: Delivery,
  { failure, retryAt }: { failure: Failure; retryAt: Instant | null },
  { now, chance }: { now: Instant; chance: Chance },
): Settlement {
  const attempts = delivery.attempts + 1;
  const wait = backoffAfter(attempts, { backoff: policy.retry, chance });
  const dueAt = Math.max(now + wait, believed(retryAt, now));
  const spent = attempts >= policy.patience;
  return {
    ...failed(delivery, failure, spent ? { state: 'held', because: failure } : { state: 'ready', dueAt }),
    attempts,
  };
}

function lockedOut(delivery: Delivery, failure: Failure, now: Instant): Settlement {
  const attempts = delivery.attempts + policy.spentByLockOut;
  const spent = attempts >= policy.patience;
  return {
    ...failed(
      delivery,
      failure,
      spent ? { state: 'held', because: failure } : { state: 'ready', dueAt: now },
    ),
    attempts,
    lockOut: failure,
  };
}

function absent(
  delivery: Delivery,
  { since, looks, now }: { since: Instant; looks: number; now: Instant },
): Settlement {
  const failure = delivery.lastFailure ?? { code: 'outcome-unknown', subject: delivery.id };
  const absences = looks + 1;
  if (absences < policy.looksForAbsence)
    return failed(delivery, failure, {
      state: 'uncertain',
      lookAt: now + policy.settleTime,
      looks: absences,
      since,
    });
  if (delivery.attempts >= policy.patience)
    return failed(delivery, failure, { state: 'held', because: failure });
  return failed(delivery, failure, { state: 'ready', dueAt: now });
}

function failed(
  delivery: Delivery,
  failure: Failure,
  standing: Exclude<DeliveryStanding, { state: 'claimed' }>,
): Settlement {
  return { standing, receipts: [], attempts: delivery.attempts, lastFailure: failure, lockOut: null };
}

/** A server's time, cut to what a real budget can mean; the past when it named none. */
function believed(retryAt: Instant | null, now: Instant): Instant {
  return Math.min(retryAt ?? now, now + policy.longestAdvice);
}

function unsurePause({ since, now, chance }: { since: Instant; now: Instant; chance: Chance }): number {
  const { first, most } = policy.unsure;
  const pause = Math.min(most, Math.max(first, (now - since) / 2));
  return Math.round(pause * (1 + chance.fraction() / 4));
}
