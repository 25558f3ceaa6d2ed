import { afterEach, describe, expect, it } from 'vitest';
import { systemChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { ConnectionDeps } from '../../src/networks/network.ts';
import { blind, type Vice } from './careless.ts';
import { connect } from './connect.ts';
import { countPublic } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import type { PdsFault } from './doubles/pds.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

const behaviours: readonly { name: string; fault: PdsFault; parts: number; picture?: true }[] = [
  { name: 'a commit whose answer is lost', fault: 'lose-answer', parts: 3 },
  { name: 'a single record whose answer is lost', fault: 'lose-answer', parts: 1 },
  { name: 'InvalidSwap where our own record stands', fault: 'answer-swap-stored', parts: 1 },
  { name: 'the bare 500 of a key that is taken', fault: 'answer-500-stored', parts: 3 },
  { name: 'a 500 that stored nothing', fault: 'answer-500', parts: 3 },
  { name: 'an access token that expires midway', fault: 'expire-token', parts: 3 },
  { name: 'a blob that is gone', fault: 'forget-blobs', parts: 3, picture: true },
];

describe.each(behaviours)('$name', ({ fault, parts, picture = false }) => {
  it('leaves one record each, for one login', async () => {
    const { plan, store } = await publishUnder({ fault, parts, picture });
    await untilDrained(store, 60_000);
    expect(countPublic(plan, await networks.posts())).toMatchObject({
      duplicates: 0,
      missing: 0,
      misplaced: 0,
    });
    const logins = (await networks.asked('press')).filter(({ method }) => method === 'server.createSession');
    expect(logins).toHaveLength(1);
  });
});

it('another’s record under our key is not overwritten, and a person is asked', async () => {
  const { store, worker } = await publishUnder({ fault: 'take-key', parts: 1, picture: false });
  await untilDrained(store, 60_000);
  const [delivery] = await store.deliveries.list({});
  expect(delivery?.standing).toMatchObject({ state: 'held', because: { code: 'key-taken' } });
  expect(worker.told.map(({ kind }) => kind)).toContain('delivery-held');
  expect(Object.values(await networks.posts()).flat()).toMatchObject([{ text: 'Somebody else’s' }]);
});

it('what a person deleted of a thread whose answer was lost is not brought back', async () => {
  const pace = paceOf(20);
  networks = await startNetworks({ pace, pdses: ['press'] });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const plan = await plant({ databaseUrl, accounts, pace, deliveries: 1, partsOf: () => 3 });
  await networks.owe('press', 'lose-answer');
  await atWork({ databaseUrl, accounts, pace });
  await untilPublic(3);
  const [opener] = Object.values(await networks.posts()).flat();
  await networks.remove('press', opener?.id ?? '');
  await untilDrained(store, 60_000);
  expect(countPublic(plan, await networks.posts())).toMatchObject({ posted: 3, duplicates: 0 });
});

describe('two replicas that refresh one session', () => {
  it('at once go on with the same successor', async () => {
    const { first, second } = await twoReplicas();
    await networks.owe('press', 'expire-token');
    const outcomes = await Promise.all([first(), second()]);
    expect(outcomes.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(await sessionCalls()).not.toContain('server.createSession');
  });

  it('hours apart need no second login, though the used token gives nothing any more', async () => {
    const { first, second } = await twoReplicas();
    await networks.owe('press', 'expire-token');
    expect((await first()).state).toBe('published');
    await networks.endGrace('press');
    expect((await second()).state).toBe('published');
    expect(await sessionCalls()).not.toContain('server.createSession');
  });
});

it('negative control: with a fresh key the lost commit is made twice', async () => {
  const { plan, store } = await publishUnder({
    fault: 'lose-answer',
    parts: 3,
    picture: false,
    vices: blind,
  });
  await untilDrained(store, 60_000);
  expect(countPublic(plan, await networks.posts()).duplicates).toBe(3);
});

async function publishUnder(of: {
  fault: PdsFault;
  parts: number;
  picture: boolean;
  vices?: readonly Vice[];
}) {
  const pace = paceOf(50);
  networks = await startNetworks({ pace, pdses: ['press'] });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const plan = await plant({
    databaseUrl,
    accounts,
    pace,
    deliveries: 1,
    partsOf: () => of.parts,
    hasPicture: (_, part) => of.picture && part === 0,
  });
  await networks.owe('press', of.fault);
  const worker = await atWork({ databaseUrl, accounts, pace, vices: of.vices ?? [] });
  return { plan, store, worker };
}

/** Two connections over one kept session, each with a thread to publish. */
async function twoReplicas() {
  const pace = paceOf(1);
  networks = await startNetworks({ pace, pdses: ['press'] });
  const { databaseUrl, store } = await aStore();
  const { accounts } = networks;
  await plant({ databaseUrl, accounts, pace, deliveries: 2, partsOf: () => 1 });
  const deliveries = await store.deliveries.list({});
  const deps: ConnectionDeps = {
    clock: systemClock,
    chance: systemChance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
  };
  const replicas = accounts.flatMap((login) => [0, 1].map(() => connect(login, { deps, timeout: 10_000 })));
  for (const replica of replicas) await replica.verifyAccount();
  await networks.asked('press');
  const publishing = replicas.map((replica, index) => async () => {
    const delivery = deliveries[index];
    if (!delivery) throw new Error('nothing to publish');
    return replica.publish(delivery);
  });
  const [first, second] = publishing;
  if (!first || !second) throw new Error('two replicas are two');
  return { first, second };
}

async function sessionCalls() {
  return (await networks.asked('press')).map(({ method }) => method);
}

async function untilPublic(count: number): Promise<void> {
  while (Object.values(await networks.posts()).flat().length < count) await systemClock.sleep(10);
}
