import { type Failure, messageOf } from '../base/failure.ts';

/** What ails the database, where a query failed for that and not for a bug; null for everything else. */
export function storeTrouble(thrown: unknown): Failure<'store-full' | 'store-lost'> | null {
  if (!(thrown instanceof Error)) return null;
  const detail = messageOf(thrown);
  const { code } = thrown as NodeJS.ErrnoException;
  if ('errcode' in thrown && typeof thrown.errcode === 'number') {
    const primary = thrown.errcode & 0xff;
    return primary === sqliteFull || primary === sqliteIo
      ? { code: 'store-full', subject: 'the store', detail }
      : null;
  }
  if (code === '53100') return { code: 'store-full', subject: 'the store', detail };
  const isLost = /^(08|57P)/.test(code ?? '') || isConnectionLost(thrown);
  return isLost ? { code: 'store-lost', subject: 'the store', detail } : null;
}

/** A full disk is told as SQLITE_FULL, or as SQLITE_IOERR by a file system that notices late. */
const sqliteFull = 13;
const sqliteIo = 10;

/** As pg words it: its own errors for a lost connection have no code. */
function isConnectionLost({ message, cause }: Error): boolean {
  if (/Connection terminated|connection error|timeout exceeded when trying to connect|ECONNRE/i.test(message))
    return true;
  return cause instanceof Error && isConnectionLost(cause);
}
