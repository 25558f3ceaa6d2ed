// A replica of the program for a test to kill: the real store, rounds, lanes and adapters, woken every few milliseconds
// instead of every second, on a clock that runs faster. Says "ready" when its store is open, then a line of JSON for
// every journal entry that a test may want to know, and "working" after the first. A spare stands by, ready, as long as its
// standard input is held open.
import { once } from 'node:events';
import { systemChance } from '../../src/base/chance.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { Milliseconds } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import type { AccountLogin, ConnectionDeps } from '../../src/networks/network.ts';
import type { JournalEntry } from '../../src/observability/journal.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { openRounds } from '../../src/pipeline/rounds.ts';
import { openStore } from '../../src/store/open-store.ts';
import { unaskedWeb } from '../web/unasked-web.ts';
import { notingAfterwards, spoilt, type Vice } from './careless.ts';
import { connect } from './connect.ts';
import { createFastClock, type Pace } from './fast-clock.ts';

/** What a worker is told. */
export interface WorkerOrders {
  readonly name: string;
  readonly databaseUrl: string;
  readonly accounts: readonly AccountLogin[];
  readonly pace: Pace;
  /** How far this machine's calendar is off, and from when on, in milliseconds of its life: nought at first. */
  readonly calendar: readonly { readonly from: Milliseconds; readonly ahead: Milliseconds }[];
  /** How long, by the machine's clock, it waits for one answer. */
  readonly requestTimeout: Milliseconds;
  /** For negative controls. */
  readonly vices: readonly Vice[];
  /** What it covers; it plans the moments of this by itself. */
  readonly event: CoverageEvent | null;
}

const orders: WorkerOrders = JSON.parse(process.argv[2] ?? '');
const opened = await openStore({ databaseUrl: orders.databaseUrl, exclusive: true });
if (!opened.ok) throw new Error(`${opened.failure.code} ${opened.failure.detail ?? ''}`);
const { vices } = orders;
const store = vices.includes('notes-afterwards') ? notingAfterwards(opened.value) : opened.value;
const startedAt = performance.now();
const machine: Clock = {
  now: () => {
    const life = performance.now() - startedAt;
    const { ahead = 0 } = orders.calendar.findLast(({ from }) => from <= life) ?? {};
    return systemClock.now() + ahead / orders.pace.speed;
  },
  sleep: systemClock.sleep,
};
const clock = createFastClock(orders.pace, {
  clock: vices.includes('own-clock') ? machine : await store.clock(machine),
});
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

const accountDeps: ConnectionDeps = {
  clock,
  chance: systemChance,
  loadMedia: (hash) => store.loadMedia(hash),
  sessions: store.sessions,
  ...(!vices.includes('forgets-stamps') && { stampsOf: store.stampsOf }),
  knownPosts: store.deliveries.knownPosts,
};
const connections = orders.accounts
  .map((login) => connect(login, { deps: accountDeps, timeout: orders.requestTimeout }))
  .map((connection) => spoilt(connection, { vices, chance: systemChance }));
const deps: PipelineDeps = {
  clock,
  chance: systemChance,
  store,
  web: unaskedWeb,
  journal: tell,
  connections: new Map(connections.map((connection) => [connection.accountId, connection])),
  events: new Map(orders.event ? [[orders.event.id, orders.event]] : []),
  worker: orders.name,
  stop: stop.signal,
};
let hasWorked = false;
// Rarer than the program's own second at most paces: a tick costs the machine the same however fast the clock runs.
const betweenTicks = 50;
const rounds = openRounds(deps, { polls: 1, plans: 1, accounts: 64 });
// What loads late in the program is loaded by now: a worker that is killed while it loads has done nothing to repeat.
await import('@atproto/api');
process.stdout.write('ready\n');
await once(process.stdin.resume(), 'end');
while (!stop.signal.aborted) {
  try {
    await rounds.tick();
  } catch (thrown) {
    process.stdout.write(`${JSON.stringify({ kind: 'tick-failed', detail: String(thrown) })}\n`);
  }
  await systemClock.sleep(betweenTicks, stop.signal);
}
await rounds.settled();
for (const connection of connections) await connection.close();
await store.close();

function tell(entry: JournalEntry): void {
  const usual = new Set<JournalEntry['kind']>(['delivery-waits', 'parts-published', 'thread-published']);
  if (!usual.has(entry.kind)) process.stdout.write(`${JSON.stringify(entry)}\n`);
  if (!hasWorked) process.stdout.write('working\n');
  hasWorked = true;
}
