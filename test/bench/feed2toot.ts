import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { root } from './child.ts';
import { median, type Row } from './measure.ts';

const [itemsInFeed, newItems, runs] = [50, 5, 2];

/**
 * The whole program beside Debian's feed2toot, on one 50-item feed and one Mastodon double: wall and CPU for each post,
 * from the second run on. Ours stays up between polls, feed2toot is started anew, as each is meant to be used.
 */
export async function measureBesideFeed2toot(): Promise<readonly Row[]> {
  if (spawnSync('feed2toot', ['--version']).error) {
    process.stderr.write('feed2toot is not installed (apt-get install feed2toot); its rows are left out\n');
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const double = await startDouble(['--no-budgets']);
  const site = await openSite();
  try {
    const theirs = await runFeed2toot({ folder, double, site });
    site.reset();
    await double.reset();
    const ours = await runOurs({ folder, double, site });
    const row = (name: string, of: 'wall' | 'cpu'): Row => ({
      name,
      value: median(ours.map((run) => run[of])),
      unit: 'ms',
      floor: { name: 'feed2toot', value: median(theirs.map((run) => run[of])) },
      rssMiB: Math.max(...ours.map(({ rssMiB }) => rssMiB)),
    });
    return [
      row(`a 50-item feed with ${newItems} new ones to Mastodon: wall for each post`, 'wall'),
      row(`a 50-item feed with ${newItems} new ones to Mastodon: CPU for each post`, 'cpu'),
    ];
  } finally {
    site.close();
    await double.stop();
    await rm(folder, { recursive: true });
  }
}

/** For each post, in milliseconds. */
interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly rssMiB: number;
}

interface Setting {
  readonly folder: string;
  readonly double: RunningDouble;
  readonly site: Site;
}

async function runFeed2toot({ folder, double, site }: Setting): Promise<readonly Run[]> {
  const file = (name: string) => join(folder, name);
  await writeFile(file('user.txt'), `${double.token}\n${double.address}\n`);
  await writeFile(file('client.txt'), 'id\nsecret\n');
  await writeFile(
    file('feed2toot.ini'),
    `[mastodon]
instance_url=${double.address}
user_credentials=${file('user.txt')}
client_credentials=${file('client.txt')}
[cache]
cachefile=${file('cache.db')}
[lock]
lock_file=${file('feed2toot.lock')}
[rss]
uri=${site.feedUrl}
toot={title} {link}
`,
  );
  const call = ['-c', file('feed2toot.ini')];
  await runToEnd([...call, '--populate-cache']);
  const measured: Run[] = [];
  for (let run = 0; run <= runs; run += 1) {
    // Nobody asks until feed2toot is started below.
    void site.report(newItems);
    const posted = (await double.posts()).length + newItems;
    const startedAt = performance.now();
    const { times, complaints } = await runToEnd(call);
    const wall = performance.now() - startedAt;
    const seen = (await double.posts()).length;
    if (seen !== posted) throw new Error(`feed2toot posted ${seen} of ${posted}: ${complaints}`);
    if (run > 0) measured.push({ wall: wall / newItems, cpu: cpuOf(times) / newItems, rssMiB: 0 });
  }
  return measured;
}

/** feed2toot under a shell that tells what it took; never waited for in a way that stops our own server. */
async function runToEnd(words: readonly string[]): Promise<{ times: string; complaints: string }> {
  const script = 'feed2toot "$@" >&2; times';
  const child = spawn('bash', ['-c', script, 'feed2toot', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { times: '', complaints: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    told.times += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told.complaints += text;
  });
  await once(child, 'close');
  return told;
}

/** bash's times: the shell's own in the first line, then user and system of its children, "0m0.512s 0m0.060s". */
function cpuOf(times: string): number {
  const children = times.split('\n')[1] ?? '';
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}

async function runOurs({ folder, double, site }: Setting): Promise<readonly Run[]> {
  const event = join(folder, 'event.yaml');
  await writeFile(join(folder, 'accounts.yaml'), accountsFor(double.address));
  await writeFile(event, eventFor(site.feedUrl));
  const child = spawn(process.execPath, [join(root, 'src/cli/rapporteur.mjs'), 'run', event], {
    cwd: folder,
    env: {
      ...process.env,
      BENCH_TOKEN: double.token,
      DATABASE_URL: `sqlite:${join(folder, 'ours.db')}`,
      RAPPORTEUR_ALLOW_HOSTS: `${new URL(site.feedUrl).host},${new URL(double.address).host}`,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const endedEarly = once(child, 'exit').then(() => {
    throw new Error('the program ended before it was measured');
  });
  endedEarly.catch(() => undefined);
  try {
    await Promise.race([site.askedAgain(), endedEarly]);
    // What the first reading brings is background; news begins after it.
    await wait(5000);
    const measured: Run[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const posted = (await double.posts()).length + newItems;
      const before = cpuUsedBy(child.pid);
      const asked = site.report(newItems);
      const startedAt = await Promise.race([asked, endedEarly]);
      while ((await double.posts()).length < posted) await wait(5);
      const wall = performance.now() - startedAt;
      await wait(500);
      const cpu = cpuUsedBy(child.pid) - before;
      if (run > 0) measured.push({ wall: wall / newItems, cpu: cpu / newItems, rssMiB: memoryOf(child.pid) });
    }
    return measured;
  } finally {
    child.kill();
  }
}

/** User and system time from the kernel, which counts in hundredths of a second. */
function cpuUsedBy(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

interface Site {
  readonly feedUrl: string;
  /** Puts so many items at the feed's head; resolves with when they were first asked for. */
  report(count: number): Promise<number>;
  askedAgain(): Promise<number>;
  reset(): void;
  close(): void;
}

/** One feed and its articles' pages; the same for both programs. */
async function openSite(): Promise<Site> {
  let first = 0;
  let waiting: ((at: number) => void)[] = [];
  const server = createServer((request, response) => {
    const host = `http://${request.headers.host}`;
    if (request.url !== '/feed') {
      response.setHeader('content-type', 'text/html');
      const title = `Harbour news ${request.url?.split('-')[1]}`;
      response.end(
        `<!doctype html><title>${title}</title><article><h1>${title}</h1><p>${told}</p></article>`,
      );
      return;
    }
    const askedAt = performance.now();
    for (const each of waiting.splice(0)) each(askedAt);
    response.setHeader('content-type', 'application/rss+xml');
    response.end(feedOf(host, first));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const askedAgain = () => new Promise<number>((resolve) => waiting.push(resolve));
  return {
    feedUrl: `http://127.0.0.1:${address.port}/feed`,
    report: (count) => {
      first += count;
      return askedAgain();
    },
    askedAgain,
    reset: () => {
      first = 0;
      waiting = [];
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const told =
  'The harbour master told the press on Tuesday of the ships that came in, and of those that are to come.';

function feedOf(host: string, first: number): string {
  const items = Array.from({ length: itemsInFeed }, (_, at) => itemsInFeed + first - at).map(
    (number) => `<item><title>Harbour news ${number}</title><link>${host}/story-${number}</link>
<guid isPermaLink="false">story-${number}</guid><description>${told}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>${host}/</link>
<description>News</description>${items.join('')}</channel></rss>`;
}

const accountsFor = (address: string) => `accounts:
  desk:
    network: mastodon
    server: ${address}
    handle: "@desk@social.example"
    secret-from: BENCH_TOKEN
    consent: { link: https://social.example/rules, date: 2026-11-01 }
`;

const eventFor = (feedUrl: string) => `event: bench
title: Bench
zone: Etc/UTC
dates: 2017-11-14 to 2017-11-15
language: en
feeds:
  - url: ${feedUrl}
covers:
  any: [harbour]
poll:
  otherwise: "* * * * *"
parts: [opener]
pace:
  threads-per-hour: 20
  threads-per-day: 200
  burst: 20 in 1m
  smallest-gap: 0m
accounts:
  desk: {}
`;
