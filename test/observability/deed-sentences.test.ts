import { expect, it } from 'vitest';
import { tellEntry } from '../../src/observability/journal-sentences.ts';
import type { Delivery, Intent } from '../../src/outbox/delivery.ts';
import { aDelivery, receiptOf } from '../outbox/builders.ts';

function aHub(intents: readonly Intent[]): Delivery {
  const delivery = aDelivery({ receipts: intents.map(() => true) });
  return {
    ...delivery,
    parts: delivery.parts.map((part, index) => ({ ...part, intent: intents[index] ?? 'create' })),
  };
}

it.each<[string, Intent[], string, string]>([
  ['a hub', ['create', 'pin'], 'published {0}, pinned {1}', 'the thread is complete, 1 post'],
  ['its edit', ['edit'], 'edited {0}', 'the post is edited'],
  ['its end', ['unpin'], 'unpinned {0}', 'the post is unpinned'],
])('the log tells of %s by what was done', (_, intents, done, complete) => {
  const delivery = aHub(intents);
  const receipts = intents.map((_, index) => receiptOf(index));
  const { sentence } = tellEntry({ kind: 'parts-published', delivery, receipts });
  const told = done.replace(/\{(\d)\}/g, (_, index) => receipts[index]?.url ?? '');
  expect(sentence).toBe(`${delivery.accountId}: ${told}`);
  expect(tellEntry({ kind: 'thread-published', delivery }).sentence).toContain(complete);
});
