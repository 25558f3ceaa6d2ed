import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { drawId } from '../../src/base/ids.ts';
import type { AccountLogin, Connection } from '../../src/networks/network.ts';
import { deliverDue } from '../../src/pipeline/deliver.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { openRecall } from '../../src/pipeline/recall.ts';
import type { Store } from '../../src/store/store.ts';
import type { Post, Thread } from '../../src/thread/thread.ts';
import { connect } from '../durability/connect.ts';
import { startNetworks } from '../durability/doubles/networks.ts';
import { paceOf } from '../durability/fast-clock.ts';
import { anAdmission, anItem, eventId, feedUrl } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { unaskedWeb } from '../web/unasked-web.ts';
import { median, type Row, rssMiB } from './measure.ts';

const partsPerThread = 5;
const threads = 400;
const parts = threads * partsPerThread;
const rounds = 5;

/** 2,000 parts over HTTP, by the real adapters, to two accounts of each network; the floor has four lanes as well. */
export async function measureSending(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const ours: Taken[] = [];
  const floor: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await withNetworks((accounts) => planAndSend(join(folder, `ours-${round}.db`), accounts)));
      floor.push(await withNetworks((accounts) => insertSendUpdate(join(folder, `${round}.db`), accounts)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const perSecond = (took: number) => (parts / took) * 1000;
  const planning = median(ours.map(({ planning }) => planning));
  return [
    {
      name: `plan and send ${parts} parts to servers that answer in 1 ms: parts`,
      value: perSecond(median(ours.map(({ whole }) => whole))),
      unit: 'per s',
      floor: {
        name: 'one durable insert, one HTTP call and one durable update each',
        value: perSecond(median(floor)),
      },
      rssMiB: rssMiB(),
    },
    { name: 'of that, freezing and planning', value: planning, unit: 'ms', floor: null, rssMiB: rssMiB() },
  ];
}

interface Taken {
  readonly whole: number;
  readonly planning: number;
}

/** Fresh ones for every run: what they hold already would slow them down. */
export async function withNetworks<Value>(work: (accounts: readonly AccountLogin[]) => Promise<Value>) {
  const networks = await startNetworks({
    pace: paceOf(1),
    latency: 1,
    mastodons: [{ accountId: 'm1' }, { accountId: 'm2' }],
    pdses: ['b1', 'b2'],
  });
  try {
    return await work(networks.accounts);
  } finally {
    await networks.stop();
  }
}

async function planAndSend(file: string, accounts: readonly AccountLogin[]): Promise<Taken> {
  const store = await openForTest(`sqlite:${file}`);
  const deps = depsOf(store, accounts);
  const ids = Array.from({ length: threads }, (_, number) => `${number}`);
  await store.feeds.register({ eventId, url: feedUrl, now: 0 });
  await store.stories.admit(anAdmission({ items: ids.map((id) => anItem({ id })) }));
  const connections = [...deps.connections.values()];
  for (const connection of connections) await connection.verifyAccount();
  const recall = openRecall(deps);

  const startedAt = performance.now();
  for (const [number, id] of ids.entries()) {
    const connection = connections[number % connections.length];
    if (connection) await planOne(store, { id, connection });
  }
  const planning = performance.now() - startedAt;
  await Promise.all(connections.map((connection) => deliverDue(deps, { connection, recall })));
  const whole = performance.now() - startedAt;
  const sent = await store.deliveries.list({ states: ['sent'] });
  if (sent.length !== threads) throw new Error(`${sent.length} of ${threads} threads were sent`);
  for (const connection of connections) await connection.close();
  await store.close();
  return { whole, planning };
}

/** Without the accounts' budgets, which would spread so many posts over hours. */
export function depsOf(store: Store, accounts: readonly AccountLogin[]): PipelineDeps {
  const connectionDeps = {
    clock: systemClock,
    chance: systemChance,
    loadMedia: store.loadMedia,
    sessions: store.sessions,
  };
  return {
    clock: systemClock,
    chance: systemChance,
    store,
    web: unaskedWeb,
    journal: () => undefined,
    connections: new Map(
      accounts.map((login) => [login.accountId, connect(login, { deps: connectionDeps, timeout: 10_000 })]),
    ),
    events: new Map(),
    worker: 'bench',
  };
}

async function planOne(store: Store, { id, connection }: { id: string; connection: Connection }) {
  const now = systemClock.now();
  const frozen = await connection.freezeThread(threadOf(id), { createdAt: now, pictures: new Map() });
  if (!frozen.ok) throw new Error(`not frozen: ${frozen.failure.code}`);
  const { accountId, network } = connection;
  await store.stories.plan({
    storyId: `story-${id}`,
    plannedAt: now,
    article: null,
    standing: { state: 'planned' },
    deliveries: [{ id: drawId(systemChance), accountId, network, dueAt: now, parts: frozen.value }],
    pictures: [],
  });
}

function threadOf(id: string): Thread {
  const posts = Array.from(
    { length: partsPerThread },
    (_, index): Post => ({
      role: index === 0 ? 'opener' : 'quote',
      spans: [{ kind: 'plain', text: textOf(id, index) }],
      language: 'en',
      attachment: null,
      visibility: 'public',
      contentWarning: null,
    }),
  );
  return { subject: id, posts, leftOut: [] };
}

function textOf(id: string, index: number): string {
  return `Post ${index} of story ${id}: delegates discussed what the missions need.`;
}

/** The same posts, all to the Mastodon servers, since a plain call is enough for those. */
async function insertSendUpdate(file: string, accounts: readonly AccountLogin[]): Promise<number> {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table post (id integer primary key, body text, done integer)',
  );
  const insert = db.prepare('insert into post (id, body, done) values (?, ?, 0)');
  const update = db.prepare('update post set done = 1 where id = ?');
  const servers = accounts.filter(({ network }) => network === 'mastodon');
  const sendLane = async (lane: number) => {
    const server = servers[lane % servers.length];
    for (let id = lane; id < parts; id += accounts.length) {
      const status = textOf(`${id}`, 0);
      insert.run(id, status);
      const answer = await fetch(`${server?.serviceUrl}/api/v1/statuses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server?.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ status, visibility: 'public', language: 'en' }),
      });
      if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
      await answer.json();
      update.run(id);
    }
  };
  const startedAt = performance.now();
  await Promise.all(accounts.map((_, lane) => sendLane(lane)));
  const took = performance.now() - startedAt;
  db.close();
  return took;
}
