import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rapporteur, startRapporteur } from './program.ts';

// What a command loads is most of what it costs to start. Which packages those are can be told exactly, a time can't.

const cwd = mkdtempSync(join(tmpdir(), 'rapporteur-loading-'));
const spy = join(cwd, 'spy.mjs');
const told = join(cwd, 'loaded.txt');
const env = {
  DATABASE_URL: `sqlite:${join(cwd, 'store.db')}`,
  LOADING_TOKEN: 'secret',
  RAPPORTEUR_ALLOW_HOSTS: '127.0.0.1:9',
};

beforeAll(() => {
  writeFileSync(
    spy,
    `import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => (appendFileSync(${JSON.stringify(told)}, url + '\\n'), next(url, context)) });`,
  );
  writeFileSync(join(cwd, 'accounts.yaml'), accounts);
  writeFileSync(join(cwd, 'event.yaml'), event);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('a command loads no more than it needs:', () => {
  it('`--help` nothing but what writes it', async () => {
    await rapporteur(['run', '--help'], spiedOn());
    expect(packagesLoaded()).toEqual(['commander', 'picocolors']);
  });

  it('`run` for Mastodon alone neither Bluesky, JSON lines nor PostgreSQL, and no parser before there is a feed', async () => {
    const running = startRapporteur(['run', 'event.yaml', '--yes'], spiedOn());
    await running.says(/is asked again at/);
    await running.end('SIGTERM');
    const packages = packagesLoaded();
    expect(packages).toEqual(expect.arrayContaining(['kysely', 'masto', 'undici']));
    expect(packages.filter((name) => ofOthers.test(name))).toEqual([]);
  }, 60_000);

  it('`status` the store, and nothing that goes out into the world', async () => {
    await rapporteur(['status'], spiedOn());
    expect(packagesLoaded()).toEqual(['commander', 'kysely', 'picocolors']);
  });
});

const ofOthers =
  /^(@atproto\/.*|multiformats|cborg|pino|sharp|pg|prom-client|ical\.js|jsonc-parser|sax|feedsmith|rss-parser)$/;

describe('what was compiled', () => {
  it('is kept among the user’s own files', async () => {
    const caches = join(cwd, 'caches');
    await rapporteur(['--version'], { cwd, env: { XDG_CACHE_HOME: caches } });
    expect(readdirSync(join(caches, 'rapporteur'))).toHaveLength(1);
  });

  it('is not kept where nothing can be written, nor against one’s will', async () => {
    const noFolder = { XDG_CACHE_HOME: join(cwd, 'accounts.yaml') };
    expect(await rapporteur(['--version'], { cwd, env: noFolder })).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    const unwanted = { XDG_CACHE_HOME: join(cwd, 'unwanted'), NODE_DISABLE_COMPILE_CACHE: '1' };
    expect(await rapporteur(['--version'], { cwd, env: unwanted })).toMatchObject({ exitCode: 0 });
    expect(existsSync(unwanted.XDG_CACHE_HOME)).toBe(false);
  });
});

function spiedOn() {
  rmSync(told, { force: true });
  return { cwd, env: { ...env, NODE_OPTIONS: `--import=${pathToFileURL(spy).href}` } };
}

function packagesLoaded(): readonly string[] {
  const names = readFileSync(told, 'utf8').matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g);
  return [...new Set([...names].map(([, name = '']) => name))].toSorted();
}

// Nobody listens on port 9: what accounts take is loaded before they are asked.
const accounts = `accounts:
  desk:
    network: mastodon
    server: http://127.0.0.1:9
    handle: "@desk@social.example"
    secret-from: LOADING_TOKEN
    consent: { link: https://social.example/rules, date: 2026-11-01 }
`;

const event = `event: loading
title: Loading
zone: Etc/UTC
dates: 2017-11-14 to 2017-11-15
language: en
feeds:
  - url: http://127.0.0.1:9/feed
covers:
  any: [harbour]
accounts:
  desk: {}
`;
