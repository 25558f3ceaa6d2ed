import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { describeFailure } from '../../src/observability/failure-sentences.ts';
import type { Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

it('a full disk is told in a sentence, nothing goes out meanwhile, and all goes on when there is room', async () => {
  const { worker, file, plan, store, postedWhenFull, postedLater } = await fillDisk([]);
  note('disk full', { postedWhenFull, postedLater, pass: 'none without a stored intent' });
  expect(postedLater).toBe(postedWhenFull);
  const told = worker.told.find(({ failure }) => failure?.code === 'store-full')?.failure;
  expect(told && describeFailure({ subject: 'the store', ...told })).toMatch(
    /^The disk of the store is full/,
  );

  limitFileSize(worker.child.pid, 'unlimited');
  await untilDrained(store, 120_000);
  expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
});

it('negative control: who posts before it stores what it does goes on on a full disk', async () => {
  const { postedWhenFull, postedLater } = await fillDisk(['notes-afterwards']);
  note('disk full, negative control', { postedWhenFull, postedLater });
  expect(postedLater).toBeGreaterThan(postedWhenFull);
});

/** Fills the disk in mid-work, and counts what is public as soon as that shows, and a second later. */
async function fillDisk(vices: readonly Vice[]) {
  const pace = paceOf(100);
  networks = await startNetworks({ pace, latency: 20, mastodons: [{ accountId: 'm1' }], pdses: ['b1'] });
  const { accounts } = networks;
  const { databaseUrl, file, store } = await aStore();
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: 100, partsOf: () => 1 });
  const worker = await atWork({ databaseUrl, accounts, pace, vices });
  await worker.working;
  // To the program a file that may not grow is a disk that is full.
  limitFileSize(worker.child.pid, statSync(`${file}-wal`).size);
  const isFull = () => worker.told.some(({ failure }) => failure?.code === 'store-full');
  // Who stores nothing never notices.
  for (let waits = 0; !isFull() && !(vices.length > 0 && waits > 5); waits += 1) await systemClock.sleep(20);
  await systemClock.sleep(vices.length > 0 ? 0 : 300);
  const postedWhenFull = await countPosts();
  await systemClock.sleep(1000);
  const postedLater = await countPosts();
  expect(postedWhenFull).toBeLessThan(100);
  return { worker, file, plan, store, postedWhenFull, postedLater };
}

async function countPosts(): Promise<number> {
  return Object.values(await networks.posts()).flat().length;
}

function limitFileSize(pid: number | undefined, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}
