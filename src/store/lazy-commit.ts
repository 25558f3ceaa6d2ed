import { type Kysely, sql, type Transaction } from 'kysely';
import { isSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Runs `work` in a transaction that a kill of the program can't undo but a power failure may: its commit does not wait
 * for the disk, which is most of what storing a poll costs.
 *
 * This is for what a poll can bring again: a lost poll takes its validators along, so the publisher sends everything once
 * more. It is safe beside transactions that do wait, because both engines write one log in order: whoever waits for the
 * disk waits for all that was committed before, so nothing is planned, claimed or settled whose story could still be lost.
 */
export function commitLazily<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return isSqlite(db) ? commitLazilyToFile(db, work) : commitLazilyToServer(db, work);
}

/** SQLite's setting is the connection's and can't change within a transaction, so nobody else may have it meanwhile. */
function commitLazilyToFile<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

function commitLazilyToServer<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local synchronous_commit = off`.execute(transaction);
    return work(transaction);
  });
}
