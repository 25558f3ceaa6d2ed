import { expect, it } from 'vitest';
import { gridRow, renderGrid } from '../../src/cli/status-grid.ts';
import { aDelivery, now, receiptOf } from '../outbox/builders.ts';

it('a post that stands on its server’s word alone is not called public', () => {
  const delivery = aDelivery({ receipts: [true, true, false] });
  const parts = delivery.parts.map((part) =>
    part.index === 1 ? { ...part, receipt: { ...receiptOf(1), isUnproven: true as const } } : part,
  );
  const row = gridRow({ ...delivery, parts }, { now, pauses: [] });
  expect(row.parts.map(({ state }) => state)).toEqual(['public', 'taken', 'owed']);
  const plain = { isLive: false } as Parameters<typeof renderGrid>[1];
  expect(renderGrid([row], plain).join()).toContain('1 of 3 posts public');
});

it.each([
  [['create', 'create', 'pin'], '1 of 2 posts public'],
  [['edit'], 'edited'],
  [['unpin'], 'unpinned'],
] as const)('%o is told as %s', (intents, told) => {
  const delivery = aDelivery({ receipts: intents.map((_, index) => index === 0) });
  const parts = delivery.parts.map((part, index) => ({ ...part, intent: intents[index] ?? 'create' }));
  const plain = { isLive: false } as Parameters<typeof renderGrid>[1];
  const [line] = renderGrid([gridRow({ ...delivery, parts }, { now, pauses: [] })], plain);
  expect(line).toContain(`, ${told}`);
});
