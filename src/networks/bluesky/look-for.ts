import type { Instant } from '../../base/instant.ts';
import type { Delivery } from '../../outbox/delivery.ts';
import type { Sighting } from '../../outbox/outcome.ts';
import { classify } from './classify.ts';
import { readFrozen, receiptFor } from './frozen.ts';
import type { PublishDeps } from './publish.ts';

/**
 * Looks in the account's own repository, which is never behind; an AppView is. The owed parts went out in one commit or
 * not at all, so the first of them speaks for all.
 */
export async function lookFor(deps: PublishDeps, delivery: Delivery, since: Instant): Promise<Sighting> {
  const { client, login, clock } = deps;
  const owed = delivery.parts.filter(({ receipt }) => receipt === null);
  const [first] = owed;
  if (!first) return { state: 'found', receipts: [] };
  const { uri, cid } = readFrozen(first);
  const stored = await client.readRecord(uri);
  if (!stored.ok) {
    const now = clock.now();
    const setback = classify(stored.failure, { stage: 'asking', accountId: login.accountId, now });
    const retryAt = setback.state === 'later' ? setback.retryAt : null;
    return { state: 'cannot-tell', failure: setback.failure, retryAt };
  }
  if (stored.value === null) return { state: 'absent' };
  if (stored.value.cid !== cid) {
    const detail = `another record stands at ${uri}: ${stored.value.cid}`;
    return {
      state: 'cannot-tell',
      failure: { code: 'key-taken', subject: login.accountId, detail },
      retryAt: null,
    };
  }
  const proof = { handle: login.handle, publishedAt: since };
  return { state: 'found', receipts: owed.map((part) => receiptFor(part, proof)) };
}
