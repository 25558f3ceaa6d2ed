import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createSeededChance } from '../../src/base/chance.ts';
import { createVirtualClock, systemClock, type VirtualClock } from '../../src/base/clock.ts';
import { minute } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { connectThrough as connectBluesky } from '../../src/networks/bluesky/connect-through.ts';
import { createStandInClient as createPds } from '../../src/networks/bluesky/stand-in-client.ts';
import { connectThrough as connectMastodon } from '../../src/networks/mastodon/connect-through.ts';
import { createStandInClient as createMastodon } from '../../src/networks/mastodon/stand-in-client.ts';
import type { Connection, ConnectionDeps } from '../../src/networks/network.ts';
import type { JournalEntry } from '../../src/observability/journal.ts';
import { play } from '../../src/rehearsal/play.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { Web } from '../../src/web/web.ts';
import { type Interruption, interruptAfter } from './interruption.ts';
import { aFeed, aLogin, anEvent, anItem, aPage, morning } from './newsroom.ts';

/** A run of the newsroom, with as many programs as it took. */
export interface Run {
  readonly steps: number;
  readonly diedAt: string | null;
  readonly journal: readonly JournalEntry[];
  /** What followers see, by account and in order; ids and times aside. */
  readonly timelines: Readonly<Record<'mastodon' | 'bluesky', readonly Seen[]>>;
}

/** A post as its readers see it; others are named by their place in the timeline. */
export interface Seen {
  readonly text: string;
  readonly answers: number | null;
  readonly quotes: number | null;
  readonly pictures: readonly string[];
}

/** What lies outside every process: the feed, its pages and its pictures. */
export interface Outside {
  /** Covers the stories until all is at rest; the program dies at `lastStep` and is started once more. */
  run(lastStep: number): Promise<Run>;
  close(): Promise<void>;
}

/** Opens the outside of an event of the given shape. `bend` is done to every connection: nothing, or a mistake. */
export async function openOutside(
  shape: Partial<CoverageEvent>,
  bend: (connection: Connection) => Connection = (connection) => connection,
): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-hops-'));
  const picture = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
  let clock = createVirtualClock(morning);
  const server = serveStories({ picture, now: () => clock.now() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const web = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [new URL(origin).host] });
  const event = { ...anEvent, feeds: [{ url: `${origin}/feed`, catchUp: 0 }], ...shape };
  let runs = 0;
  return {
    run: async (lastStep) => {
      runs += 1;
      clock = createVirtualClock(morning);
      const path = join(folder, `${runs}.db`);
      const run = await runTwice({ path, web, event, clock, bend, interruption: interruptAfter(lastStep) });
      await rm(path);
      return run;
    },
    close: async () => {
      await web.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

interface Setting {
  readonly path: string;
  readonly web: Web;
  readonly event: CoverageEvent;
  readonly clock: VirtualClock;
  readonly bend: (connection: Connection) => Connection;
  readonly interruption: Interruption;
}

async function runTwice(setting: Setting): Promise<Run> {
  const { clock, interruption } = setting;
  const mastodon = createMastodon(aLogin('mastodon'), clock);
  const bluesky = createPds(aLogin('bluesky'));
  const journal: JournalEntry[] = [];
  const networks = { mastodon, bluesky, journal };
  await live(setting, { ...networks, interruption, seed: 7 });
  if (interruption.diedAt !== null)
    await live(setting, { ...networks, interruption: interruptAfter(Number.POSITIVE_INFINITY), seed: 8 });
  const statuses = mastodon.statuses();
  const records = bluesky.records();
  const statusAt = (wanted: string | undefined) =>
    wanted === undefined ? null : statuses.findIndex(({ id }) => id === wanted);
  const recordAt = (wanted: string | undefined) =>
    wanted === undefined ? null : records.findIndex(({ uri }) => uri === wanted);
  return {
    steps: interruption.steps,
    diedAt: interruption.diedAt,
    journal,
    timelines: {
      mastodon: statuses.map(({ payload, media }) => ({
        text: textWithoutIds(payload.status),
        answers: statusAt(payload.in_reply_to_id),
        quotes: statusAt(payload.quoted_status_id),
        pictures: media.map(({ altText }) => altText),
      })),
      bluesky: records.map(({ value }) => ({
        text: textWithoutIds(value.text),
        answers: recordAt(value.reply?.parent.uri),
        quotes: null,
        pictures: value.embed ? [value.embed.$type] : [],
      })),
    },
  };
}

interface Life {
  readonly mastodon: ReturnType<typeof createMastodon>;
  readonly bluesky: ReturnType<typeof createPds>;
  readonly journal: JournalEntry[];
  readonly interruption: Interruption;
  readonly seed: number;
}

/** One process, from its start until it dies or all is at rest. */
async function live(
  { path, web, event, clock, bend }: Setting,
  { mastodon, bluesky, journal, interruption, seed }: Life,
): Promise<void> {
  const opened = await openStore({ databaseUrl: `sqlite:${path}`, exclusive: true });
  if (!opened.ok) throw new Error(`${opened.failure.code} ${opened.failure.detail ?? ''}`);
  const store = interruption.through('store', opened.value);
  const chance = createSeededChance(seed);
  const deps: ConnectionDeps = {
    clock,
    chance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
    knownPosts: (accountId, remoteIds) => store.deliveries.knownPosts(accountId, remoteIds),
  };
  const connections = [
    connectMastodon(interruption.through('mastodon', mastodon), { login: aLogin('mastodon'), deps }),
    connectBluesky(interruption.through('bluesky', bluesky), { login: aLogin('bluesky'), deps }),
  ].map(bend);
  const playing = play(
    {
      clock,
      chance,
      store,
      web: interruption.through('web', web),
      journal: (entry) => void (interruption.diedAt === null && journal.push(entry)),
      connections: new Map(connections.map((connection) => [connection.accountId, connection])),
      events: new Map([[event.id, event]]),
      worker: `life ${seed}`,
    },
    { endsAt: morning + 18 * minute, onInstant: () => undefined },
  );
  await Promise.race([playing, interruption.death]);
  await interruption.arrived();
  await opened.value.close();
}

const titles = ['Harbour pilots tell of a storm', 'Harbour ferries stay in port'];

/** The first story stands in the feed after five minutes, the second after ten. */
function serveStories({ picture, now }: { picture: Buffer; now: () => number }): Server {
  return createServer((request, response) => {
    if (request.url === '/picture.jpg')
      return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
    if (request.url === '/feed') {
      const shown = titles.slice(0, Math.floor((now() - morning) / (5 * minute)));
      return void response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(aFeed(shown.map((title, number) => anItem({ slug: `${number}`, title, summary: title }))));
    }
    const title = titles[Number(request.url?.split('/').at(-1))] ?? '';
    const page = aPage({
      title,
      paragraphs: [
        `${title}, it was said in the hall, and nobody was surprised to hear it on such a day.`,
        '“We waited a long time for this weather to end, and we will wait longer,” said Ada Holm, Mayor of the city.',
      ],
    });
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        page.replace(
          '</h1>',
          '</h1><figure><img src="/picture.jpg" alt="The pier at noon" width="640" height="360"></figure>',
        ),
      );
  });
}

/** A post that names another does so by its id. */
function textWithoutIds(text: string): string {
  return text.replaceAll(/\/(\d{10,}|[2-7a-z]{13})(?!\S)/g, '/…');
}
