import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, minute, second } from '../../src/base/instant.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { blind, type Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { type PublicPost, type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { createFastClock, type Pace, paceOf } from './fast-clock.ts';
import { countFallingKeys, inOrder } from './keys.ts';
import { type Plan, plant } from './plant.ts';
import { note } from './scale.ts';
import type { WorkerOrders } from './worker.ts';
import { aStore, atWork } from './workplace.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
let networks: RunningNetworks;
afterEach(() => networks.stop());

type Calendar = WorkerOrders['calendar'];

/** What waits for a time that a wrong clock named would wait a day, so a clock that lags is put right in the end. */
const calendars: Readonly<Record<string, Calendar>> = {
  'an hour ahead': [{ from: 300, ahead: hour }],
  'a day ahead': [{ from: 300, ahead: day }],
  'ten minutes back': [{ from: 300, ahead: -10 * minute }],
  'an hour back, until it is put right': [
    { from: 300, ahead: -hour },
    { from: 2500, ahead: 0 },
  ],
  'a day back, until it is put right': [
    { from: 300, ahead: -day },
    { from: 2500, ahead: 0 },
  ],
};

describe.each(Object.entries(calendars))('a machine whose clock jumps %s in mid-work', (name, calendar) => {
  it('posts everything once, under keys that rise, though the program was started anew each time', async () => {
    const { count, fallingKeys } = await jump(calendar, {});
    note(`clock, ${name}`, { ...count, fallingKeys, pass: 'nothing twice, no key falls' });
    expect(count).toMatchObject(faultless);
    expect(fallingKeys).toBe(0);
  });
});

describe('negative control', () => {
  it('one that forgets its keys at every start has some that fall', async () => {
    const { fallingKeys } = await jump(calendars['a day ahead'] ?? [], { forgetsStamps: true, threads: 6 });
    note('clock, negative control without stamps', { fallingKeys, pass: '> 0' });
    expect(fallingKeys).toBeGreaterThan(0);
  });

  it('one that never looks posts twice', async () => {
    const { count } = await jump(calendars['an hour ahead'] ?? [], { vices: blind, threads: 6 });
    note('clock, negative control without looks', { ...count, pass: 'duplicates > 0' });
    expect(count.duplicates).toBeGreaterThan(0);
  });
});

describe('replicas on one PostgreSQL', () => {
  it('whose calendars jump every which way go by the server’s: nothing early, nothing twice', async () => {
    const figures = await work({ calendars: Object.values(calendars), pace: paceOf(100), dueIn: 6 * minute });
    note('clock, five replicas that jump', { ...figures, pass: 'none early, none twice' });
    expect(figures).toMatchObject({ early: 0, lostClaims: 0, count: faultless });
  });

  it('30 seconds apart go by the server’s: nothing early, nothing twice', async () => {
    const figures = await work({ calendars: apart, pace: paceOf(10), dueIn: 40 * second });
    note('clock, replicas 30 s apart', { ...figures, pass: 'none early, none twice' });
    expect(figures).toMatchObject({ early: 0, lostClaims: 0, count: faultless });
  });

  it('negative control: that go by their own calendars are early', async () => {
    const { early } = await work({
      calendars: apart,
      pace: paceOf(10),
      dueIn: 40 * second,
      vices: ['own-clock'],
    });
    note('clock, negative control by their own calendars', { early, pass: '> 0' });
    expect(early).toBeGreaterThan(0);
  });
});

const apart: readonly Calendar[] = [-30, 0, 30].map((seconds) => [{ from: 0, ahead: seconds * second }]);

/** Three programs freeze threads, the second while the clock is wrong; a fourth posts them, and its clock jumps. */
async function jump(
  calendar: Calendar,
  {
    vices = [],
    forgetsStamps = false,
    threads = 16,
  }: { vices?: readonly Vice[]; forgetsStamps?: boolean; threads?: number },
) {
  const pace = paceOf(100);
  networks = await startSomeNetworks(pace, { share: vices.length > 0 ? 0.5 : 0.1 });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const plans: Plan[] = [];
  for (const ahead of [0, calendar[0]?.ahead ?? 0, 0]) {
    const firstNumber = plans.length * 100;
    const lot = { deliveries: threads, partsOf: () => 2, firstNumber, ahead, forgetsStamps };
    plans.push(await plant({ databaseUrl, accounts, pace, ...lot }));
  }
  await atWork({ databaseUrl, accounts, pace, calendar, vices });
  await untilDrained(store, 120_000);
  const posts = await networks.posts();
  const plan = inOrder(plans);
  return { count: countPublic(plan, posts), fallingKeys: countFallingKeys(plan, posts) };
}

/** Half of the threads is due at once, half in a while, on a store that replicas with these calendars share. */
async function work({
  calendars: each,
  pace,
  dueIn,
  vices = [],
}: {
  calendars: readonly Calendar[];
  pace: Pace;
  dueIn: number;
  vices?: readonly Vice[];
}) {
  networks = await startSomeNetworks(pace, { share: 0 });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const lot = { databaseUrl, accounts, pace, deliveries: 12, partsOf: () => 1 };
  const first = await plant(lot);
  const store = await openForTest(databaseUrl);
  const workers = each.map((calendar, place) =>
    startWorker({ name: `worker ${place}`, databaseUrl, accounts, pace, calendar, vices }),
  );
  try {
    for (const worker of workers) await worker.ready;
    const dueAt = createFastClock(pace).now() + dueIn;
    const second = await plant({ ...lot, firstNumber: 100, dueAt });
    await untilDrained(store, 60_000);
    const posts = await networks.posts();
    const lostClaims = workers.flatMap(({ told }) => told).filter(({ kind }) => kind === 'claim-lost').length;
    const early = countEarlier(second, { posts, dueAt });
    return { count: countPublic(inOrder([first, second]), posts), early, lostClaims };
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await store.close();
  }
}

function countEarlier(
  plan: Plan,
  { posts, dueAt }: { posts: Readonly<Record<string, readonly PublicPost[]>>; dueAt: Instant },
): number {
  const texts = new Set([...plan.values()].flat(2));
  // A reading of the server's clock is as exact as its round trip.
  const tolerance = second;
  return Object.values(posts)
    .flat()
    .filter(({ text, at }) => texts.has(text) && at < dueAt - tolerance).length;
}

function startSomeNetworks(pace: Pace, { share }: { share: number }): Promise<RunningNetworks> {
  return startNetworks({
    pace,
    latency: 20,
    share,
    mastodons: [{ accountId: 'm1', keyRule: 'ignored' }, { accountId: 'm2' }],
    pdses: ['b1', 'b2'],
  });
}
