import { hashOf } from '../../base/ids.ts';
import type { Instant } from '../../base/instant.ts';
import type { Part, Receipt } from '../../outbox/delivery.ts';
import type { Status } from './client.ts';
import type { Target } from './frozen.ts';

/** Proof that a frozen part is public. The hash is that of its frozen body, which a look can work out again. */
export function receiptFor(part: Part, { id, url, createdAt }: Status): Receipt {
  return {
    partIndex: part.index,
    remoteId: id,
    url,
    contentHash: hashOf(part.body),
    publishedAt: createdAt,
  };
}

/** Proof that a deed was done. */
export function deedReceipt(part: Part, { target, at }: { target: Target; at: Instant }): Receipt {
  return {
    partIndex: part.index,
    remoteId: target.id,
    url: target.url,
    contentHash: hashOf(part.body),
    publishedAt: at,
  };
}
