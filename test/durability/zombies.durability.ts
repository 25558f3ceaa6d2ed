import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { lease } from '../../src/pipeline/leases.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { blind, type Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note, size } from './scale.ts';

const stops = size({ inCi: 20, nightly: 200 });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it(`a worker stopped for three leases, ${stops} times, finishes nothing that is no longer its own`, async () => {
  const figures = await freezeAndThaw(stops, { vices: [] });
  note('zombies', figures);
  expect(figures.count).toMatchObject(faultless);
  expect(figures.staleFinishes).toBeGreaterThan(0);
});

it('negative control: with fresh keys and no look what it left undone is public twice', async () => {
  const { count } = await freezeAndThaw(Math.max(5, Math.ceil(stops / 5)), { vices: blind });
  expect(count.duplicates).toBeGreaterThan(0);
});

/** Two workers; one after the other is stopped in mid-work and goes on when the other has taken over. */
async function freezeAndThaw(times: number, { vices }: { vices: readonly Vice[] }) {
  const pace = paceOf(200);
  const networks = await startNetworks({
    pace,
    // Whoever is stopped has a request under way then, as good as always, and work for all stops.
    latency: 200,
    mastodons: ['m1', 'm2', 'm3', 'm4'].map((accountId) => ({ accountId, keyRule: 'ignored' })),
    pdses: ['b1', 'b2'],
  });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: times * 20, partsOf: () => 2 });
  const store = await openForTest(databaseUrl);
  const workers = ['one', 'two'].map((name) => startWorker({ name, databaseUrl, accounts, pace, vices }));
  try {
    // On a busy machine the first may have done all before the second begins.
    for (const worker of workers) await Promise.race([worker.working, systemClock.sleep(2000)]);
    for (let stop = 0; stop < times; stop += 1) {
      const { child } = workers[stop % 2] ?? {};
      child?.kill('SIGSTOP');
      await systemClock.sleep((3 * lease) / pace.speed);
      child?.kill('SIGCONT');
      await systemClock.sleep(150);
    }
    await untilDrained(store, 240_000);
    const told = workers.flatMap((worker) => worker.told);
    const staleFinishes = told.filter(({ kind }) => kind === 'claim-lost').length;
    return { count: countPublic(plan, await networks.posts()), staleFinishes };
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await store.close();
    await networks.stop();
  }
}
