import type { Kysely } from 'kysely';
import { type Failure, failed, messageOf, type Result, success } from '../base/failure.ts';
import type { StoreAddress } from './address.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { readSchemaAge, type SchemaAge } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqliteFile, openSqliteMemory } from './open-sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Why a store can't be used. `store-locked` names the process that holds it, `store-newer` the migration this program
 * does not know, `store-behind` is an older store that a dry run must not migrate.
 */
export type StoreFailure = Failure<
  'store-address-not-valid' | 'store-unreachable' | 'store-locked' | 'store-newer' | 'store-behind'
>;

/** A database, whichever engine has it. */
export interface Database {
  /** Its name for people, without password. */
  readonly subject: string;
  connect(): Promise<Kysely<Tables>>;
  /** Ends when released: PostgreSQL arbitrates by itself, and nobody else sees memory. */
  lock(): Result<FileLock, StoreFailure>;
}

/** The lock of what needs none. */
export const noLock: FileLock = { release: () => {} };

/** The database at an address; connects only when asked to. */
export function databaseAt(address: StoreAddress): Database {
  if (address.engine === 'postgres')
    return { subject: address.shown, connect: () => openPostgres(address.url), lock: () => success(noLock) };
  const { path } = address;
  if (path === null)
    return { subject: 'memory', connect: async () => openSqliteMemory(), lock: () => success(noLock) };
  return { subject: path, connect: async () => openSqliteFile(path), lock: () => lockFile(path) };
}

/** First contact: whatever goes wrong here is the address, the server or the file, and not the program. */
export async function reachTables(
  database: Pick<Database, 'subject' | 'connect'>,
): Promise<Result<{ db: Kysely<Tables>; age: SchemaAge }, StoreFailure>> {
  try {
    const db = await database.connect();
    return success({ db, age: await readSchemaAge(db) });
  } catch (thrown) {
    return failed({ code: 'store-unreachable', subject: database.subject, detail: messageOf(thrown) });
  }
}

/** Says of a store made by a later release that this one can't use it. */
export function refuseNewer(subject: string, age: Extract<SchemaAge, { state: 'newer' }>) {
  return failed<StoreFailure>({ code: 'store-newer', subject, detail: age.migration });
}
