import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { aDelivery, planned } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { startPostgres, type TestPostgres } from '../store/postgres.ts';
import { median, type Row, rssMiB } from './measure.ts';

const accounts = ['a', 'b', 'c', 'd'];
const threads = 100;
const postsPerThread = 3;
const posts = threads * postsPerThread;
const rounds = 5;

/** One, two and four replicas on PostgreSQL, four accounts, networks that answer in a millisecond. */
export async function measureReplicas(): Promise<readonly Row[]> {
  const postgres = await startPostgres();
  try {
    const one: number[] = [];
    const two: number[] = [];
    const claims: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      one.push((await deliverWith(1, postgres)).took);
      two.push((await deliverWith(2, postgres)).took);
      claims.push(percentile((await deliverWith(4, postgres)).claims, 0.99));
    }
    return [
      {
        name: 'two replicas on PostgreSQL: posts',
        value: (posts / median(two)) * 1000,
        unit: 'per s',
        floor: { name: 'one replica', value: (posts / median(one)) * 1000 },
        rssMiB: rssMiB(),
      },
      {
        name: 'a claim with four replicas on PostgreSQL, p99',
        value: median(claims),
        unit: 'ms',
        floor: null,
        rssMiB: rssMiB(),
      },
    ];
  } finally {
    await postgres.stop();
  }
}

async function deliverWith(
  size: number,
  postgres: TestPostgres,
): Promise<{ took: number; claims: readonly number[] }> {
  const databaseUrl = await postgres.createDatabase();
  const store = await openForTest(databaseUrl);
  const deliveries = Array.from({ length: threads }, (_, index) =>
    aDelivery({ id: `d${index}`, accountId: accounts[index % accounts.length] ?? '', posts: postsPerThread }),
  );
  await planned(store, deliveries);
  await store.close();
  const script = fileURLToPath(new URL('replica.ts', import.meta.url));
  const replicas = Array.from({ length: size }, (_, index) => {
    // Two of one machine take two accounts each, as their lanes would; with four every one reaches for every account.
    const own = size === 2 ? accounts.filter((_account, at) => at % 2 === index) : accounts;
    const child = spawn(process.execPath, [script, databaseUrl, `replica-${index}`, own.join()], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of replicas) await lines.next();
  const startedAt = performance.now();
  for (const { child } of replicas) child.stdin.write('go\n');
  const told = await Promise.all(replicas.map(async ({ lines }) => String((await lines.next()).value)));
  const took = performance.now() - startedAt;
  await Promise.all(replicas.map(async ({ child }) => child.exitCode ?? once(child, 'exit')));
  return { took, claims: told.flatMap((line) => JSON.parse(line) as number[]) };
}

function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
