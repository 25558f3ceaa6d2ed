import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDryRunCopy } from '../../src/store/dry-run-copy.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { aDelivery, claimAt, planned } from './builders.ts';

let folder: string;
let path: string;
let databaseUrl: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-store-'));
  path = join(folder, 'new', 'store.db');
  databaseUrl = `sqlite:${path}`;
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what was stored is there when the file is opened again, and only its owner may read it', async () => {
  const store = await open({ exclusive: true });
  await planned(store, [aDelivery({ id: 'd1' })]);
  await close(store);
  expect(await (await open({ exclusive: true })).deliveries.list({})).toHaveLength(1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a second program on the same file is refused with the process that holds it', async () => {
  await open({ exclusive: true });
  expect(await openStore({ databaseUrl, exclusive: true })).toEqual({
    ok: false,
    failure: {
      code: 'store-locked',
      subject: path,
      detail: `process ${process.pid} on ${hostname()}`,
    },
  });
});

test('a closed store can be opened by the next program', async () => {
  await close(await open({ exclusive: true }));
  await open({ exclusive: true });
});

test('a killed program leaves no lock behind', async () => {
  const source = `import { openStore } from ${JSON.stringify(new URL('../../src/store/open-store.ts', import.meta.url).href)};
    await openStore({ databaseUrl: ${JSON.stringify(databaseUrl)}, exclusive: true });
    process.stdout.write('open');
    setInterval(() => {}, 1000);`;
  const program = spawn(process.execPath, ['--input-type=module', '-e', source]);
  await once(program.stdout, 'data');
  expect(await openStore({ databaseUrl, exclusive: true })).toMatchObject({
    failure: { code: 'store-locked', detail: `process ${program.pid} on ${hostname()}` },
  });
  program.kill('SIGKILL');
  await once(program, 'exit');
  await open({ exclusive: true });
});

test('what a dead program had claimed is looked for at once, not when its lease runs out', async () => {
  const dead = await open({ exclusive: true });
  await planned(dead, [aDelivery({ id: 'd1' }), aDelivery({ id: 'd2' })]);
  await dead.deliveries.claim({ accountId: 'un-mastodon', worker: 'dead', now: 4000, lease: 300_000 });
  await close(dead);
  const beside = await open({ exclusive: false });
  expect(await beside.deliveries.list({ states: ['claimed'] })).toMatchObject([{ id: 'd1' }]);
  const next = await open({ exclusive: true });
  expect(await next.deliveries.list({})).toMatchObject([
    {
      id: 'd1',
      standing: { state: 'uncertain', lookAt: 64_000, looks: 0, since: 4000 },
      lastFailure: { code: 'lease-lost', subject: 'dead' },
    },
    { id: 'd2', standing: { state: 'ready' } },
  ]);
});

test('others read and write beside the running program', async () => {
  const running = await open({ exclusive: true });
  await planned(running, [aDelivery({ id: 'd1' })]);
  const beside = await open({ exclusive: false });
  expect(await beside.deliveries.list({})).toHaveLength(1);
  await beside.sessions.save('un', '{}');
  expect(await running.sessions.load('un')).toBe('{}');
});

test('a store made by a later release is refused with the migration that is not known', async () => {
  await close(await open({ exclusive: true }));
  const database = new DatabaseSync(path);
  database.exec(
    `insert into rapporteur_migrations values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`,
  );
  database.close();
  const refused = {
    ok: false,
    failure: { code: 'store-newer', subject: path, detail: '9999-from-the-future' },
  };
  expect(await openStore({ databaseUrl, exclusive: true })).toEqual(refused);
  expect(await openDryRunCopy(databaseUrl)).toEqual(refused);
});

test('a migration that fails leaves nothing of itself', async () => {
  await close(await open({ exclusive: true }));
  const database = new DatabaseSync(path);
  database.exec('delete from rapporteur_migrations; drop table feeds; drop table accounts');
  database.close();
  await expect(openStore({ databaseUrl, exclusive: true })).rejects.toThrow('already exists');
  const after = new DatabaseSync(path);
  expect(after.prepare(`select count(*) as n from sqlite_schema where name = 'feeds'`).get()).toEqual({
    n: 0,
  });
  after.close();
});

test.each(['mysql://root@db/x', 'sqlite:', 'store.db', 'postgres://a b'])(
  'an address like %s is refused',
  async (address) => {
    expect(await openStore({ databaseUrl: address, exclusive: true })).toMatchObject({
      failure: { code: 'store-address-not-valid' },
    });
  },
);

test('a file that is no database is refused and left alone', async () => {
  path = join(folder, 'notes.txt');
  writeFileSync(path, 'Not a database, but a page of notes.'.repeat(50));
  expect(await openStore({ databaseUrl: `sqlite:${path}`, exclusive: true })).toMatchObject({
    failure: { code: 'store-unreachable', subject: path, detail: 'file is not a database' },
  });
  expect(readFileSync(path, 'utf8')).toContain('a page of notes');
});

test('a server that cannot be reached is named without its password', async () => {
  const address = 'postgres://rapporteur:se%40cret@127.0.0.1:9/store?password=se@cret';
  const refused = await openStore({ databaseUrl: address, exclusive: true });
  expect(refused).toMatchObject({
    failure: { code: 'store-unreachable', subject: 'postgres://rapporteur@127.0.0.1:9/store' },
  });
  expect(JSON.stringify(refused)).not.toMatch(/se.{1,3}cret/);
});

test('a dry run starts from what the store holds and leaves it as it was, even while it is in use', async () => {
  const running = await open({ exclusive: true });
  await planned(running, [aDelivery({ id: 'd1' })]);
  const copy = await openCopy();
  expect(await claimAt(copy, 4000)).toMatchObject({ id: 'd1' });
  expect(await running.deliveries.list({ states: ['claimed'] })).toEqual([]);
});

test('a dry run without a store starts empty and makes none', async () => {
  expect(await (await openCopy()).feeds.list()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

async function open({ exclusive }: { exclusive: boolean }): Promise<Store> {
  const result = await openStore({ databaseUrl, exclusive });
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail}`);
  opened.push(result.value);
  return result.value;
}

async function openCopy(): Promise<Store> {
  const result = await openDryRunCopy(databaseUrl);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail}`);
  opened.push(result.value);
  return result.value;
}

async function close(store: Store): Promise<void> {
  opened.splice(opened.indexOf(store), 1);
  await store.close();
}
