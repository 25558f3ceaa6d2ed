import type { Instant } from '../../base/instant.ts';
import type { Delivery } from '../../outbox/delivery.ts';
import type { Sighting } from '../../outbox/outcome.ts';
import { cannotTell, during } from '../setback.ts';
import { classify } from './classify.ts';
import type { PublishDeps, Refusal } from './client.ts';
import { deedReceipt, readFrozen, receiptFor } from './frozen.ts';
import { isDone } from './perform.ts';

/**
 * Looks in the account's own repository, which is never behind; an AppView is. The owed parts went out in one commit or
 * not at all, so the first of them that stands there speaks for all: what is gone from before it was deleted since, and
 * is not brought back.
 */
export async function lookFor(deps: PublishDeps, delivery: Delivery, since: Instant): Promise<Sighting> {
  const { client, login, clock } = deps;
  const [first, ...later] = delivery.parts.filter(({ receipt }) => receipt === null);
  if (!first) return { state: 'found', receipts: [] };
  if (first.intent !== 'create') {
    const done = await isDone(deps, first);
    if (!done.ok) return untold(deps, done.failure);
    return done.value ? { state: 'found', receipts: [deedReceipt(first, clock.now())] } : { state: 'absent' };
  }
  const owed = [first, ...later].filter(({ intent }) => intent === 'create');
  for (const part of owed) {
    const { uri, cid } = readFrozen(part);
    const stored = await client.readRecord(uri);
    if (!stored.ok) return untold(deps, stored.failure);
    if (stored.value === null) continue;
    if (stored.value.cid !== cid) {
      const detail = `another record stands at ${uri}: ${stored.value.cid}`;
      return { state: 'contradicted', failure: { code: 'key-taken', subject: login.accountId, detail } };
    }
    const proof = { handle: login.handle, publishedAt: since };
    return { state: 'found', receipts: owed.map((owing) => receiptFor(owing, proof)) };
  }
  return { state: 'absent' };
}

function untold(deps: PublishDeps, refusal: Refusal): Sighting {
  return cannotTell(classify(refusal, during('asking', deps)));
}
