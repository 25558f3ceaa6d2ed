import { describe, expect, test } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { day, hour, minute, second } from '../../src/base/instant.ts';
import type { Sighting } from '../../src/outbox/outcome.ts';
import { policy } from '../../src/outbox/policy.ts';
import { provenBy, settle, settleLostLease, settleSighting, withProven } from '../../src/outbox/settle.ts';
import { aDelivery, failure, now, publishedParts, putOff, receiptOf, since } from './builders.ts';

const chance = createSeededChance(1);
// Draws the shortest pause.
const never = { ...chance, fraction: () => 0 };

describe('a post that stands on its server’s word', () => {
  const onItsWord = { ...receiptOf(0), isUnproven: true } as const;
  const begun = () => {
    const [first, ...rest] = aDelivery({ receipts: [true, false, false] }).parts;
    return { ...aDelivery({}), parts: first ? [{ ...first, receipt: onItsWord }, ...rest] : [] };
  };

  test('is not told of until another is there, which answers it', () => {
    const first = settle(
      aDelivery({ receipts: [false, false, false] }),
      { state: 'published', receipts: [onItsWord] },
      { now, chance },
    );
    expect(provenBy(first, aDelivery({ receipts: [false, false, false] }))).toEqual([]);
    expect(provenBy(settle(begun(), publishedParts(1), { now, chance }), begun())).toEqual([
      receiptOf(0),
      receiptOf(1),
    ]);
  });

  test('is told of once it was read back, and once only', () => {
    const settled = withProven(settle(begun(), putOff(null), { now, chance }), receiptOf(0));
    expect(provenBy(settled, begun())).toEqual([receiptOf(0)]);
  });

  test('is not told of where an attempt made nothing public', () => {
    expect(provenBy(settle(begun(), putOff(null), { now, chance }), begun())).toEqual([]);
  });

  test('is void where its server never kept it', () => {
    const settled = settle(begun(), { state: 'refused', failure, lostPart: 0 }, { now, chance });
    expect(settled).toMatchObject({ standing: { state: 'refused', failure }, lostPart: 0, receipts: [] });
    expect(provenBy(settled, begun())).toEqual([]);
  });
});

describe('an attempt', () => {
  test('that published every part makes the delivery sent', () => {
    expect(settle(aDelivery({ receipts: [true, false] }), publishedParts(1), { now, chance })).toEqual({
      standing: { state: 'sent', sentAt: now },
      receipts: [receiptOf(1)],
      attempts: 0,
      lastFailure: null,
      lockOut: null,
    });
  });

  test('that published one of several parts goes on at once with its patience whole', () => {
    const delivery = aDelivery({ receipts: [false, false, false], attempts: 7 });
    expect(settle(delivery, publishedParts(0), { now, chance })).toMatchObject({
      standing: { state: 'ready', dueAt: now },
      receipts: [receiptOf(0)],
      attempts: 0,
    });
  });

  test('that says published but brings no receipt for what is owed is held, not repeated', () => {
    const delivery = aDelivery({ receipts: [true, false] });
    expect(settle(delivery, publishedParts(0), { now, chance })).toMatchObject({
      standing: { state: 'held', because: { code: 'published-without-receipt' } },
      receipts: [],
    });
  });

  test('put off is tried again after a pause that doubles up to a minute', () => {
    const pauses = [0, 1, 2, 3, 50].map((attempts) => {
      const settled = settle(aDelivery({ attempts }), putOff(null), { now, chance: never });
      expect(settled).toMatchObject({ attempts: attempts + 1, lastFailure: failure });
      return settled.standing.state === 'ready' ? settled.standing.dueAt - now : null;
    });
    expect(pauses).toEqual([5, 10, 20, 30, 30].map((seconds) => seconds * second));
  });

  test.each([
    ['later than our own pause', now + 10 * minute, now + 10 * minute],
    ['sooner than our own pause', now + 1, now + 5 * second],
    ['in the past', now - hour, now + 5 * second],
    ['absurdly far away', now + 300 * day, now + day],
  ])('put off until a time %s is due then', (_, retryAt, dueAt) => {
    const settled = settle(aDelivery({}), putOff(retryAt), { now, chance: never });
    expect(settled.standing).toEqual({ state: 'ready', dueAt });
  });

  test('put off three hundred times is held for a person', () => {
    const settled = (attempts: number) => settle(aDelivery({ attempts }), putOff(null), { now, chance });
    expect(settled(298).standing.state).toBe('ready');
    expect(settled(299).standing).toEqual({ state: 'held', because: failure });
  });

  test('refused is over', () => {
    const settled = settle(aDelivery({}), { state: 'refused', failure }, { now, chance });
    expect(settled).toMatchObject({ standing: { state: 'refused', failure }, lockOut: null });
  });

  test('of a locked-out account leaves the delivery ready and sends the account to rest', () => {
    const settled = settle(aDelivery({ attempts: 3 }), { state: 'locked-out', failure }, { now, chance });
    expect(settled).toMatchObject({
      standing: { state: 'ready', dueAt: now },
      attempts: 3 + policy.spentByLockOut,
      lockOut: failure,
    });
  });

  test('that locks its account out twelve times in a row is held, so that others may pass', () => {
    const settled = (attempts: number) =>
      settle(aDelivery({ attempts }), { state: 'locked-out', failure }, { now, chance });
    expect(settled(274).standing.state).toBe('ready');
    expect(settled(275)).toMatchObject({ standing: { state: 'held', because: failure }, lockOut: failure });
  });

  test('with an unknown outcome is looked for a minute after the answer was missed', () => {
    const settled = settle(aDelivery({}), { state: 'unknown', failure }, { now, chance });
    expect(settled.standing).toEqual({ state: 'uncertain', lookAt: now + minute, looks: 0, since });
  });

  test('whose lease was lost is looked for no sooner than a minute after it began', () => {
    expect(settleLostLease(now - 5 * minute, now)).toMatchObject({ lookAt: now, looks: 0 });
    expect(settleLostLease(now - 5 * second, now)).toMatchObject({ lookAt: now + 55 * second });
  });
});

describe('a look', () => {
  const look = { since, looks: 0, now, chance: never };

  test('that finds the post settles like a publication', () => {
    const found: Sighting = { state: 'found', receipts: [receiptOf(0)] };
    expect(settleSighting(aDelivery({ receipts: [false, false] }), found, look)).toMatchObject({
      standing: { state: 'ready', dueAt: now },
      receipts: [receiptOf(0)],
      attempts: 0,
    });
  });

  test('that finds nothing counts only when a second, a minute later, finds nothing either', () => {
    const delivery = aDelivery({ attempts: 25 });
    expect(settleSighting(delivery, { state: 'absent' }, look).standing).toEqual({
      state: 'uncertain',
      lookAt: now + minute,
      looks: 1,
      since,
    });
    expect(settleSighting(delivery, { state: 'absent' }, { ...look, looks: 1 })).toMatchObject({
      standing: { state: 'ready', dueAt: now },
      attempts: 25,
      receipts: [],
    });
  });

  test('after twelve unknown outcomes in a row leaves the delivery to a person', () => {
    let attempts = 0;
    for (let n = 0; n < 12; n += 1)
      attempts = settle(aDelivery({ attempts }), { state: 'unknown', failure }, { now, chance }).attempts;
    const again = { ...look, looks: 1 };
    expect(settleSighting(aDelivery({ attempts }), { state: 'absent' }, again).standing.state).toBe('held');
    expect(
      settleSighting(aDelivery({ attempts: attempts - policy.spentByUnknown }), { state: 'absent' }, again)
        .standing.state,
    ).toBe('ready');
  });

  test.each([
    ['a minute at first', now - second, minute],
    ['half as long as we have been unsure', now - 4 * minute, 2 * minute],
    ['three minutes at most', now - 5 * hour, 3 * minute],
  ])('that cannot tell is repeated after %s', (_, began, pause) => {
    const sighting: Sighting = { state: 'cannot-tell', failure, retryAt: null };
    expect(settleSighting(aDelivery({}), sighting, { ...look, since: began, looks: 1 }).standing).toEqual({
      state: 'uncertain',
      lookAt: now + pause,
      looks: 1,
      since: began,
    });
  });

  test('that cannot tell waits as long as the server asks', () => {
    const sighting: Sighting = { state: 'cannot-tell', failure, retryAt: now + hour };
    expect(settleSighting(aDelivery({}), sighting, look).standing).toMatchObject({ lookAt: now + hour });
  });

  test('that still cannot tell after six hours leaves the delivery to a person', () => {
    const sighting: Sighting = { state: 'cannot-tell', failure, retryAt: null };
    const late = { ...look, since: now - 6 * hour };
    expect(settleSighting(aDelivery({}), sighting, late).standing).toEqual({
      state: 'held',
      because: failure,
    });
  });
});
