import { cpSync, rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { day } from '../../src/base/instant.ts';
import { openForTest } from '../store/engines.ts';
import { blind, type Vice } from './careless.ts';
import { type Count, countPublic } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { type Plan, plant } from './plant.ts';
import { note } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

it('a day-old backup that is restored posts nothing again, neither what it had planned nor what came since', async () => {
  const { before, after, standings } = await restoreADayLater({ vices: [] });
  note('day-old backup restored', { before, after, standings });
  expect(after).toMatchObject({ posted: before.posted, duplicates: 0, missing: 0, misplaced: 0 });
  expect(standings).toEqual(['sent']);
});

it('negative control: without looking at the accounts all of it is posted twice', async () => {
  const { before, after } = await restoreADayLater({ vices: blind });
  expect(after.duplicates).toBeGreaterThan(before.posted * 0.1);
});

/** Backs up in the midst of work, goes on, posts what comes later, and brings the backup back when keys are forgotten. */
async function restoreADayLater({ vices }: { vices: readonly Vice[] }) {
  const pace = paceOf(100);
  networks = await startNetworks({
    pace,
    mastodons: [
      { accountId: 'm1', keyRule: 'forgotten' },
      { accountId: 'm2', keyRule: 'forgotten' },
    ],
    pdses: ['b1', 'b2'],
  });
  const { accounts } = networks;
  const { databaseUrl, file, store } = await aStore();
  const common = { databaseUrl, accounts, pace, partsOf: (number: number) => 1 + (number % 3) };

  const first = await plant({ ...common, deliveries: 12 });
  const sent = await atWork({ databaseUrl, accounts, pace });
  await untilDrained(store, 60_000);
  await sent.end('SIGTERM');
  const planned = await plant({ ...common, deliveries: 12, firstNumber: 100 });
  await store.close();
  cpSync(file, `${file}.backup`);

  const since = await plant({ ...common, deliveries: 12, firstNumber: 200 });
  const went = await atWork({ databaseUrl, accounts, pace });
  const later = await openForTest(databaseUrl);
  await untilDrained(later, 60_000);
  await later.close();
  await went.end('SIGTERM');
  const plan: Plan = new Map(
    [...first].map(([id, threads]) => [
      id,
      [...threads, ...(planned.get(id) ?? []), ...(since.get(id) ?? [])],
    ]),
  );
  const before: Count = countPublic(plan, await networks.posts());

  for (const trace of ['', '-wal', '-shm']) rmSync(`${file}${trace}`, { force: true });
  cpSync(`${file}.backup`, file);
  await plant({ ...common, deliveries: 12, firstNumber: 200 });
  const calendar = [{ from: 0, ahead: day }];
  const restored = await atWork({ databaseUrl, accounts, pace, calendar, vices });
  const reopened = await openForTest(databaseUrl);
  await untilDrained(reopened, 90_000);
  const deliveries = await reopened.deliveries.list({});
  await restored.end('SIGTERM');
  await reopened.close();
  const standings = [...new Set(deliveries.map(({ standing }) => standing.state))];
  return { before, after: countPublic(plan, await networks.posts()), standings };
}
