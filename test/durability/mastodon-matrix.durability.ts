import { afterEach, describe, expect, it } from 'vitest';
import type { MisbehaviourKind } from '../networks/mastodon/double/misbehaviour.ts';
import type { KeyRule } from '../networks/mastodon/double/world.ts';
import { blind, type Vice } from './careless.ts';
import { countPublic } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

/** What a server makes of a repeated key, and what befalls the answer to the post in question. */
interface Behaviour {
  readonly name: string;
  readonly keys: KeyRule;
  readonly fault: MisbehaviourKind;
}

const behaviours: readonly Behaviour[] = [
  { name: 'honours the key', keys: 'honoured', fault: 'lose-answer' },
  { name: 'answers a replay with 500', keys: 'answered-500', fault: 'answer-500-stored' },
  { name: 'ignores the key', keys: 'ignored', fault: 'lose-answer' },
  { name: 'has forgotten the key', keys: 'forgotten', fault: 'cut-answer' },
  { name: 'takes two in parallel for two', keys: 'honoured-in-sequence', fault: 'store-late' },
  { name: 'finds the media attached already', keys: 'ignored', fault: 'answer-html' },
];

const shapes = {
  text: { parts: 1, picture: false, faultyPart: 0 },
  media: { parts: 1, picture: true, faultyPart: 0 },
  reply: { parts: 2, picture: false, faultyPart: 1 },
} as const;

describe.each(behaviours)('a server that $name', ({ keys, fault }) => {
  it.each(Object.entries(shapes))('shows a post of %s once', async (_, shape) => {
    const { plan, store } = await publishUnder({ keys, fault, shape });
    await untilDrained(store, 60_000);
    expect(countPublic(plan, await networks.posts())).toMatchObject({
      duplicates: 0,
      missing: 0,
      misplaced: 0,
    });
    const [delivery] = await store.deliveries.list({});
    expect(delivery?.standing.state).toBe('sent');
  });
});

const droppedShapes = {
  ...shapes,
  'an opener': { parts: 5, picture: true, faultyPart: 0 },
  'the middle of a thread': { parts: 5, picture: false, faultyPart: 2 },
  'the end of a thread': { parts: 5, picture: false, faultyPart: 4 },
};

describe('a server that says yes and keeps nothing', () => {
  it.each(Object.entries(droppedShapes))('has it raised as an alarm for a post of %s', async (_, shape) => {
    const { store, worker } = await publishUnder({ keys: 'honoured', fault: 'drop-silently', shape });
    await untilDrained(store, 60_000);
    const [delivery] = await store.deliveries.list({});
    expect(delivery?.standing).toMatchObject({ state: 'refused', failure: { code: 'post-dropped' } });
    // The worker tells it in its own process, once it is stored.
    await expect.poll(() => worker.told.map(({ kind }) => kind)).toContain('delivery-refused');
    // Nothing is said to be public but what is.
    const { press = [] } = await networks.posts();
    expect(press).toHaveLength(shape.faultyPart);
    expect(delivery?.parts.flatMap(({ receipt }) => receipt?.remoteId ?? [])).toEqual(
      press.map(({ id }) => id),
    );
  });
});

it('negative control: a server that ignores keys shows it twice to those who don’t look', async () => {
  const { plan, store } = await publishUnder({
    keys: 'ignored',
    fault: 'lose-answer',
    shape: shapes.text,
    vices: blind,
  });
  await untilDrained(store, 60_000);
  expect(countPublic(plan, await networks.posts()).duplicates).toBe(1);
});

async function publishUnder({
  keys,
  fault,
  shape,
  vices = [],
}: {
  keys: KeyRule;
  fault: MisbehaviourKind;
  shape: { readonly parts: number; readonly picture: boolean; readonly faultyPart: number };
  vices?: readonly Vice[];
}) {
  const pace = paceOf(50);
  networks = await startNetworks({ pace, mastodons: [{ accountId: 'press', keyRule: keys }] });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const plan = await plant({
    databaseUrl,
    accounts,
    pace,
    deliveries: 1,
    partsOf: () => shape.parts,
    hasPicture: () => shape.picture,
  });
  await networks.tell('press', 'misbehave', { kind: fault, times: 1, after: shape.faultyPart });
  const worker = await atWork({ databaseUrl, accounts, pace, vices });
  return { plan, store, worker };
}
