import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { failed, type Result, success } from '../base/failure.ts';
import { readStoreAddress, type StoreAddress } from './address.ts';
import { copyRows } from './copy-rows.ts';
import { databaseAt, noLock, reachTables, refuseNewer, type StoreFailure } from './database.ts';
import { migrate } from './migrate.ts';
import { openSqliteMemory } from './open-sqlite.ts';
import { assembleStore, lockedTables, openAt } from './open-store.ts';
import type { Store } from './store.ts';

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
  return openAt(
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
  const database = databaseAt(address);
  const reached = await reachTables(database);
  if (!reached.ok) return reached;
  const { db, age } = reached.value;
  try {
    if (age.state === 'newer') return refuseNewer(database.subject, age);
    if (age.state === 'behind') return failed({ code: 'store-behind', subject: database.subject });
    const copy = openSqliteMemory();
    await migrate(copy);
    if (age.state === 'current')
      await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((snapshot) => copyRows(snapshot, copy));
    return success(assembleStore(lockedTables(copy, noLock)));
  } finally {
    await db.destroy();
  }
}
