import { afterEach, expect, it } from 'vitest';
import { blind, type Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note, size } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

const deliveries = size({ inCi: 100, nightly: 1000 });

it(`of ${deliveries} threads every part is public once, though every second answer is lost after the commit`, async () => {
  const { count, lost, standings } = await publish({ vices: [], deliveries });
  note('every second answer lost', { ...count, lost, standings, pass: 'one public post per part' });
  expect(count).toMatchObject({ ...faultless, posted: count.planned });
  expect(standings).toEqual(['sent']);
  expect(lost).toBeGreaterThan(count.planned / 4);
});

const careless: readonly (readonly [string, readonly Vice[]])[] = [
  ['a fresh key for every attempt and no look', blind],
  ['the same keys and no look, where servers ignore them', ['no-look']],
];

it.each(careless)('negative control: with %s more than a tenth is public twice', async (name, vices) => {
  const { count } = await publish({ vices, deliveries: Math.ceil(deliveries / 4) });
  const duplicated = count.duplicates / count.planned;
  note(`every second answer lost, ${name}`, { ...count, duplicated, pass: 'duplicated > 0.1' });
  expect(duplicated).toBeGreaterThan(0.1);
});

async function publish({ vices, deliveries: threads }: { vices: readonly Vice[]; deliveries: number }) {
  const pace = paceOf(200);
  networks = await startNetworks({
    pace,
    share: 'every second',
    postFaults: ['lose-answer', 'cut-answer', 'answer-502-stored'],
    writeFaults: ['lose-answer', 'answer-500-stored'],
    mastodons: [
      { accountId: 'm1', keyRule: 'ignored' },
      { accountId: 'm2', keyRule: 'ignored' },
      { accountId: 'm3', keyRule: 'answered-500' },
    ],
    pdses: ['b1', 'b2'],
  });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const plan = await plant({
    databaseUrl,
    accounts,
    pace,
    deliveries: threads,
    partsOf: (number) => 1 + (number % 3),
  });
  const worker = await atWork({ databaseUrl, accounts, pace, vices });
  await untilDrained(store, 240_000);
  const lost = worker.told.filter(({ kind }) => kind === 'delivery-uncertain').length;
  const states = (await store.deliveries.list({})).map(({ standing }) => standing.state);
  return { count: countPublic(plan, await networks.posts()), lost, standings: [...new Set(states)] };
}
