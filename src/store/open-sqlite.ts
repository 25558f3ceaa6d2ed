import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createNodeSqliteDialect } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/** Opens a SQLite file, made when absent, so that what is committed survives power loss; throws when it can't. */
export function openSqliteFile(path: string): Kysely<Tables> {
  mkdirSync(dirname(path), { recursive: true });
  // Made here and not by SQLite, for the mode: it holds the accounts' sessions.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: busyTimeoutMilliseconds });
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full');
    database.exec(`pragma wal_autocheckpoint = ${pagesPerCheckpoint}`);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return overSqlite(database);
}

/** Opens a store that is gone when it is closed, empty or with the content of `image` (a serialised SQLite file). */
export function openSqliteMemory(image?: Uint8Array): Kysely<Tables> {
  const database = new DatabaseSync(':memory:');
  if (image) database.deserialize(image);
  return overSqlite(database);
}

/** Foreign keys are checked by default in node:sqlite. */
function overSqlite(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
}

/**
 * 16 MB of log, four times SQLite's default. A poll's aliases lie all over their index, so polls write the same pages
 * again and again, and between two checkpoints each page is carried into the file once. A larger log would make the one
 * checkpoint, during which nothing else runs, longer.
 */
const pagesPerCheckpoint = 4000;

/** `status` and other commands write beside a running program; each waits this long for the other's transaction. */
const busyTimeoutMilliseconds = 5000;
