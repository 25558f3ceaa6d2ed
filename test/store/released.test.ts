import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPicture, claimAt } from './builders.ts';
import { openForTest } from './engines.ts';

// One file for each version that was released, as that version made it. None is ever changed.
const fixtures = new URL('fixtures/', import.meta.url);
const versions = readdirSync(fixtures).map((file) => file.replace(/\.sql$/, ''));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-released-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(versions)('a store made by %s', (version) => {
  test('is brought up to date with all it holds, and goes on where it stopped', async () => {
    const store = await openForTest(`sqlite:${writeStore(version)}`);
    const [sent, owed] = await store.deliveries.list({});
    expect([sent?.standing.state, owed?.standing.state]).toEqual(['sent', 'ready']);
    expect(sent?.parts.map(({ receipt }) => receipt?.remoteId)).toEqual(['remote-0', 'remote-1']);
    const hall = aPicture('a hall');
    expect(Buffer.from((await store.loadMedia(hall.hash)) ?? [])).toEqual(hall.bytes);
    expect(await store.sessions.load('un-bluesky')).toBe('{"refreshJwt":"kept"}');
    expect(await claimAt(store, 6000)).toMatchObject({ id: owed?.id });
    await store.close();
  });

  test('has the same tables afterwards as a new one', async () => {
    const [old, fresh] = [writeStore(version), join(folder, 'fresh.db')];
    for (const path of [old, fresh]) await (await openForTest(`sqlite:${path}`)).close();
    expect(schemaOf(old)).toEqual(schemaOf(fresh));
  });
});

function writeStore(version: string): string {
  const path = join(folder, `${version}.db`);
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec(readFileSync(new URL(`${version}.sql`, fixtures), 'utf8'));
  database.close();
  return path;
}

function schemaOf(path: string): readonly string[] {
  const database = new DatabaseSync(path);
  const rows = database.prepare('select sql from sqlite_schema where sql is not null').all();
  database.close();
  return rows.map(({ sql }) => String(sql).replace(/\s+/g, ' ')).sort();
}
