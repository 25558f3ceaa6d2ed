import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { rapporteur } from '../cli/program.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note, size } from './scale.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it('all is public once, though every connection is ended five times a second and the server is restarted', async () => {
  const pace = paceOf(100);
  const networks = await startNetworks({
    pace,
    latency: 20,
    mastodons: [
      { accountId: 'm1', keyRule: 'ignored' },
      { accountId: 'm2', keyRule: 'answered-500' },
    ],
    pdses: ['b1', 'b2'],
  });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const deliveries = size({ inCi: 120, nightly: 1200 });
  const plan = await plant({
    databaseUrl,
    accounts,
    pace,
    deliveries,
    partsOf: (number) => 1 + (number % 2),
  });
  const workers = ['one', 'two'].map((name) => startWorker({ name, databaseUrl, accounts, pace }));
  try {
    for (const worker of workers) await worker.working;
    for (let cut = 0; cut < 25; cut += 1) {
      await systemClock.sleep(200);
      await postgres.dropConnections();
    }
    await postgres.goAway();
    const notReadyAfter = await untilHealth(databaseUrl, 1);
    await postgres.comeBack();
    const readyAfter = await untilHealth(databaseUrl, 0);
    note('PostgreSQL restarted', { notReadyAfter, readyAfter });
    expect(notReadyAfter).toBeLessThan(10_000);
    expect(readyAfter).toBeLessThan(10_000);
    const store = await openForTest(databaseUrl);
    await untilDrained(store, 240_000);
    await store.close();
    expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
    expect(workers.map(({ child }) => child.exitCode)).toEqual([null, null]);
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await networks.stop();
  }
});

/** How long until `status`, which needs the store, ends with this code. */
async function untilHealth(databaseUrl: string, exitCode: number): Promise<number> {
  const askedAt = performance.now();
  for (;;) {
    const ended = await rapporteur(['status', '--json'], { cwd: '/', env: { DATABASE_URL: databaseUrl } });
    if (ended.exitCode === exitCode) return performance.now() - askedAt;
    if (performance.now() - askedAt > 30_000) throw new Error(`still ${ended.exitCode}: ${ended.stderr}`);
  }
}
