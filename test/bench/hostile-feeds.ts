import { createServer, type RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { systemChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { type Instant, second } from '../../src/base/instant.ts';
import { cover } from '../../src/pipeline/cover.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createWeb } from '../../src/web/create-web.ts';
import { anEventWith } from './bench-event.ts';
import { serve } from './child.ts';
import { type Row, rssMiB } from './measure.ts';

const feeds = 500;
/** Long enough for the second round, in which every feed has its own place in the minute. */
const watched = 75 * second;

/** 500 feeds on one process, a slow-loris, a 20 MB body, a redirect loop and a parser bomb among them. */
export async function measureHostileFeeds(): Promise<readonly Row[]> {
  const farm = await serve('./feed-farm.ts');
  const hostile = await Promise.all([slowLoris, largeBody, redirectLoop, parserBomb].map(listen));
  const strange = hostile.map(({ url }) => url);
  const usual = Array.from({ length: feeds - strange.length }, (_, name) => `${farm.origin}/1/${name}.xml`);
  try {
    const quiet = await watch(usual, { expected: usual });
    const loud = await watch([...strange, ...usual], { expected: usual });
    return [
      {
        name: `due-lag of ${usual.length} feeds beside four hostile ones, once all were read: p99`,
        value: loud.p99 / second,
        unit: 's',
        floor: { name: 'the same without them; at most 2 s', value: quiet.p99 / second },
        rssMiB: loud.mostMiB,
      },
      {
        name: 'memory beside four hostile feeds',
        value: loud.mostMiB,
        unit: 'MiB',
        floor: { name: 'without them; at most 150 more', value: quiet.mostMiB },
        rssMiB: loud.mostMiB,
      },
    ];
  } finally {
    farm.stop();
    for (const server of hostile) server.close();
  }
}

/** Covers for a while, and gives how long after they were due the `expected` feeds were asked. */
async function watch(
  urls: readonly string[],
  { expected }: { expected: readonly string[] },
): Promise<{ p99: number; mostMiB: number }> {
  const opened = await openStore({ databaseUrl: 'sqlite::memory:', exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const allowedHosts = [...new Set(urls.map((url) => new URL(url).host))];
  const door = createWeb({ clock: systemClock, userAgent: 'bench', allowedHosts });
  const event = anEventWith(urls, { cadence: '* * * * *' });
  const dueAt = new Map<string, Instant>();
  const lags: number[] = [];
  const unasked = new Set(expected);
  const wanted = new Set(expected);
  let allAskedAt: Instant | null = null;
  const stop = new AbortController();
  const covering = cover(
    {
      clock: systemClock,
      chance: systemChance,
      store: {
        ...store,
        feeds: {
          ...store.feeds,
          due: async (now) => {
            const records = await store.feeds.due(now);
            for (const { url, nextPollAt } of records) dueAt.set(url, nextPollAt);
            return records;
          },
        },
      },
      web: {
        fetch: (asked) => {
          // All are due at once when a program starts; what falls due meanwhile, when a minute begins, waits behind them.
          const now = systemClock.now();
          const due = dueAt.get(asked.url) ?? 0;
          if (wanted.has(asked.url) && allAskedAt !== null && due > allAskedAt) lags.push(now - due);
          if (unasked.delete(asked.url) && unasked.size === 0) allAskedAt = now;
          return door.fetch(asked);
        },
        close: () => door.close(),
      },
      journal: () => undefined,
      connections: new Map(),
      events: new Map([[event.id, event]]),
      worker: 'bench',
    },
    stop.signal,
  );
  let mostMiB = 0;
  for (const until = performance.now() + watched; performance.now() < until; await wait(100))
    mostMiB = Math.max(mostMiB, rssMiB());
  stop.abort();
  await covering;
  await door.close();
  await store.close();
  return { p99: lags.toSorted((a, b) => a - b)[Math.ceil(lags.length * 0.99) - 1] ?? Number.NaN, mostMiB };
}

const slowLoris: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' });
  const drip = setInterval(() => response.write('<'), second);
  response.on('close', () => clearInterval(drip));
};

const largeBody: RequestListener = (_, response) => {
  response.end(
    `<rss version="2.0"><channel>${'<item><title>a</title></item>'.repeat(700_000)}</channel></rss>`,
  );
};

const redirectLoop: RequestListener = ({ url }, response) => {
  response.writeHead(302, { location: `${url}x` }).end();
};

/** Author brackets, which feedsmith takes a quarter of a minute to make nothing of. */
const parserBomb: RequestListener = (_, response) => {
  const item = `<item><title>a</title><author>${'('.repeat(100_000)}</author></item>`;
  response.end(`<rss version="2.0"><channel><title>C</title>${item}</channel></rss>`);
};

/**
 * Each has a port of its own, as strangers have hosts of their own. Its first answer is a feed: it shows its teeth in the
 * round that is measured, and not before, when it would be at rest from then on.
 */
async function listen(answer: RequestListener): Promise<{ url: string; close(): void }> {
  let isKnown = false;
  const server = createServer((request, response) => {
    if (isKnown) return answer(request, response);
    isKnown = true;
    response.end('<rss version="2.0"><channel><title>C</title><item><title>a</title></item></channel></rss>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}/feed`, close };
}
