import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { paceOf } from '../durability/fast-clock.ts';
import { plant } from '../durability/plant.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { median, type Row, rssMiB } from './measure.ts';
import type { ReplicaOrders, ReplicaTold } from './replica.ts';
import { withNetworks } from './sending.ts';

const threads = 200;
const partsPerThread = 5;
const posts = threads * partsPerThread;
const rounds = 5;

/**
 * One, two and four replicas on PostgreSQL as `rapporteur run` is one, over HTTP to servers on this machine that answer in
 * a millisecond; replicas, database and servers share its processors. Where each reaches for all of the four accounts,
 * whoever comes first to one keeps it as long as anything is due, so that chance shares the work out.
 */
export async function measureReplicas(): Promise<readonly Row[]> {
  const postgres = await startPostgres();
  const one: Delivered[] = [];
  const two: Delivered[] = [];
  const apart: Delivered[] = [];
  const four: Delivered[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      one.push(await deliverWith(1, { postgres }));
      two.push(await deliverWith(2, { postgres }));
      apart.push(await deliverWith(2, { postgres, areApart: true }));
      four.push(await deliverWith(4, { postgres }));
    }
  } finally {
    await postgres.stop();
  }
  const perSecond = (runs: readonly Delivered[]) => (posts / median(runs.map(({ took }) => took))) * 1000;
  const row = (name: string, value: number) =>
    ({ name, value, unit: 'ms', floor: null, rssMiB: rssMiB() }) as const;
  const besideOne = (name: string, runs: readonly Delivered[]) =>
    ({
      name,
      value: perSecond(runs),
      unit: 'per s',
      floor: { name: 'one replica', value: perSecond(one) },
      rssMiB: rssMiB(),
    }) as const;
  return [
    besideOne('two replicas on PostgreSQL, each for all accounts: posts', two),
    besideOne('two replicas on PostgreSQL, each for two accounts: posts', apart),
    row('of a processor, that one replica uses for a post', median(one.map(({ cpu }) => cpu)) / posts),
    row(
      'a claim with four replicas on PostgreSQL, p99',
      median(four.map(({ claims }) => percentile(claims, 0.99))),
    ),
  ];
}

interface Delivered {
  readonly took: number;
  readonly claims: readonly number[];
  readonly cpu: number;
}

function deliverWith(
  size: number,
  { postgres, areApart = false }: { postgres: TestPostgres; areApart?: boolean },
): Promise<Delivered> {
  return withNetworks(async (accounts) => {
    const databaseUrl = await postgres.createDatabase();
    const replicas = Array.from({ length: size }, (_, index) =>
      startReplica({
        databaseUrl,
        worker: `replica-${index}`,
        accounts: areApart ? accounts.filter((_, at) => at % size === index) : accounts,
      }),
    );
    for (const replica of replicas) await replica.ready;
    await plant({
      databaseUrl,
      accounts,
      pace: paceOf(1),
      deliveries: threads,
      partsOf: () => partsPerThread,
    });
    const startedAt = performance.now();
    for (const replica of replicas) replica.tell('go');
    let published = 0;
    await new Promise<void>((resolve) => {
      for (const replica of replicas)
        replica.onPublished(() => {
          published += 1;
          if (published === threads) resolve();
        });
    });
    const took = performance.now() - startedAt;
    const told = await Promise.all(replicas.map((replica) => replica.end()));
    return {
      took,
      claims: told.flatMap(({ claims }) => claims),
      cpu: told.reduce((sum, { cpu }) => sum + cpu, 0),
    };
  });
}

function startReplica(orders: ReplicaOrders) {
  const script = fileURLToPath(new URL('replica.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const tell = (word: 'go' | 'over') => child.stdin.write(`${word}\n`);
  return {
    tell,
    ready: once(lines, 'line'),
    onPublished: (told: () => void) => lines.on('line', (line) => line === 'published' && told()),
    end: async (): Promise<ReplicaTold> => {
      const last = once(lines, 'line');
      tell('over');
      const [line] = await last;
      return JSON.parse(line);
    },
  };
}

function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
