import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { day, hour, type Milliseconds, minute, second } from '../../src/base/instant.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { createFastClock, paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { aStore, atWork } from './workplace.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
let networks: RunningNetworks;
afterEach(() => networks.stop());

const jumps: readonly (readonly [string, Milliseconds])[] = [
  ['an hour ahead', hour],
  ['a day ahead', day],
  ['ten minutes back', -10 * minute],
  ['an hour back', -hour],
];

describe.each(jumps)('a machine whose clock jumps %s in mid-work', (_, ahead) => {
  it('posts everything once', async () => {
    const pace = paceOf(100);
    networks = await startSomeNetworks(pace);
    const { accounts } = networks;
    const { databaseUrl, store } = await aStore();
    const plan = await plant({ databaseUrl, accounts, pace, deliveries: 40, partsOf: () => 2 });
    await atWork({ databaseUrl, accounts, pace, calendar: [{ from: 300, ahead }] });
    await untilDrained(store, 120_000);
    expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
  });
});

it('replicas whose calendars are 30 seconds apart go by the server’s: nothing early, nothing twice', async () => {
  const pace = paceOf(1);
  networks = await startSomeNetworks(pace);
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const dueAt = createFastClock(pace).now() + 15 * second;
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: 12, partsOf: () => 1, dueAt });
  const store = await openForTest(databaseUrl);
  const workers = [-30, 0, 30].map((seconds) => {
    const calendar = [{ from: 0, ahead: seconds * second }];
    const requestTimeout = 10_000;
    return startWorker({ name: `${seconds} s`, databaseUrl, accounts, pace, calendar, requestTimeout });
  });
  try {
    await systemClock.sleep(dueAt - systemClock.now() - second);
    expect(Object.values(await networks.posts()).flat()).toEqual([]);
    await untilDrained(store, 60_000);
    expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
    const lost = workers.flatMap(({ told }) => told).filter(({ kind }) => kind === 'claim-lost');
    expect(lost).toEqual([]);
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await store.close();
  }
});

function startSomeNetworks(pace: ReturnType<typeof paceOf>): Promise<RunningNetworks> {
  return startNetworks({
    pace,
    latency: 20,
    share: pace.speed === 1 ? 0 : 0.1,
    mastodons: [{ accountId: 'm1', keyRule: 'ignored' }, { accountId: 'm2' }],
    pdses: ['b1', 'b2'],
  });
}
