import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import { Agent, request } from 'undici';
import { createSeededChance } from '../../src/base/chance.ts';
import { createVirtualClock, systemClock, type VirtualClock } from '../../src/base/clock.ts';
import { minute } from '../../src/base/instant.ts';
import { registerSources } from '../../src/pipeline/cover.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { openLane } from '../../src/pipeline/lane.ts';
import { pollFeed } from '../../src/pipeline/poll-feed.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { Web } from '../../src/web/web.ts';
import { anEventWith } from './bench-event.ts';
import { serve } from './child.ts';
import { median, type Row, rssMiB } from './measure.ts';

const feeds = 500;
/** So many are cold, at the start, and warm, at the end: what polls 500 feeds has been up for hours, its code compiled. */
const measured = 5;
const rounds = 15;
/** Such a cycle takes a twentieth of one that brings news, so a busy moment of the machine would be all of it. */
const unchangedPerRound = 5;
const atOnce = 32;

/** A cycle over 500 loopback feeds of 30 items, by the real door into a SQLite file: nothing new, then news in each. */
export async function measurePolling(): Promise<readonly Row[]> {
  const farm = await serve('./feed-farm.ts');
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const door = createWeb({
    clock: systemClock,
    userAgent: 'bench',
    allowedHosts: [new URL(farm.origin).host],
  });
  const opened = await openStore({ databaseUrl: `sqlite:${join(folder, 'bench.db')}`, exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const version = { now: 1 };
  const clock = createVirtualClock(Date.UTC(2017, 10, 14, 12));
  const deps: PipelineDeps & { clock: VirtualClock } = {
    clock,
    chance: createSeededChance(1),
    store: opened.value,
    web: atVersion(door, { origin: farm.origin, version }),
    journal: () => undefined,
    connections: new Map(),
    events: new Map([
      [
        'bench',
        anEventWith(
          Array.from({ length: feeds }, (_, name) => `${farm.origin}/feed/${name}.xml`),
          { cadence: '*/5 * * * *' },
        ),
      ],
    ]),
    worker: 'bench',
  };
  try {
    await registerSources(deps);
    const poll = async () => {
      // Each feed has a place of its own behind the line's instant; after two lines all are due.
      clock.advanceTo(clock.now() + 10 * minute);
      const startedAt = performance.now();
      await pollAll(deps);
      return performance.now() - startedAt;
    };
    const inTurn = async ({ conditional }: { conditional: boolean }): Promise<Took> => ({
      ours: await poll(),
      floor: await rawCycle(farm.origin, { version: version.now, conditional }),
    });
    await poll();
    const unchanged: Took[] = [];
    const changed: Took[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (let cycle = 0; cycle < unchangedPerRound; cycle += 1)
        unchanged.push(await inTurn({ conditional: true }));
      version.now += 1;
      changed.push(await inTurn({ conditional: false }));
    }
    const rowsOf = (what: string, { took, than }: { took: readonly Took[]; than: string }) => {
      const cycles = (measured * took.length) / rounds;
      return [
        rowOf(`${what}, cold: feeds`, { took: took.slice(0, cycles), than }),
        rowOf(`${what}, warm: feeds`, { took: took.slice(-cycles), than }),
      ];
    };
    return [
      ...rowsOf(`poll cycle of ${feeds} feeds, all 304`, { took: unchanged, than: 'a bare undici loop' }),
      ...rowsOf(`poll cycle of ${feeds} feeds, all changed`, {
        took: changed,
        than: 'undici and feedsmith alone',
      }),
    ];
  } finally {
    farm.stop();
    await door.close();
    await opened.value.close();
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds of one cycle. */
interface Took {
  readonly ours: number;
  readonly floor: number;
}

function rowOf(name: string, { took, than }: { took: readonly Took[]; than: string }): Row {
  const perSecond = (cycles: readonly number[]) => (feeds / median(cycles)) * 1000;
  return {
    name,
    value: perSecond(took.map(({ ours }) => ours)),
    unit: 'per s',
    floor: { name: than, value: perSecond(took.map(({ floor }) => floor)) },
    rssMiB: rssMiB(),
  };
}

/** What a tick does for feeds, without the planning that new stories would start. */
async function pollAll(deps: PipelineDeps): Promise<void> {
  const lane = openLane('poll', { width: atOnce, journal: deps.journal });
  const due = await deps.store.feeds.due(deps.clock.now());
  if (due.length !== feeds) throw new Error(`${due.length} of ${feeds} feeds were due`);
  for (const record of due) {
    const event = deps.events.get(record.eventId);
    if (event) lane.offer(record.url, () => pollFeed(deps, { record, event }));
  }
  await lane.settled();
}

/** The same feeds' addresses for ever, their content of the version that is on. */
function atVersion(door: Web, { origin, version }: { origin: string; version: { now: number } }): Web {
  return {
    fetch: (asked) =>
      door.fetch({ ...asked, url: asked.url.replace(`${origin}/feed/`, `${origin}/${version.now}/`) }),
    close: () => door.close(),
  };
}

async function rawCycle(
  origin: string,
  { version, conditional }: { version: number; conditional: boolean },
): Promise<number> {
  // As our door does: one connection to a host.
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const startedAt = performance.now();
  let next = 0;
  const work = async () => {
    while (next < feeds) {
      const name = next++;
      const answer = await request(`${origin}/${version}/${name}.xml`, {
        dispatcher: agent,
        headers: conditional ? { 'if-none-match': `"v${version}"` } : {},
      });
      if (conditional) await answer.body.arrayBuffer();
      else parseFeed(await answer.body.text());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const took = performance.now() - startedAt;
  await agent.close();
  return took;
}
