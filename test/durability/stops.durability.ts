import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { lease } from '../../src/pipeline/deliver.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note, size } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
let networks: RunningNetworks;
afterEach(() => networks.stop());

it('SIGTERM lets the requests under way come to their end, and leaves nothing uncertain', async () => {
  const pace = paceOf(1);
  networks = await startNetworks({
    pace,
    latency: 400,
    mastodons: [{ accountId: 'm1' }, { accountId: 'm2' }],
    pdses: ['b1'],
  });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  await plant({ databaseUrl, accounts, pace, deliveries: 30, partsOf: () => 2 });
  const requestTimeout = 5000;
  const worker = await atWork({ databaseUrl, accounts, pace, requestTimeout });
  await worker.working;
  await systemClock.sleep(700);
  const toldAt = performance.now();
  expect(await worker.end('SIGTERM')).toBe(0);
  const took = performance.now() - toldAt;
  note('SIGTERM', { took });
  expect(took).toBeLessThan(requestTimeout);
  expect(await store.deliveries.list({ states: ['claimed', 'uncertain'] })).toEqual([]);
});

it('what a killed replica had claimed is taken over within the lease and a second, p95', async () => {
  const pace = paceOf(100);
  const samples = size({ inCi: 20, nightly: 100 });
  const names = Array.from({ length: samples }, (_, index) => `m${index}`);
  networks = await startNetworks({
    pace,
    latency: 150,
    mastodons: names.map((accountId) => ({ accountId })),
  });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: samples * 3, partsOf: () => 3 });
  const store = await openForTest(databaseUrl);
  const first = startWorker({ name: 'first', databaseUrl, accounts, pace });
  const second = startWorker({ name: 'second', databaseUrl, accounts, pace });
  await first.working;
  await second.ready;
  await first.end('SIGKILL');
  const killedAt = performance.now();
  const takenAfter: number[] = [];
  const orphans = new Set(
    (await store.deliveries.list({ states: ['claimed'] }))
      .filter(({ standing }) => standing.state === 'claimed' && standing.claim.worker === 'first')
      .map(({ id }) => id),
  );
  const orphaned = orphans.size;
  while (orphans.size > 0) {
    for (const { id, standing } of await store.deliveries.list({}))
      if (orphans.has(id) && !(standing.state === 'claimed' && standing.claim.worker === 'first')) {
        orphans.delete(id);
        takenAfter.push(performance.now() - killedAt);
      }
    await systemClock.sleep(20);
  }
  await untilDrained(store, 60_000);
  await second.end('SIGKILL');
  await store.close();
  const p95 = takenAfter.toSorted((a, b) => a - b)[Math.ceil(takenAfter.length * 0.95) - 1] ?? 0;
  note('take-over after SIGKILL', { orphaned, leaseMs: lease / pace.speed, p95 });
  expect(orphaned).toBeGreaterThan(0);
  expect(p95).toBeLessThanOrEqual(lease / pace.speed + 1000);
  expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
});
