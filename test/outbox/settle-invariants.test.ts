import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { day, minute } from '../../src/base/instant.ts';
import type { Outcome, Sighting } from '../../src/outbox/outcome.ts';
import { policy } from '../../src/outbox/policy.ts';
import { settle, settleSighting } from '../../src/outbox/settle.ts';
import { aDelivery, failure, now, publishedParts, putOff, receiptOf, since } from './builders.ts';

const chance = createSeededChance(1);

const deliveries = fc
  .record({
    receipts: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }).filter((some) => some.includes(false)),
    attempts: fc.nat({ max: 400 }),
  })
  .map(aDelivery);

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.array(fc.nat({ max: 7 }), { maxLength: 9 }).map((indexes) => publishedParts(...indexes)),
  fc.option(fc.integer({ min: now - day, max: now + 400 * day })).map(putOff),
  fc.constantFrom('refused', 'locked-out', 'unknown').map((state): Outcome => ({ state, failure })),
);

const sightings: fc.Arbitrary<Sighting> = fc.oneof(
  fc.constant<Sighting>({ state: 'absent' }),
  fc.constant<Sighting>({ state: 'cannot-tell', failure, retryAt: null }),
  fc.constant<Sighting>({ state: 'found', receipts: [receiptOf(0)] }),
);

test('an unknown outcome never makes a delivery ready', () => {
  fc.assert(
    fc.property(deliveries, fc.nat(), (delivery, later) => {
      const settled = settle(delivery, { state: 'unknown', failure }, { now: now + later, chance });
      expect(settled.standing.state).toBe('uncertain');
      if (settled.standing.state !== 'uncertain') return;
      expect(settled.standing.lookAt).toBeGreaterThanOrEqual(now + later + policy.settleTime);
      expect(settled.standing.since).toBeLessThanOrEqual(now + later);
    }),
  );
});

test('no receipt is lost, doubled or given to a part that has one', () => {
  fc.assert(
    fc.property(deliveries, outcomes, (delivery, outcome) => {
      const settled = settle(delivery, outcome, { now, chance });
      const owed = delivery.parts.filter(({ receipt }) => !receipt).map(({ index }) => index);
      const offered = outcome.state === 'published' ? outcome.receipts : [];
      const expected = owed.filter((index) => offered.some(({ partIndex }) => partIndex === index));
      expect(settled.receipts.map(({ partIndex }) => partIndex).toSorted()).toEqual(expected.toSorted());
    }),
  );
});

test('a delivery is sent exactly when every part has its receipt', () => {
  fc.assert(
    fc.property(deliveries, outcomes, (delivery, outcome) => {
      const settled = settle(delivery, outcome, { now, chance });
      const owed = delivery.parts.filter(({ receipt }) => !receipt).length;
      expect(settled.standing.state === 'sent').toBe(
        outcome.state === 'published' && owed === settled.receipts.length,
      );
    }),
  );
});

test('a ready delivery is due now or later, and never later than a day', () => {
  fc.assert(
    fc.property(deliveries, outcomes, (delivery, outcome) => {
      const { standing } = settle(delivery, outcome, { now, chance });
      if (standing.state !== 'ready') return;
      expect(standing.dueAt).toBeGreaterThanOrEqual(now);
      expect(standing.dueAt).toBeLessThanOrEqual(now + day);
    }),
  );
});

test('an uncertain delivery is ready again only after two looks without it, a minute apart', () => {
  fc.assert(
    fc.property(fc.array(sightings, { minLength: 1, maxLength: 12 }), (seen) => {
      const absentAt: number[] = [];
      let look = { since, looks: 0, now, chance };
      for (const sighting of seen) {
        if (sighting.state === 'absent') absentAt.push(look.now);
        const { standing } = settleSighting(aDelivery({}), sighting, look);
        if (standing.state === 'ready') {
          const [first, second] = absentAt.slice(-2);
          expect((second ?? 0) - (first ?? now)).toBeGreaterThanOrEqual(minute);
        }
        if (standing.state !== 'uncertain') return;
        expect(standing.since).toBe(since);
        look = { ...look, looks: standing.looks, now: standing.lookAt };
      }
    }),
  );
});
