import { availableParallelism } from 'node:os';
import { systemClock } from '../../src/base/clock.ts';
import type { Milliseconds } from '../../src/base/instant.ts';
import type { AccountLogin } from '../../src/networks/network.ts';
import type { NetworkName } from '../../src/outbox/delivery.ts';
import { paceOf } from '../durability/fast-clock.ts';
import { plant } from '../durability/plant.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { type Replica, type ServedNetworks, serveNetworks, startReplica } from './crew.ts';
import { median, type Row, rssMiB } from './measure.ts';
import type { PlainNetworks } from './plain-networks.ts';
import { processorTime } from './processor-time.ts';

const partsPerThread = 5;
const roundsOfFour = 2;
const untilShared: Milliseconds = 1100;
const enough: Milliseconds = 300;

/** Networks, and how many threads each of their accounts gets in a lot. */
interface Setting {
  readonly name: string;
  readonly networks: PlainNetworks;
  /** Bluesky takes a thread at once and Mastodon post by post, so that equal numbers would leave half of them idle. */
  readonly threads: Readonly<Record<NetworkName, number>>;
  readonly rounds: number;
}

const settings: readonly Setting[] = [
  {
    name: '4 accounts, answers in 1 ms',
    networks: { mastodons: 2, pdses: 2, latency: [1, 1] },
    threads: { mastodon: 60, bluesky: 240 },
    rounds: 5,
  },
  {
    name: '40 accounts, answers in 30 to 100 ms',
    networks: { mastodons: 20, pdses: 20, latency: [30, 100] },
    threads: { mastodon: 2, bluesky: 10 },
    rounds: 2,
  },
];

/**
 * One, two and four replicas on PostgreSQL as `rapporteur run` is one, each for all accounts, over HTTP to servers on this
 * machine. Replicas, database and servers share its processors, so what these can carry at the price of a post is printed
 * as well: no more than that would any number of replicas do here. Each has worked before it is measured, and a lot counts
 * from the second tick on, when the accounts are shared out, as long as every account has something due.
 */
export async function measureReplicas(): Promise<readonly Row[]> {
  const postgres = await startPostgres({ isDurable: true });
  try {
    const rows: Row[] = [];
    for (const setting of settings) rows.push(...(await measureSetting(postgres, setting)));
    return rows;
  } finally {
    await postgres.stop();
  }
}

async function measureSetting(postgres: TestPostgres, setting: Setting): Promise<readonly Row[]> {
  const networks = await serveNetworks(setting.networks);
  const databaseUrl = await postgres.createDatabase();
  const { accounts } = networks;
  const replicas: Replica[] = [];
  for (const worker of ['one', 'two', 'three', 'four'])
    replicas.push(await startReplica({ databaseUrl, worker, accounts }));
  const bench: Bench = { setting, postgres, networks, databaseUrl, planted: 0 };
  for (const replica of replicas) await deliver(bench, [replica]);
  const one: Delivered[] = [];
  const two: Delivered[] = [];
  const four: Delivered[] = [];
  for (let round = 0; round < setting.rounds; round += 1) {
    one.push(await deliver(bench, replicas.slice(round % 2, (round % 2) + 1)));
    two.push(await deliver(bench, replicas.slice(0, 2)));
    if (round < roundsOfFour) four.push(await deliver(bench, replicas));
  }
  const stand = await networks.count();
  if (stand !== bench.planted) throw new Error(`${stand} posts stand where ${bench.planted} were planned`);
  for (const replica of replicas) replica.end();
  networks.end();
  return rowsOf(setting, { one, two, four });
}

interface Bench {
  readonly setting: Setting;
  readonly postgres: TestPostgres;
  readonly networks: ServedNetworks;
  readonly databaseUrl: string;
  /** Posts so far. */
  planted: number;
}

/** What was done from the second tick until the first account had nothing left. */
interface Delivered {
  readonly perSecond: number;
  /** Milliseconds of a processor for a post; null where the system tells of none. */
  readonly cost: Readonly<Record<Payer, number | null>>;
  /** How long each claim of the lot took, in milliseconds. */
  readonly claims: readonly number[];
}

type Payer = 'replicas' | 'database' | 'servers';

async function deliver(bench: Bench, crew: readonly Replica[]): Promise<Delivered> {
  const { accounts } = bench.networks;
  const { threads } = bench.setting;
  for (const account of accounts) await plantFor(bench, account);
  const owed = new Map(accounts.map(({ accountId, network }) => [accountId, threads[network]]));
  const first = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  let published = 0;
  const onPublished = (accountId: string) => {
    const left = (owed.get(accountId) ?? 0) - 1;
    owed.set(accountId, left);
    published += 1;
    if (left === 0) first.resolve();
    if ([...owed.values()].every((count) => count === 0)) last.resolve();
  };
  for (const replica of crew) replica.go(onPublished);
  await systemClock.sleep(untilShared);
  const before = usedBy(bench, crew);
  const startedAt = performance.now();
  const publishedBefore = published;
  await first.promise;
  const took = performance.now() - startedAt;
  if (took < enough) throw new Error(`lots of ${bench.setting.name} are too small for so quick a machine`);
  const posts = (published - publishedBefore) * partsPerThread;
  const after = usedBy(bench, crew);
  await last.promise;
  const claims = await Promise.all(crew.map((replica) => replica.rest()));
  const costOf = (payer: Payer) => {
    const [from, to] = [before[payer], after[payer]];
    return from === null || to === null ? null : (to - from) / posts;
  };
  return {
    perSecond: (posts / took) * 1000,
    cost: { replicas: costOf('replicas'), database: costOf('database'), servers: costOf('servers') },
    claims: claims.flat(),
  };
}

async function plantFor(bench: Bench, account: AccountLogin): Promise<void> {
  const deliveries = bench.setting.threads[account.network];
  const { databaseUrl, planted: firstNumber } = bench;
  const pace = paceOf(1);
  await plant({
    databaseUrl,
    accounts: [account],
    pace,
    deliveries,
    firstNumber,
    partsOf: () => partsPerThread,
  });
  bench.planted += deliveries * partsPerThread;
}

function usedBy({ postgres, networks }: Bench, crew: readonly Replica[]): Record<Payer, number | null> {
  const each = crew.map(({ processId }) => processorTime(processId));
  return {
    replicas: each.reduce((sum, used) => (sum === null || used === null ? null : sum + used), 0),
    database: processorTime(postgres.processId),
    servers: processorTime(networks.processId),
  };
}

function rowsOf(
  { name }: Setting,
  { one, two, four }: Readonly<Record<'one' | 'two' | 'four', readonly Delivered[]>>,
): readonly Row[] {
  const row = (what: string, value: number, unit: Row['unit'], floor: Row['floor']): Row => ({
    name: `${name}: ${what}`,
    value,
    unit,
    floor,
    rssMiB: rssMiB(),
  });
  const perSecond = (lots: readonly Delivered[]) => median(lots.map((lot) => lot.perSecond));
  const cost = (lots: readonly Delivered[], payer: Payer) =>
    median(lots.flatMap((lot) => lot.cost[payer] ?? []));
  const payers = ['replicas', 'database', 'servers'] as const;
  const whole = payers.reduce((sum, payer) => sum + cost(two, payer), 0);
  const processors = availableParallelism();
  return [
    row('posts by two replicas', perSecond(two), 'per s', { name: 'by one', value: perSecond(one) }),
    row('posts by two replicas', perSecond(two), 'per s', {
      name: `what ${processors} processors carry at the price of a post`,
      value: (processors / whole) * 1000,
    }),
    ...payers.map((payer) =>
      row(`a post by two costs the ${payer}`, cost(two, payer), 'ms', {
        name: 'by one',
        value: cost(one, payer),
      }),
    ),
    row(
      'a claim among four replicas, p99',
      percentile(
        four.flatMap(({ claims }) => claims),
        0.99,
      ),
      'ms',
      null,
    ),
  ];
}

function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
