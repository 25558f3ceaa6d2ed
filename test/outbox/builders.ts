import { hour, minute, second } from '../../src/base/instant.ts';
import type { Delivery, Part, Receipt } from '../../src/outbox/delivery.ts';
import type { Outcome } from '../../src/outbox/outcome.ts';

/** The instant of every settlement in these tests, and of the attempt before it. */
export const now = 1_000_000_000;
export const since = now - 20 * second;

export const failure = { code: 'server-error', subject: 'un-mastodon', detail: '503' };

/** A delivery that nothing has happened to; say only what the test is about. */
export function anUntouchedDelivery(told: Partial<Delivery>): Delivery {
  return {
    id: 'delivery-1',
    eventId: 'vancouver-2017',
    of: { kind: 'story', storyId: 'story-1' },
    accountId: 'newsdesk',
    network: 'mastodon',
    createdAt: 0,
    parts: [],
    place: null,
    standing: { state: 'ready', dueAt: 0 },
    attempts: 0,
    lastFailure: null,
    attemptedAt: null,
    notedWord: null,
    isVouched: false,
    freshness: { staleAt: null, whenStale: 'drop' },
    ...told,
  };
}

/** A claimed delivery; `receipts` says of each part whether it is public. */
export function aDelivery({
  receipts = [false],
  attempts = 0,
}: {
  receipts?: readonly boolean[];
  attempts?: number;
}): Delivery {
  return anUntouchedDelivery({
    id: 'd1',
    of: { kind: 'story', storyId: 's1' },
    accountId: 'un-mastodon',
    createdAt: now - hour,
    parts: receipts.map((isPublic, index) => aPart(index, isPublic)),
    standing: {
      state: 'claimed',
      claim: { worker: 'w', fence: 1, since, leaseUntil: since + 5 * minute },
    },
    attempts,
  });
}

function aPart(index: number, isPublic: boolean): Part {
  const receipt = isPublic ? receiptOf(index) : null;
  return { index, intent: 'create', key: `key-${index}`, body: '{}', media: [], receipt };
}

export function receiptOf(partIndex: number): Receipt {
  return {
    partIndex,
    remoteId: `r${partIndex}`,
    url: 'https://x.example',
    contentHash: 'c',
    publishedAt: now,
  };
}

export function publishedParts(...indexes: readonly number[]): Outcome {
  return { state: 'published', receipts: indexes.map(receiptOf) };
}

export function putOff(retryAt: number | null): Outcome {
  return { state: 'later', failure, retryAt };
}
