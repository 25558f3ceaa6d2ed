import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { root } from './child.ts';
import { median, type Row } from './measure.ts';
import { openSite, type Site } from './one-feed-site.ts';

// An event takes twenty threads an hour, and the first run is not counted.
const [newItems, runs] = [5, 3];

/**
 * The whole program beside Debian's feed2toot, in turn, each with a 50-item feed and a Mastodon double of its own: wall and
 * CPU for each post, from the second run on. Ours stays up between polls, feed2toot is started anew, as each is meant to be
 * used; what ours takes while it waits for the next minute is counted.
 */
export async function measureBesideFeed2toot(): Promise<readonly Row[]> {
  if (spawnSync('feed2toot', ['--version']).error) {
    process.stderr.write('feed2toot is not installed (apt-get install feed2toot); its rows are left out\n');
    return [];
  }
  const settings = await Promise.all([openSetting(), openSetting()]);
  const [ours, theirs] = [await startOurs(settings[0]), await prepareFeed2toot(settings[1])];
  try {
    const measured: { readonly ours: Run; readonly theirs: Run }[] = [];
    for (let run = 0; run <= runs; run += 1)
      measured.push({ ours: await ours.run(), theirs: await theirs() });
    const later = measured.slice(1);
    const row = (name: string, of: 'wall' | 'cpu'): Row => ({
      name: `a 50-item feed with ${newItems} new ones to Mastodon: ${name} for each post`,
      value: median(later.map((run) => run.ours[of])),
      unit: 'ms',
      floor: { name: 'feed2toot', value: median(later.map((run) => run.theirs[of])) },
      rssMiB: Math.max(...later.map((run) => run.ours.rssMiB)),
    });
    return [row('wall', 'wall'), row('CPU', 'cpu')];
  } finally {
    ours.stop();
    for (const setting of settings) await setting.close();
  }
}

/** For each post, in milliseconds. */
interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly rssMiB: number;
}

/** What one of the two programs works with. */
interface Setting {
  readonly folder: string;
  readonly double: RunningDouble;
  readonly site: Site;
  close(): Promise<void>;
}

async function openSetting(): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const double = await startDouble(['--no-budgets']);
  const site = await openSite();
  return {
    folder,
    double,
    site,
    close: async () => {
      site.close();
      await double.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function prepareFeed2toot({ folder, double, site }: Setting): Promise<() => Promise<Run>> {
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
  return async () => {
    // Nobody asks until feed2toot is started below.
    void site.report(newItems);
    const posted = (await double.posts()).length + newItems;
    const startedAt = performance.now();
    const { times, complaints } = await runToEnd(call);
    const wall = performance.now() - startedAt;
    const seen = (await double.posts()).length;
    if (seen !== posted) throw new Error(`feed2toot posted ${seen} of ${posted}: ${complaints}`);
    return { wall: wall / newItems, cpu: cpuOf(times) / newItems, rssMiB: 0 };
  };
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

async function startOurs({ folder, double, site }: Setting) {
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
  await Promise.race([site.askedAgain(), endedEarly]);
  // What the first reading brings is background; news begins after it.
  await wait(5000);
  let counted = cpuUsedBy(child.pid);
  return {
    run: async (): Promise<Run> => {
      const posted = (await double.posts()).length + newItems;
      const startedAt = await Promise.race([site.report(newItems), endedEarly]);
      while ((await double.posts()).length < posted) await wait(5);
      const wall = performance.now() - startedAt;
      await wait(500);
      const before = counted;
      counted = cpuUsedBy(child.pid);
      return {
        wall: wall / newItems,
        cpu: (counted - before) / newItems,
        rssMiB: memoryOf(child.pid),
      };
    },
    stop: () => void child.kill(),
  };
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
