import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { blind, type Vice } from './careless.ts';
import { type Count, countPublic, faultless } from './count.ts';
import { startCrew } from './crew.ts';
import { startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { isLong, note, seeds, size } from './scale.ts';

const fullSize = 400;
const deliveries = size({ inCi: fullSize, nightly: 10_000 });
const share = isLong ? 0.5 : 0.25;
const killEvery = 350;
/** The policy's minutes pass so much faster than ours, and the machine's work does not. */
const speed = 100;
/** Parts in all: 1, 2, 3 by turns. */
const partsOf = (number: number) => 1 + (number % 3);

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-durability-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const engines = {
  'one process on SQLite': {
    crew: 1,
    latency: 20,
    address: (run: number) => `sqlite:${join(folder, `${run}.db`)}`,
  },
  // Answers take so long that both runs wait for the servers and not for two cores, which starting workers keeps busy. An
  // account is through with its 50 threads in some 17 s all the same: a fifth of what its hourly ceiling would let it take.
  'four processes on PostgreSQL': { crew: 4, latency: 100, address: () => postgres.createDatabase() },
} as const;
let runs = 0;

describe.each(seeds)('seed %i', (seed) => {
  it.each(Object.entries(engines))(
    `every post of ${deliveries} threads is public once, though a worker is killed every ${killEvery} ms: %s`,
    async (name, engine) => {
      const calm = await run(engine, { seed, share: 0, killEvery: null });
      const wild = await run(engine, { seed, share, killEvery });
      const ratio = wild.took / calm.took;
      note(`kill loop, ${name}, seed ${seed}`, { ...wild, calmTook: calm.took, ratio });
      expect(wild.count).toMatchObject(faultless);
      expect(wild.unsettled).toEqual([]);
      expect(wild.kills).toBeGreaterThan(deliveries / 50);
      // A kill at the end takes a lease and two looks, 2.1 s at this speed, and so does the next that hits the same thread: of
      // a smaller lot's time that is half, whatever was done before.
      if (engine.crew > 1 && deliveries >= fullSize) expect(ratio).toBeLessThanOrEqual(3);
    },
  );
});

it.each(Object.entries(engines))(
  'negative control: with a fresh key for every attempt and no look more than a tenth is public twice: %s',
  async (name, engine) => {
    const [seed = 1] = seeds;
    const careless = await run(engine, {
      seed,
      share,
      killEvery,
      vices: blind,
      threads: Math.ceil(deliveries / 5),
    });
    const duplicated = careless.count.duplicates / careless.count.planned;
    note(`negative control, ${name}, seed ${seed}`, { ...careless, duplicated });
    expect(duplicated).toBeGreaterThan(0.1);
  },
);

async function run(
  { crew: crewSize, latency, address }: (typeof engines)[keyof typeof engines],
  with_: {
    seed: number;
    share: number;
    killEvery: number | null;
    vices?: readonly Vice[];
    threads?: number;
  },
): Promise<{ count: Count; took: number; kills: number; unsettled: readonly string[] }> {
  const { seed, killEvery, vices = [], threads = deliveries } = with_;
  runs += 1;
  const databaseUrl = await address(runs);
  const pace = paceOf(speed);
  const networks = await startNetworks({
    pace,
    seed,
    share: with_.share,
    latency,
    mastodons: [
      { accountId: 'm1' },
      { accountId: 'm2', keyRule: 'answered-500' },
      { accountId: 'm3', keyRule: 'ignored' },
      { accountId: 'm4', keyRule: 'honoured-in-sequence' },
      { accountId: 'm5', keyRule: 'forgotten' },
    ],
    pdses: ['b1', 'b2', 'b3'],
  });
  const { accounts } = networks;
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: threads, partsOf });
  const store = await openForTest(databaseUrl);
  const crew = startCrew(
    { databaseUrl, accounts, pace, vices },
    { size: crewSize, killEvery, chance: createSeededChance(seed), hasSpare: crewSize > 1 },
  );
  try {
    const took = await untilDrained(store, isLong ? 3_600_000 : 600_000);
    const left = await store.deliveries.list({ states: ['refused', 'held', 'cancelled'] });
    const unsettled = left.map(({ standing, lastFailure }) => `${standing.state}: ${lastFailure?.code}`);
    return { count: countPublic(plan, await networks.posts()), took, kills: crew.kills(), unsettled };
  } finally {
    await crew.stop();
    await store.close();
    await networks.stop();
  }
}
