import { hour, minute, second } from '../../src/base/instant.ts';
import type { Delivery, Part, Receipt } from '../../src/outbox/delivery.ts';
import type { Outcome } from '../../src/outbox/outcome.ts';

/** The instant of every settlement in these tests, and of the attempt before it. */
export const now = 1_000_000_000;
export const since = now - 20 * second;

export const failure = { code: 'server-error', subject: 'un-mastodon', detail: '503' };

/** A claimed delivery; `receipts` says of each part whether it is public. */
export function aDelivery({
  receipts = [false],
  attempts = 0,
}: {
  receipts?: readonly boolean[];
  attempts?: number;
}): Delivery {
  return {
    id: 'd1',
    eventId: 'vancouver-2017',
    of: { kind: 'story', storyId: 's1' },
    accountId: 'un-mastodon',
    network: 'mastodon',
    createdAt: now - hour,
    parts: receipts.map((isPublic, index) => aPart(index, isPublic)),
    place: null,
    standing: {
      state: 'claimed',
      claim: { worker: 'w', fence: 1, since, leaseUntil: since + 5 * minute },
    },
    attempts,
    lastFailure: null,
    attemptedAt: null,
    notedWord: null,
    isVouched: false,
    freshness: { staleAt: null, whenStale: 'drop' },
  };
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
