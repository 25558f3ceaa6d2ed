import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode, serve } from './child.ts';
import { type Row, timeInTurn } from './measure.ts';

const program = 'src/cli/rapporteur.mjs';

/** From nothing to help, and from nothing to one item's threads on the screen. */
export async function measureColdStart(): Promise<readonly Row[]> {
  let peak = 0;
  const bare = () => runNode(['-e', '0']);
  const help = await timeInTurn(async () => {
    peak = await runNode([program, 'preview', '--help']);
  }, bare);
  const helpPeak = peak;

  const farm = await serve('./feed-farm.ts');
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  try {
    const event = join(folder, 'event.yaml');
    await writeFile(join(folder, 'accounts.yaml'), accounts);
    await writeFile(event, eventFor(`${farm.origin}/1/1.xml`));
    const item = 'http://127.0.0.1/story/1.xml-lasting-29';
    const env = { RAPPORTEUR_ALLOW_HOSTS: new URL(farm.origin).host };
    const preview = await timeInTurn(async () => {
      peak = await runNode([program, 'preview', event, '--item', item], env);
    }, bare);
    const floor = 'node -e 0';
    return [
      {
        name: 'cold start of preview --help',
        value: help.ours,
        unit: 'ms',
        floor: { name: floor, value: help.floor },
        rssMiB: helpPeak,
      },
      {
        name: 'cold start of a one-item preview',
        value: preview.ours,
        unit: 'ms',
        floor: { name: floor, value: preview.floor },
        rssMiB: peak,
      },
    ];
  } finally {
    farm.stop();
    await rm(folder, { recursive: true });
  }
}

const accounts = `accounts:
  mastodon:
    network: mastodon
    server: https://social.example
    handle: "@desk@social.example"
    secret-from: BENCH_MASTODON_TOKEN
  bluesky:
    network: bluesky
    handle: desk.example.org
    secret-from: BENCH_BLUESKY_PASSWORD
`;

function eventFor(url: string): string {
  return `event: bench
title: Bench
zone: Europe/Berlin
dates: 2017-11-14 to 2017-11-15
language: en
tags: [Bench]
feeds:
  - url: ${url}
covers:
  any: [delegates]
poll:
  during: "*/5 * * * *"
  otherwise: "*/5 * * * *"
accounts:
  mastodon: {}
  bluesky: {}
`;
}
