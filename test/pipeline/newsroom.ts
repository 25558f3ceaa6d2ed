import { createServer, type RequestListener } from 'node:http';
import { createSeededChance } from '../../src/base/chance.ts';
import { createVirtualClock, systemClock, type VirtualClock } from '../../src/base/clock.ts';
import { type Instant, parseInstant } from '../../src/base/instant.ts';
import type { CoverageEvent, EventAccount } from '../../src/coverage/event.ts';
import { standInForBluesky } from '../../src/networks/bluesky/stand-in.ts';
import { standInForMastodon } from '../../src/networks/mastodon/stand-in.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../../src/networks/network.ts';
import type { JournalEntry } from '../../src/observability/journal.ts';
import type { PipelineDeps } from '../../src/pipeline/deps.ts';
import { play } from '../../src/rehearsal/play.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createWeb } from '../../src/web/create-web.ts';
import { anEvent as aCoverageEvent } from '../thread/builders.ts';

/** A whole newsroom on loopback: real door, real SQLite store, stand-in accounts, virtual clock. */
export interface Newsroom {
  readonly deps: PipelineDeps & { readonly clock: VirtualClock };
  readonly journal: readonly JournalEntry[];
  readonly mastodon: ReturnType<typeof standInForMastodon>;
  readonly bluesky: ReturnType<typeof standInForBluesky>;
  readonly origin: string;
  playUntil(instant: Instant): Promise<void>;
  close(): Promise<void>;
}

export const morning = parseInstant('2017-11-14T09:00:00-08:00') ?? 0;

/** Opens a newsroom whose web is `answer` and whose event is changed by `shape`. */
export async function openNewsroom({
  answer,
  shape,
  connections = (stands) => stands,
}: {
  answer: RequestListener;
  shape: (event: CoverageEvent, origin: string) => CoverageEvent;
  connections?: (stands: readonly Connection[]) => readonly Connection[];
}): Promise<Newsroom> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const opened = await openStore({ databaseUrl: 'sqlite::memory:', exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const clock = createVirtualClock(morning);
  const chance = createSeededChance(7);
  const web = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [new URL(origin).host] });
  const accountDeps: ConnectionDeps = {
    clock,
    chance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
    budgets: store.budgets,
  };
  const mastodon = standInForMastodon(aLogin('mastodon'), accountDeps);
  const bluesky = standInForBluesky(aLogin('bluesky'), accountDeps);
  const journal: JournalEntry[] = [];
  const event = shape(anEvent, origin);
  const connected = connections([mastodon, bluesky]);
  const deps = {
    clock,
    chance,
    store,
    web,
    journal: (entry: JournalEntry) => void journal.push(entry),
    connections: new Map(connected.map((connection) => [connection.accountId, connection])),
    events: new Map([[event.id, event]]),
    worker: 'test',
  };
  return {
    deps,
    journal,
    mastodon,
    bluesky,
    origin,
    playUntil: async (endsAt) => {
      await play(deps, { endsAt, onInstant: () => undefined });
    },
    close: async () => {
      await web.close();
      await store.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function aLogin(network: AccountLogin['network']): AccountLogin {
  return {
    accountId: network,
    network,
    serviceUrl: 'https://social.example',
    handle: network === 'mastodon' ? '@desk@social.example' : 'desk.social.example',
    secret: null,
  };
}

const anAccount = (accountId: string): EventAccount => ({
  accountId,
  style: {
    visibility: { opener: 'public', followUps: 'unlisted' },
    tags: ['Harbour'],
    language: 'en',
    mostPosts: 6,
    contentWarning: null,
    handles: {},
    glossary: {},
  },
});

/** The event that newsrooms cover. */
export const anEvent = aCoverageEvent({
  id: 'harbour',
  title: 'Harbour Conference',
  zone: 'America/Vancouver',
  tags: ['Harbour'],
  covers: { any: ['harbour'], all: [], none: [] },
  poll: { during: ['*/5 * * * *'], otherwise: ['*/30 * * * *'] },
  accounts: [anAccount('mastodon'), anAccount('bluesky')],
});

/** One RSS item; `slug` names its page and its guid. */
export function anItem({ slug, title, summary }: { slug: string; title: string; summary: string }): string {
  return `<item><title>${title}</title><link>/story/${slug}</link><guid isPermaLink="false">${slug}</guid>
<description><![CDATA[${summary}]]></description></item>`;
}

export function aFeed(items: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>
<link>/</link><description>News</description>${items.join('')}</channel></rss>`;
}

export function aPage({
  title,
  paragraphs,
  head = '',
}: {
  title: string;
  paragraphs: readonly string[];
  head?: string;
}): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;
}
