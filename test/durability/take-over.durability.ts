import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { Milliseconds } from '../../src/base/instant.ts';
import { lease } from '../../src/pipeline/leases.ts';
import type { Store } from '../../src/store/store.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { inOrder } from './keys.ts';
import { type Plan, plant } from './plant.ts';
import { isLong, note } from './scale.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
let networks: RunningNetworks;
afterEach(() => networks.stop());

// The second that a take-over may take beside the lease is the machine's own, and a busy one needs it.
const pace = paceOf(30);
const leaseTime = lease / pace.speed;
const orphansWanted = isLong ? 400 : 40;

it(`what a killed replica had claimed, ${orphansWanted} deliveries, is taken over within the lease and a second, p95`, async () => {
  const { takenAfter, count } = await orphan({ wanted: orphansWanted, survivorSleeps: 0 });
  const figures = {
    orphans: takenAfter.length,
    p50: percentile(takenAfter, 0.5),
    p95: percentile(takenAfter, 0.95),
  };
  note('take-over after SIGKILL', { ...figures, leaseTime, pass: `p95 ≤ ${leaseTime + 1000} ms` });
  expect(takenAfter.length).toBeGreaterThanOrEqual(orphansWanted);
  expect(figures.p95).toBeLessThanOrEqual(leaseTime + 1000);
  expect(count).toMatchObject(faultless);
});

it('negative control: a survivor that sleeps takes over too late', async () => {
  const { takenAfter } = await orphan({ wanted: 1, survivorSleeps: leaseTime + 2000 });
  note('take-over, negative control', { orphans: takenAfter.length, p95: percentile(takenAfter, 0.95) });
  expect(percentile(takenAfter, 0.95)).toBeGreaterThan(leaseTime + 1000);
});

/** Kills replica after replica, each with a claim on nearly every account, until so many claims were orphaned. */
async function orphan({ wanted, survivorSleeps }: { wanted: number; survivorSleeps: Milliseconds }) {
  const names = Array.from({ length: 24 }, (_, index) => `m${index}`);
  networks = await startNetworks({
    pace,
    latency: 300,
    mastodons: names.map((accountId) => ({ accountId })),
  });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const store = await openForTest(databaseUrl);
  const orders = { databaseUrl, accounts, pace, requestTimeout: 5000 };
  const survivor = startWorker({ ...orders, name: 'survivor' });
  await survivor.ready;
  const plans: Plan[] = [];
  const takenAfter: number[] = [];
  try {
    while (takenAfter.length < wanted) {
      const name = `victim ${plans.length}`;
      survivor.child.kill('SIGSTOP');
      const lot = { deliveries: names.length, partsOf: () => 2, firstNumber: plans.length * 100 };
      plans.push(await plant({ databaseUrl, accounts, pace, ...lot }));
      const victim = startWorker({ ...orders, name });
      while ((await claimsOf(name, store)).length < names.length * 0.8) await systemClock.sleep(20);
      await victim.end('SIGKILL');
      const killedAt = performance.now();
      const orphans = new Set(await claimsOf(name, store));
      await systemClock.sleep(survivorSleeps);
      survivor.child.kill('SIGCONT');
      while (orphans.size > 0) {
        const left = new Set(await claimsOf(name, store));
        for (const id of orphans)
          if (!left.has(id) && orphans.delete(id)) takenAfter.push(performance.now() - killedAt);
        await systemClock.sleep(20);
      }
      await untilDrained(store, 60_000);
    }
    return { takenAfter, count: countPublic(inOrder(plans), await networks.posts()) };
  } finally {
    await survivor.end('SIGKILL');
    await store.close();
  }
}

/** What a worker has in hand. */
async function claimsOf(worker: string, store: Store): Promise<readonly string[]> {
  const claimed = await store.deliveries.list({ states: ['claimed'] });
  return claimed.flatMap(({ id, standing }) =>
    standing.state === 'claimed' && standing.claim.worker === worker ? [id] : [],
  );
}

function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
}
