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
