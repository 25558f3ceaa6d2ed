// A replica of the replicas bench: the rounds of `rapporteur run`, woken every second as it is, over the real adapters.
// Says "ready" when its accounts are cleared, works from "go" on, prints a line for each thread that is public, and at
// "over" how long each of its claims took and how much of a processor it used.
import { createInterface } from 'node:readline';
import type { AccountLogin } from '../../src/networks/network.ts';
import { openRounds } from '../../src/pipeline/rounds.ts';
import type { Store } from '../../src/store/store.ts';
import { openForTest } from '../store/engines.ts';
import { depsOf } from './sending.ts';

/** What a replica is told. */
export interface ReplicaOrders {
  readonly databaseUrl: string;
  readonly worker: string;
  readonly accounts: readonly AccountLogin[];
}

/** What a replica tells at its end; all in milliseconds. */
export interface ReplicaTold {
  readonly claims: readonly number[];
  readonly cpu: number;
}

const { databaseUrl, worker, accounts }: ReplicaOrders = JSON.parse(process.argv[2] ?? '');
const claims: number[] = [];
const store = timingClaims(await openForTest(databaseUrl));
const deps = depsOf(store, accounts);
const journal: typeof deps.journal = ({ kind }) => {
  if (kind === 'thread-published') process.stdout.write('published\n');
};
const rounds = openRounds({ ...deps, worker, journal }, { polls: 1, plans: 1, accounts: 64 });
await rounds.tick();
await rounds.settled();
const orders = createInterface(process.stdin)[Symbol.asyncIterator]();
process.stdout.write('ready\n');
await orders.next();
claims.length = 0;
const usedBefore = process.cpuUsage();
const wakeUp = setInterval(() => void rounds.tick(), 1000);
await rounds.tick();
await orders.next();
clearInterval(wakeUp);
const { user, system } = process.cpuUsage(usedBefore);
process.stdout.write(`${JSON.stringify({ claims, cpu: (user + system) / 1000 } satisfies ReplicaTold)}\n`);
process.exit();

function timingClaims(store: Store): Store {
  const claim: Store['deliveries']['claim'] = async (wanted) => {
    const startedAt = performance.now();
    const claimed = await store.deliveries.claim(wanted);
    claims.push(performance.now() - startedAt);
    return claimed;
  };
  return { ...store, deliveries: { ...store.deliveries, claim } };
}
