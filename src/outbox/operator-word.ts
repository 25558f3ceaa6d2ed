import type { Instant } from '../base/instant.ts';
import type { Delivery, DeliveryStanding, DeliveryState } from './delivery.ts';
import { policy } from './policy.ts';

/** What a person can say about a delivery. */
export type OperatorWord = 'retry' | 'cancel' | 'hold' | 'release';

/** A word that waits until a delivery's worker, or the look for it, is through. */
export type NotedWord = NonNullable<Delivery['notedWord']>;

/**
 * What an operator's word leads to, whole; null where it means nothing:
 *
 * - `go`: it goes on now, with whole patience and the same keys. Unless it was held before anything was in doubt, or the
 *   person vouches that no more of it is public than we know, it is looked for first: its last attempt may have been taken.
 * - `look`: it is looked for now.
 * - `hold`, `cancel`: it is held or cancelled, whatever of it is public.
 * - `note`: somebody is at work on it, or nobody knows whether it is public, so the word is noted; it holds as soon as
 *   the delivery would be ready again, and not if it turns out to be sent.
 * - `forget`: a noted word is taken back.
 */
const steps = {
  ready: { retry: 'go', cancel: 'cancel', hold: 'hold', release: null },
  claimed: { retry: null, cancel: 'note', hold: 'note', release: 'forget' },
  uncertain: { retry: 'look', cancel: 'note', hold: 'note', release: 'forget' },
  sent: { retry: null, cancel: null, hold: null, release: null },
  refused: { retry: 'go', cancel: 'cancel', hold: null, release: null },
  held: { retry: 'go', cancel: 'cancel', hold: null, release: 'go' },
  cancelled: { retry: null, cancel: null, hold: null, release: null },
} as const satisfies Record<DeliveryState, Record<OperatorWord, Step | null>>;

/** How a delivery stands about which no word means anything. */
export const beyondWords: readonly DeliveryState[] = (Object.keys(steps) as DeliveryState[]).filter((state) =>
  Object.values(steps[state]).every((step) => step === null),
);

type Step = 'go' | 'look' | 'hold' | 'cancel' | 'note' | 'forget';

/** As much of a delivery as a word about it is heeded by. */
type Spoken = Pick<Delivery, 'id' | 'standing' | 'attemptedAt' | 'notedWord'>;

/** What becomes of a delivery by a person's word; null: the word means nothing for one that stands so. */
export type Heeded =
  | {
      readonly kind: 'stands';
      readonly standing: Exclude<DeliveryStanding, { state: 'claimed' }>;
      /** What its account shows keeps it back no more. */
      readonly isVouched: boolean;
    }
  | { readonly kind: 'noted'; readonly word: NotedWord | null };

/** Heeds `word` about a delivery, by the table above. `vouched`: the person has seen that nothing more is public. */
export function heed(
  delivery: Spoken,
  word: OperatorWord,
  { now, vouched }: { now: Instant; vouched: boolean },
): Heeded | null {
  const step: Step | null = steps[delivery.standing.state][word];
  switch (step) {
    case null:
      return null;
    case 'go':
    case 'look':
      return {
        kind: 'stands',
        standing: goOn(delivery, { now, vouched }),
        isVouched: vouched || heldAs(delivery) === alreadyShown,
      };
    case 'hold':
    case 'cancel':
      return { kind: 'stands', standing: standingBy(step, delivery.id), isVouched: false };
    case 'note':
      return word === 'cancel' || word === 'hold' ? { kind: 'noted', word } : null;
    case 'forget':
      return delivery.notedWord === null ? null : { kind: 'noted', word: null };
  }
}

/** What a settled delivery becomes by a word that was noted meanwhile; null: what it was settled to. */
export function heedNoted(
  word: NotedWord,
  settled: DeliveryStanding,
  deliveryId: string,
): Extract<DeliveryStanding, { state: 'held' | 'cancelled' }> | null {
  const isOpen = settled.state === 'ready' || (settled.state === 'held' && word === 'cancel');
  return isOpen ? standingBy(word, deliveryId) : null;
}

function standingBy(
  word: NotedWord,
  deliveryId: string,
): Extract<DeliveryStanding, { state: 'held' | 'cancelled' }> {
  if (word === 'cancel') return { state: 'cancelled', because: 'by-a-person' };
  return { state: 'held', because: { code: heldByAPerson, subject: deliveryId } };
}

const heldByAPerson = 'held-by-a-person';

/** Its account showed the same article before it was attempted; whoever lets it go on has been told. */
export const alreadyShown = 'already-shown';

function heldAs({ standing }: Pick<Delivery, 'standing'>): string | null {
  return standing.state === 'held' ? standing.because.code : null;
}

function goOn(
  delivery: Spoken,
  { now, vouched }: { now: Instant; vouched: boolean },
): Extract<DeliveryStanding, { state: 'ready' | 'uncertain' }> {
  const { attemptedAt } = delivery;
  if (vouched || attemptedAt === null || isBeyondDoubt(delivery)) return { state: 'ready', dueAt: now };
  const lookAt = Math.max(now, attemptedAt + policy.settleTime);
  return { state: 'uncertain', lookAt, looks: 0, since: attemptedAt };
}

/** Whether all of it that may be public is known by its receipts: nothing is in doubt since its last attempt. */
function isBeyondDoubt(delivery: Pick<Delivery, 'standing' | 'attemptedAt'>): boolean {
  if (delivery.attemptedAt === null || delivery.standing.state === 'ready') return true;
  return [heldByAPerson, alreadyShown].includes(heldAs(delivery) ?? '');
}
