import { setImmediate as aTurn } from 'node:timers/promises';
import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import { steadyNow } from '../base/clock.ts';
import type { Milliseconds } from '../base/instant.ts';
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

/**
 * Works that come one upon the other share a transaction, since a commit costs ten times what most of them do (checked
 * 2026-11): until a millisecond brings no more, ten are over, or sixteen are together, so that half of all polls go on
 * while the others' are stored. One that throws undoes it for all, and each is then done again by itself.
 */
function commitLazilyToFile<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const run: Shared = async (transaction) => {
    const value = await work(transaction);
    return () => resolve(value);
  };
  const batch = batches.get(db) ?? openBatch(db);
  batch.waiting.push({ run, reject });
  if (batch.waiting.length === enough) batch.commit();
  return promise;
}

const quiet: Milliseconds = 1;
const longest: Milliseconds = 10;
const enough = 16;

/** Does its work, and gives what settles it once that is committed. */
type Shared = (transaction: Transaction<Tables>) => Promise<() => void>;

interface Waiting {
  readonly run: Shared;
  readonly reject: (reason: unknown) => void;
}

interface Batch {
  readonly waiting: Waiting[];
  commit(): void;
}

/** The one batch of each database that takes more. */
const batches = new WeakMap<Kysely<Tables>, Batch>();

function openBatch(db: Kysely<Tables>): Batch {
  const waiting: Waiting[] = [];
  const endsAt = steadyNow() + longest;
  const commit = () => {
    clearTimeout(timer);
    batches.delete(db);
    void commitTogether(db, waiting);
  };
  const lookAfter = (known: number) =>
    setTimeout(() => {
      if (waiting.length === known || steadyNow() >= endsAt) commit();
      else timer = lookAfter(waiting.length);
    }, quiet);
  let timer = lookAfter(1);
  const batch = { waiting, commit };
  batches.set(db, batch);
  return batch;
}

/** One work is stored, then one goes on, in each turn of the loop: sixteen at once would keep the publishers' servers idle. */
async function commitTogether(db: Kysely<Tables>, waiting: readonly Waiting[]): Promise<void> {
  const settle: (() => void)[] = [];
  try {
    await inLazyTransaction(db, async (transaction) => {
      for (const { run } of waiting) {
        settle.push(await run(transaction));
        await aTurn();
      }
    });
  } catch (thrown) {
    const [first, ...others] = waiting;
    if (others.length === 0) return first?.reject(thrown);
    for (const each of waiting) await commitTogether(db, [each]);
    return;
  }
  for (const each of settle) {
    each();
    await aTurn();
  }
}

/** SQLite's setting is the connection's and can't change within a transaction, so nobody else may have it meanwhile. */
function inLazyTransaction<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.connection().execute(async (connection) => {
    await connection.executeQuery(withoutWaiting);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await connection.executeQuery(waitingForTheDisk);
    }
  });
}

const withoutWaiting = CompiledQuery.raw('pragma synchronous = normal');
const waitingForTheDisk = CompiledQuery.raw('pragma synchronous = full');

function commitLazilyToServer<Value>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Value>,
): Promise<Value> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local synchronous_commit = off`.execute(transaction);
    return work(transaction);
  });
}
