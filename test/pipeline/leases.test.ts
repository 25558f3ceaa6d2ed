import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/base/clock.ts';
import { minute, second } from '../../src/base/instant.ts';
import { claimOf, type Delivery } from '../../src/outbox/delivery.ts';
import { lease, openLeases } from '../../src/pipeline/leases.ts';
import { aDelivery, planned } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';

/** A delivery claimed now, and what shows whether its lease is kept up. */
async function claimed() {
  const store = await openForTest('sqlite::memory:');
  await planned(store, [aDelivery({ id: 'd1' })]);
  const clock = createVirtualClock(10_000);
  const wanted = { accountId: 'un-mastodon', worker: 'w', now: clock.now(), lease };
  const delivery = (await store.deliveries.claim(wanted)) as Delivery;
  const leases = openLeases({ clock, store });
  return {
    delivery,
    leases,
    clock,
    expired: () => store.deliveries.expireLeases(clock.now()),
    /** Seconds pass as they do while a request is under way, each with a tick. */
    ticks: async (seconds: number) => {
      for (let passed = 0; passed < seconds; passed += 1) {
        clock.advanceTo(clock.now() + second);
        await leases.renew();
      }
    },
  };
}

test('a claim holds for as long as work under it goes on, and the work can tell until when', async () => {
  const { delivery, leases, clock, expired, ticks } = await claimed();
  const beganAt = clock.now();
  await leases.during(delivery, async (held) => {
    await ticks(4 * 60);
    expect(claimOf(held).leaseUntil).toBeGreaterThan(beganAt + 4 * minute);
    expect(await expired()).toBe(0);
  });
  await ticks(lease / second);
  expect(await expired()).toBe(1);
});

test('work that never ends loses its claim', async () => {
  const { delivery, leases, expired, ticks } = await claimed();
  await leases.during(delivery, async () => {
    await ticks((5 * minute + lease) / second + 1);
    expect(await expired()).toBe(1);
  });
});

test('a claim that another worker took over is not brought back', async () => {
  const { delivery, leases, clock, expired, ticks } = await claimed();
  await leases.during(delivery, async (held) => {
    clock.advanceTo(clock.now() + lease);
    expect(await expired()).toBe(1);
    await ticks(10);
    expect(claimOf(held).leaseUntil).toBe(claimOf(delivery).leaseUntil);
  });
});
