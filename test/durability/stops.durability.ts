import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

const requestTimeout = 5000;

it('SIGTERM lets the requests under way come to their end, and leaves nothing uncertain', async () => {
  const { code, took, open } = await stop('SIGTERM');
  note('SIGTERM', { code, took, open, pass: `${requestTimeout} ms, nothing claimed or uncertain` });
  expect(code).toBe(0);
  expect(took).toBeLessThan(requestTimeout);
  expect(open).toBe(0);
});

it('negative control: who is killed instead leaves deliveries of which nobody is sure', async () => {
  const { open } = await stop('SIGKILL');
  note('SIGTERM, negative control by SIGKILL', { open });
  expect(open).toBeGreaterThan(0);
});

/** Ends a program while it posts; `open` are the deliveries then claimed or uncertain. */
async function stop(signal: NodeJS.Signals) {
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
  const worker = await atWork({ databaseUrl, accounts, pace, requestTimeout });
  await worker.working;
  await systemClock.sleep(700);
  const toldAt = performance.now();
  const code = await worker.end(signal);
  const took = Math.round(performance.now() - toldAt);
  const open = (await store.deliveries.list({ states: ['claimed', 'uncertain'] })).length;
  return { code, took, open };
}
