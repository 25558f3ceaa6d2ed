import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../../src/store/open-postgres.ts';
import type { Tables } from '../../src/store/tables.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

let server: TestPostgres;
let db: Kysely<Tables>;
let other: Kysely<Tables>;
beforeAll(async () => {
  server = await startPostgres();
});
beforeEach(async () => {
  const address = await server.createDatabase();
  db = await openPostgres(address);
  other = await openPostgres(address);
});
afterEach(async () => {
  await db.destroy();
  await other.destroy();
});
afterAll(() => server.stop());

/** The texts that the one connection of `db` keeps planned. */
async function named(): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
  return rows.map(({ statement }) => statement);
}

async function often(send: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < 5; time += 1) await send();
}

test('what is sent often is planned once, and what is sent once is not kept', async () => {
  await sql`select ${'once'}::text`.execute(db);
  await often(() => sql`select ${'often'}::text as word`.execute(db));
  expect(await named()).toEqual(['select $1::text as word']);
});

test('a connection keeps no more than a hundred statements, however many are sent', async () => {
  for (let length = 1; length <= 150; length += 1) {
    const list = sql.join(Array.from({ length }, (_, n) => sql`${n}::int`));
    await often(() => sql`select 1 in (${list})`.execute(db));
  }
  expect(await named()).toHaveLength(100);
});

test('after a lost connection the same statements work, and are planned anew', async () => {
  const send = () => sql`select ${'often'}::text as word`.execute(db);
  await often(send);
  await server.dropConnections();
  await expect.poll(() => send().catch(() => null)).toMatchObject({ rows: [{ word: 'often' }] });
  expect(await named()).toEqual(['select $1::text as word']);
});

test('a table that another release changes under it costs a statement one failure, not the program its work', async () => {
  await sql`create table fruit (name text)`.execute(db);
  const send = () => sql`select * from fruit where name <> ${'pear'}`.execute(db);
  await often(send);
  await sql`alter table fruit add column colour text`.execute(other);
  await expect(send()).rejects.toThrow(/cached plan/);
  expect(await send()).toMatchObject({ rows: [] });
});
