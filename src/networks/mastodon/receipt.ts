import { hashOf } from '../../base/ids.ts';
import type { Part, Receipt } from '../../outbox/delivery.ts';
import type { Status } from './client.ts';

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
