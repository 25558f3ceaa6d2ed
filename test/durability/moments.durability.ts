import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import type { Store } from '../../src/store/store.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { blind, type Vice } from './careless.ts';
import { startCrew } from './crew.ts';
import { type StandingPost, startNetworks } from './doubles/networks.ts';
import { paceOf } from './fast-clock.ts';
import { firstSeed, note } from './scale.ts';
import { aShortEvent, countMoments } from './short-event.ts';
import { aStore } from './workplace.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it('what the agenda causes, posts, edits, pins and deletions, ends as it does undisturbed, through kills and lost answers', async () => {
  const killed = { share: 0.15, killEvery: 350 };
  const [calm, sqlite] = await Promise.all([
    cover({ databaseUrl: (await aStore()).databaseUrl, size: 1 }),
    cover({ ...killed, databaseUrl: (await aStore()).databaseUrl, size: 1 }),
  ]);
  const [replicas, careless] = await Promise.all([
    cover({ ...killed, databaseUrl: await postgres.createDatabase(), size: 4 }),
    cover({ ...killed, databaseUrl: (await aStore()).databaseUrl, size: 1, vices: blind }),
  ]);
  for (const [name, { standing, ...figures }] of Object.entries({ calm, sqlite, replicas, careless }))
    note(`moments, ${name}`, {
      ...figures,
      posts: Object.values(standing).flat().length,
      pass: 'ends as undisturbed; careless does not',
    });
  for (const run of [calm, sqlite, replicas]) {
    expect(run).toMatchObject({ unsettled: [], dropped: [] });
    expect(run.standing).toEqual(calm.standing);
  }
  for (const run of [sqlite, replicas]) expect(run.kills).toBeGreaterThan(3);
  expect(calm.fallingKeys + sqlite.fallingKeys).toBe(0);
  expect(
    Object.values(calm.standing)
      .flat()
      .filter(({ isPinned }) => isPinned),
  ).toHaveLength(0);
  // The negative control: one that never looks and has a fresh key each time.
  expect(careless.standing).not.toEqual(calm.standing);
});

interface Covering {
  readonly databaseUrl: string;
  readonly size: number;
  readonly share?: number;
  readonly killEvery?: number | null;
  readonly vices?: readonly Vice[];
}

async function cover({ databaseUrl, size, share = 0, killEvery = null, vices = [] }: Covering) {
  const pace = paceOf(80);
  const networks = await startNetworks({
    pace,
    share,
    latency: 10,
    mastodons: [{ accountId: 'm1' }, { accountId: 'm2', keyRule: 'ignored' }],
    pdses: ['b1', 'b2'],
  });
  const { accounts } = networks;
  const event = aShortEvent(pace.startedAt, accounts);
  const store = await openForTest(databaseUrl);
  const crew = startCrew(
    { databaseUrl, accounts, pace, event, vices },
    { size, killEvery, sparesIdle: true, mostKills: 12, chance: createSeededChance(firstSeed) },
  );
  try {
    await untilCovered(store, event);
    const left = await store.deliveries.list({ states: ['refused', 'held', 'cancelled'] });
    const moments = await store.moments.list({ eventId: event.id });
    return {
      kills: crew.kills(),
      moments: moments.length,
      unsettled: left.map(({ standing, lastFailure }) => `${standing.state}: ${lastFailure?.code}`),
      dropped: moments.flatMap(({ key, standing }) => (standing.state === 'dropped' ? [key] : [])),
      fallingKeys: await countFallingKeys(store),
      standing: comparable(await networks.standing()),
    };
  } finally {
    await crew.stop();
    await store.close();
    await networks.stop();
  }
}

/** Waits until every moment of every account is settled and nothing is on its way any more. */
async function untilCovered(store: Store, event: CoverageEvent): Promise<void> {
  const wanted = countMoments(event) * event.accounts.length;
  const startedAt = performance.now();
  for (;;) {
    const settled = (await store.moments.list({ eventId: event.id })).length;
    const left = await store.deliveries.list({ states: ['ready', 'claimed', 'uncertain'] });
    if (settled === wanted && left.length === 0) return;
    if (performance.now() - startedAt > 240_000)
      throw new Error(`${settled} of ${wanted} moments settled, ${left.length} deliveries left`);
    await systemClock.sleep(200);
  }
}

/** By their first lines: what a hub links to is what was public when it was written, which kills delay. */
function comparable(
  standing: Readonly<Record<string, readonly StandingPost[]>>,
): Readonly<Record<string, readonly StandingPost[]>> {
  const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';
  return Object.fromEntries(
    Object.entries(standing).map(([accountId, posts]) => [
      accountId,
      posts
        .map(({ text, parentText, isPinned }) => ({
          text: firstLine(text),
          parentText: parentText && firstLine(parentText),
          isPinned,
        }))
        .toSorted((one, other) => (one.text < other.text ? -1 : 1)),
    ]),
  );
}

/** One process after the other froze them, so that the keys rise in the order in which they were stored. */
async function countFallingKeys(store: Store): Promise<number> {
  const byAccount = Map.groupBy(await store.deliveries.list({}), ({ accountId }) => accountId);
  const falls = [...byAccount].flatMap(([accountId, deliveries]) => {
    if (!accountId.startsWith('b')) return [];
    const keys = deliveries.flatMap(({ parts }) => parts.map(({ key }) => key));
    return keys.slice(1).filter((key, place) => key <= (keys[place] ?? ''));
  });
  return falls.length;
}
