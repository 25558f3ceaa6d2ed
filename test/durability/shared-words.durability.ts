import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type Instant, minute, second } from '../../src/base/instant.ts';
import type { Store } from '../../src/store/store.ts';
import { rapporteur } from '../cli/program.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import type { Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { startWorker } from './crew.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { createFastClock, type Pace, paceOf } from './fast-clock.ts';
import { type Plan, plant } from './plant.ts';
import { note } from './scale.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
let networks: RunningNetworks;
afterEach(() => networks.stop());

describe('pause, said while four replicas send', () => {
  const mark = 5 * second;

  it('stops all of them within five seconds, and resume lets them go on', async () => {
    const { lastAfter, late, resumedAfter, commandTook, count } = await pauseInMidWork([]);
    note('pause', {
      lastAfter,
      late,
      resumedAfter,
      commandTook,
      pass: `none more than ${mark} ms after the word`,
    });
    expect(late).toBe(0);
    expect(resumedAfter).toBeLessThanOrEqual(mark);
    expect(count).toMatchObject({ duplicates: 0 });
  });

  it('negative control: replicas that hand out work without asking the store send on', async () => {
    const { late } = await pauseInMidWork(['notes-afterwards']);
    note('pause, negative control', { late });
    expect(late).toBeGreaterThan(0);
  });

  /** By the real command, in real time. The word is said once it stands in the store. */
  async function pauseInMidWork(vices: readonly Vice[]) {
    const pace = paceOf(1);
    const crew = await startReplicas(pace, { deliveries: 900, latency: 60, vices });
    const say = async (word: string) => {
      const said = await rapporteur([word, '--all'], { cwd: '/', env: { DATABASE_URL: crew.databaseUrl } });
      expect(said.exitCode, said.stderr).toBe(0);
    };
    try {
      await untilPosts(12);
      const askedAt = systemClock.now();
      await say('pause');
      const commandTook = systemClock.now() - askedAt;
      const [{ since } = { since: Number.NaN }] = await crew.store.pauses.list();
      await systemClock.sleep(Math.max(0, since + mark + second - systemClock.now()));
      const times = await postTimes();
      const late = times.filter((at) => at > since + mark).length;
      const figures = { late, commandTook, lastAfter: Math.max(...times) - since };
      if (vices.length > 0) return { ...figures, resumedAfter: Number.NaN, count: await crew.count() };
      await say('resume');
      const resumedAt = systemClock.now();
      await untilPosts(times.length + 1);
      const resumedAfter = ((await postTimes())[times.length] ?? Number.NaN) - resumedAt;
      return { ...figures, resumedAfter, count: await crew.count() };
    } finally {
      await crew.stop();
    }
  }
});

describe('an account that is locked out while four replicas send', () => {
  it('rests on all of them, alone, and wakes when its credentials are good again', async () => {
    const figures = await lockOut([]);
    note('locked-out account', { ...figures, pass: 'no post tried, the others sent, all sent after' });
    expect(figures.tried).toBe(0);
    // Each replica may look once by itself; after that one looks for all.
    expect(figures.checks).toBeLessThanOrEqual(4 + figures.minutes / 10 + 1);
    expect(figures.standing).toBe('locked-out');
    expect(figures.othersLeft).toBe(0);
    expect(figures.count).toMatchObject(faultless);
    expect(figures.standingLater).toBe('open');
  });

  it('negative control: who takes it for a passing trouble goes on trying', async () => {
    const { tried } = await lockOut(['knows-no-lock']);
    note('locked-out account, negative control', { tried });
    expect(tried).toBeGreaterThan(0);
  });

  async function lockOut(vices: readonly Vice[]) {
    const pace = paceOf(200);
    const clock = createFastClock(pace);
    const crew = await startReplicas(pace, { deliveries: 120, latency: 10, vices });
    const { store } = crew;
    const leftOf = async (isLocked: boolean) => {
      const left = await store.deliveries.list({ states: ['ready', 'claimed', 'uncertain'] });
      return left.filter(({ accountId }) => (accountId === 'm1') === isLocked).length;
    };
    try {
      await untilPosts(12);
      await networks.tell('m1', 'misbehave', { kind: 'forget-token', times: 1_000_000 });
      const refusedAt = vices.length > 0 ? clock.now() : await lockedOutSince(store);
      while ((await leftOf(false)) > 0) await systemClock.sleep(100);
      await systemClock.sleep((15 * minute) / pace.speed);
      const requests = (await networks.requests('m1')).filter(({ at }) => at > refusedAt + 2 * second);
      const tried = requests.filter(({ method }) => method === 'POST').length;
      const figures = {
        tried,
        checks: requests.length - tried,
        minutes: (clock.now() - refusedAt) / minute,
        standing: (await store.accounts.standing('m1')).state,
        othersLeft: await leftOf(false),
      };
      expect(await leftOf(true)).toBeGreaterThan(0);
      await networks.tell('m1', 'calm', {});
      if (vices.length === 0) await untilDrained(store, 60_000);
      const standingLater = (await store.accounts.standing('m1')).state;
      return { ...figures, standingLater, count: await crew.count() };
    } finally {
      await crew.stop();
    }
  }

  /** When the first replica noted it, for all. */
  async function lockedOutSince(store: Store): Promise<Instant> {
    for (;;) {
      const standing = await store.accounts.standing('m1');
      if (standing.state === 'locked-out') return standing.since;
      await systemClock.sleep(10);
    }
  }
});

/** Four replicas on one PostgreSQL, with threads of one post to send. */
async function startReplicas(
  pace: Pace,
  { deliveries, latency, vices }: { deliveries: number; latency: number; vices: readonly Vice[] },
): Promise<{
  readonly databaseUrl: string;
  readonly store: Store;
  count(): Promise<ReturnType<typeof countPublic>>;
  stop(): Promise<void>;
}> {
  const mastodons = ['m1', 'm2', 'm3'].map((accountId) => ({ accountId }));
  networks = await startNetworks({ pace, latency, mastodons, pdses: ['b1'] });
  const { accounts } = networks;
  const databaseUrl = await postgres.createDatabase();
  const plan: Plan = await plant({ databaseUrl, accounts, pace, deliveries, partsOf: () => 1 });
  const store = await openForTest(databaseUrl);
  const workers = ['one', 'two', 'three', 'four'].map((name) =>
    startWorker({ name, databaseUrl, accounts, pace, vices }),
  );
  for (const worker of workers) await worker.ready;
  return {
    databaseUrl,
    store,
    count: async () => countPublic(plan, await networks.posts()),
    stop: async () => {
      for (const worker of workers) await worker.end('SIGKILL');
      await store.close();
    },
  };
}

/** Earliest first. */
async function postTimes(): Promise<readonly Instant[]> {
  const posts = Object.values(await networks.posts()).flat();
  return posts.map(({ at }) => at).toSorted((one, other) => one - other);
}

async function untilPosts(count: number): Promise<void> {
  while ((await postTimes()).length < count) await systemClock.sleep(20);
}
