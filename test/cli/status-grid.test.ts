import { expect, it } from 'vitest';
import { gridRow, renderGrid } from '../../src/cli/status-grid.ts';
import type { Delivery } from '../../src/outbox/delivery.ts';
import { aDelivery, failure, now, receiptOf } from '../outbox/builders.ts';

it('a post that stands on its server’s word alone is not called public', () => {
  const delivery = aDelivery({ receipts: [true, true, false] });
  const parts = delivery.parts.map((part) =>
    part.index === 1 ? { ...part, receipt: { ...receiptOf(1), isUnproven: true as const } } : part,
  );
  const row = gridRow({ ...delivery, parts }, { now, pauses: [] });
  expect(row.parts.map(({ state }) => state)).toEqual(['public', 'taken', 'owed']);
  const plain = { isLive: false } as Parameters<typeof renderGrid>[1];
  expect(renderGrid([row], plain).join()).toContain(
    '1 of 3 posts public, 1 more on its server’s word alone (d1',
  );
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
  expect(line).toMatch(new RegExp(`^ {4}un-mastodon: ${told} \\(d1, `));
});

it('in a pipe facts come first and sentences last, none of which ends in mid-line', () => {
  const because = { code: 'held-by-a-person', subject: 'd1' };
  const delivery = { ...aDelivery({}), standing: { state: 'held', because } as const, lastFailure: because };
  const plain = { isLive: false } as Parameters<typeof renderGrid>[1];
  const line = (row: Delivery) => renderGrid([gridRow(row, { now, pauses: [] })], plain)[0];
  expect(line(delivery)).toBe(
    '    un-mastodon: 0 of 1 post public (d1, planned 1h ago); held for a person: A person holds it; to let it go on: rapporteur release d1',
  );
  expect(line({ ...delivery, lastFailure: failure })).toMatch(
    /release d1; last trouble: Server error: un-mastodon \(503\)$/,
  );
  const place = { key: 'day:2017-11-14', volume: 1, way: 'answers', isTaken: true, because: null } as const;
  expect(line({ ...delivery, place })).toMatch(/release d1; joins day:2017-11-14$/);
});
