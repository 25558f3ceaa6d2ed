import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { failed, type Result, success } from '../base/failure.ts';
import { readStoreAddress, type StoreAddress } from './address.ts';
import { migrate } from './migrate.ts';
import { openSqliteMemory } from './open-sqlite.ts';
import { assembleStore, openPlace } from './open-store.ts';
import { noLock, placeOf, reachTables, refuseNewer, type StoreFailure } from './place.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** A private copy in memory of what the store holds now: whatever is done to it, the store stays as it was. */
export async function openDryRunCopy(databaseUrl: string): Promise<Result<Store, StoreFailure>> {
  const address = readStoreAddress(databaseUrl);
  if (!address.ok) return address;
  return address.value.engine === 'postgres' ? copyPostgres(address.value) : copySqlite(address.value);
}

function copySqlite({
  path,
}: Extract<StoreAddress, { engine: 'sqlite' }>): Promise<Result<Store, StoreFailure>> {
  const image = () => (path !== null && existsSync(path) ? readImage(path) : undefined);
  return openPlace(
    {
      subject: path ?? 'memory',
      connect: async () => openSqliteMemory(image()),
      lock: () => success(noLock),
    },
    { exclusive: false },
  );
}

/** The whole file as of now, with what its write-ahead log holds. */
function readImage(path: string): Uint8Array {
  const image = readAtRest(path) ?? readInUse(path);
  // Bytes 18 and 19 of the header say 2 for a write-ahead log, which memory can't have, and 1 for none
  // (sqlite.org/fileformat2.html, 1.3.3, checked 2026-11).
  return image.fill(1, 18, 20);
}

/**
 * A file that nobody has open is read as it lies: SQLite, opened only to read, would leave a log beside it that it may not
 * take away. Null when a log is there, before or after, for then the file alone is not the whole.
 */
function readAtRest(path: string): Uint8Array | null {
  if (existsSync(`${path}-wal`)) return null;
  const image = readFileSync(path);
  return existsSync(`${path}-wal`) ? null : image;
}

function readInUse(path: string): Uint8Array {
  const source = new DatabaseSync(path, { readOnly: true });
  try {
    return source.serialize();
  } finally {
    source.close();
  }
}

async function copyPostgres(
  address: Extract<StoreAddress, { engine: 'postgres' }>,
): Promise<Result<Store, StoreFailure>> {
  const place = placeOf(address);
  const reached = await reachTables(place);
  if (!reached.ok) return reached;
  const { db, age } = reached.value;
  try {
    if (age.state === 'newer') return refuseNewer(place.subject, age);
    if (age.state === 'behind') return failed({ code: 'store-behind', subject: place.subject });
    const copy = openSqliteMemory();
    await migrate(copy);
    if (age.state === 'current')
      await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((snapshot) => copyRows(snapshot, copy));
    return success(assembleStore(copy, noLock));
  } finally {
    await db.destroy();
  }
}

/** Copies every row into the empty tables of `to`. Both must have this program's tables. */
async function copyRows(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  for (const { table, key } of inOrderOfReference) await copyTable({ from, to }, { table, key });
}

async function copyTable(
  { from, to }: { from: Kysely<Tables>; to: Kysely<Tables> },
  { table, key }: (typeof inOrderOfReference)[number],
): Promise<void> {
  const order = sql.join(key.map((column) => sql.ref(column)));
  for (let copied = 0; ; copied += rowsPerPage) {
    const page = sql<Tables[typeof table]>`
      select * from ${sql.table(table)} order by ${order} limit ${rowsPerPage} offset ${copied}`;
    const { rows } = await page.execute(from);
    if (rows.length > 0) await to.insertInto(table).values(rows).execute();
    if (rows.length < rowsPerPage) return;
  }
}

/** Few, since rows of media hold whole pictures. */
const rowsPerPage = 100;

/** Every table with its primary key, what is referred to first. */
export const inOrderOfReference: readonly {
  readonly table: keyof Tables;
  readonly key: readonly string[];
}[] = [
  { table: 'feeds', key: ['event_id', 'url'] },
  { table: 'subscriptions', key: ['feed_url'] },
  { table: 'stories', key: ['id'] },
  { table: 'aliases', key: ['event_id', 'digest'] },
  { table: 'revisions', key: ['story_id', 'revision'] },
  { table: 'deliveries', key: ['id'] },
  { table: 'parts', key: ['delivery_id', 'part_index'] },
  { table: 'moments', key: ['event_id', 'account_id', 'key'] },
  { table: 'media', key: ['hash'] },
  { table: 'media_needs', key: ['delivery_id', 'part_index', 'hash'] },
  { table: 'accounts', key: ['id'] },
];
