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
const rounds = 5;
// What polls five hundred feeds has been up for hours, and its code compiled: both sides run so often unmeasured.
const warmUps = 10;
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
    const measureRound = async () => {
      const same = {
        ours: await poll(),
        floor: await rawCycle(farm.origin, { version: version.now, conditional: true }),
      };
      version.now += 1;
      const news = {
        ours: await poll(),
        floor: await rawCycle(farm.origin, { version: version.now, conditional: false }),
      };
      return { unchanged: same, changed: news };
    };
    await poll();
    const unchanged = { ours: [] as number[], floor: [] as number[] };
    const changed = { ours: [] as number[], floor: [] as number[] };
    for (let round = -warmUps; round < rounds; round += 1) {
      const took = await measureRound();
      if (round < 0) continue;
      unchanged.ours.push(took.unchanged.ours);
      unchanged.floor.push(took.unchanged.floor);
      changed.ours.push(took.changed.ours);
      changed.floor.push(took.changed.floor);
    }
    const row = (name: string, { ours, floor, than }: typeof changed & { than: string }): Row => ({
      name,
      value: (feeds / median(ours)) * 1000,
      unit: 'per s',
      floor: { name: than, value: (feeds / median(floor)) * 1000 },
      rssMiB: rssMiB(),
    });
    return [
      row(`poll cycle of ${feeds} feeds, all 304: feeds`, { ...unchanged, than: 'a bare undici loop' }),
      row(`poll cycle of ${feeds} feeds, all changed: feeds`, {
        ...changed,
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
