// A replica of the replicas bench: the rounds of `rapporteur run`, woken every second as it is, over the real adapters.
// Says "ready" when its accounts are cleared. From "go" to "rest" it works, and names the account of each thread that is
// public; resting, it says how long each of its claims took.
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

/** What a replica tells: of a thread that is public, or of its claims, in milliseconds, when it rests. */
export type ReplicaTold = { readonly published: string } | { readonly claims: readonly number[] };

const { databaseUrl, worker, accounts }: ReplicaOrders = JSON.parse(process.argv[2] ?? '');
let claims: number[] = [];
const store = timingClaims(await openForTest(databaseUrl));
const deps = depsOf(store, accounts);
const journal: typeof deps.journal = (entry) => {
  if (entry.kind === 'thread-published') tell({ published: entry.delivery.accountId });
};
const rounds = openRounds({ ...deps, worker, journal }, { polls: 1, plans: 1, accounts: 64 });
await rounds.tick();
await rounds.settled();
process.stdout.write('ready\n');
let wakeUp: NodeJS.Timeout | undefined;
for await (const word of createInterface(process.stdin)) {
  if (word === 'go') {
    claims = [];
    wakeUp = setInterval(() => void rounds.tick(), 1000);
    await rounds.tick();
  } else {
    clearInterval(wakeUp);
    await rounds.settled();
    tell({ claims });
  }
}
process.exit();

function tell(told: ReplicaTold): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

function timingClaims(store: Store): Store {
  const claim: Store['deliveries']['claim'] = async (wanted) => {
    const startedAt = performance.now();
    const claimed = await store.deliveries.claim(wanted);
    claims.push(performance.now() - startedAt);
    return claimed;
  };
  return { ...store, deliveries: { ...store.deliveries, claim } };
}
