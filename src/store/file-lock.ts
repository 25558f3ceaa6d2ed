import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { type Failure, failed, type Result, success } from '../base/failure.ts';

/** The sole right to run on a SQLite file; it ends with the process at the latest. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock that lies beside the store, or says which process holds it. The lock is the operating system's own, on
 * a tiny database, so a killed process leaves nothing stale; only the name of its last holder stays to be read.
 */
export function lockFile(path: string): Result<FileLock, Failure<'store-locked'>> {
  const lock = new DatabaseSync(`${path}-lock`, { timeout: 250 });
  try {
    lock.exec(`begin exclusive; create table if not exists holder (name text); delete from holder`);
    lock.prepare('insert into holder values (?)').run(`process ${process.pid} on ${hostname()}`);
    // Between these two another may slip in: then the second fails, and that one is the holder.
    lock.exec('commit; begin immediate');
    return success({ release: () => lock.close() });
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown;
    const detail = readHolder(lock);
    lock.close();
    return failed({ code: 'store-locked', subject: path, ...(detail && { detail }) });
  }
}

function readHolder(lock: DatabaseSync): string | null {
  try {
    if (lock.isTransaction) lock.exec('rollback');
    const holder = lock.prepare('select name from holder').get();
    return holder ? String(holder.name) : null;
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown;
    return null;
  }
}

/** SQLITE_BUSY and its extended codes. */
function isBusy(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'errcode' in thrown &&
    typeof thrown.errcode === 'number' &&
    (thrown.errcode & 0xff) === 5
  );
}
