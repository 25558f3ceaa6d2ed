import type { Kysely } from 'kysely';
import { type Result, success } from '../base/failure.ts';
import { keepAccounts, keepSessions, keepStamps } from './account-records.ts';
import { readStoreAddress } from './address.ts';
import { keepAgendas } from './agenda-records.ts';
import { keepBudgets } from './budget-records.ts';
import { countChanges } from './count-changes.ts';
import {
  type Database,
  databaseAt,
  noLock,
  reachTables,
  refuseNewer,
  type StoreFailure,
} from './database.ts';
import { keepDeliveries } from './delivery-records.ts';
import { keepEvents } from './event-records.ts';
import { keepFeeds } from './feed-records.ts';
import type { FileLock } from './file-lock.ts';
import { expireAllClaims } from './leases.ts';
import { loadMedia, sweepMedia } from './media.ts';
import { migrate, type SchemaAge } from './migrate.ts';
import { keepMoments } from './moment-records.ts';
import { readOverview } from './overview.ts';
import { keepPauses } from './pause-records.ts';
import { clockOf } from './server-clock.ts';
import type { Store } from './store.ts';
import { keepStories } from './story-records.ts';
import { keepSubscriptions } from './subscription-records.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the store at `databaseUrl`, made and migrated when need be. `exclusive` is for what covers an event: on a SQLite
 * file there is one such process at a time, on PostgreSQL as many as wanted. Others open it beside that one.
 */
export async function openStore(at: {
  readonly databaseUrl: string;
  readonly exclusive: boolean;
}): Promise<Result<Store, StoreFailure>> {
  const address = readStoreAddress(at.databaseUrl);
  return address.ok ? openAt(databaseAt(address.value), at) : address;
}

/** Opens the store that is, or is to be, in `database`. */
export async function openAt(
  database: Database,
  { exclusive }: { exclusive: boolean },
): Promise<Result<Store, StoreFailure>> {
  const opened = await openTables(database, { exclusive });
  return opened.ok ? success(assembleStore(opened.value)) : opened;
}

/** A database whose tables are this program's. */
export interface OpenTables {
  readonly db: Kysely<Tables>;
  /** Lets the database and its lock go. */
  close(): Promise<void>;
}

/** Opens the tables that are, or are to be, in `database`, and locks them when `exclusive`. */
export async function openTables(
  database: Database,
  { exclusive }: { exclusive: boolean },
): Promise<Result<OpenTables, StoreFailure>> {
  const reached = await reachTables(database);
  if (!reached.ok) return reached;
  const { db, age } = reached.value;
  const ready = await makeReady(db, { database, age, exclusive });
  if (ready.ok) return success(lockedTables(db, ready.value));
  await db.destroy();
  return ready;
}

/** Tables that are current already; `lock` is released when they are closed. */
export function lockedTables(db: Kysely<Tables>, lock: FileLock): OpenTables {
  return {
    db,
    close: async () => {
      await db.destroy();
      lock.release();
    },
  };
}

/** The store's records over open tables. */
export function assembleStore({ db, close }: OpenTables): Store {
  return {
    feeds: keepFeeds(db),
    subscriptions: keepSubscriptions(db),
    agendas: keepAgendas(db),
    stories: keepStories(db),
    moments: keepMoments(db),
    deliveries: keepDeliveries(db),
    pauses: keepPauses(db),
    accounts: keepAccounts(db),
    sessions: keepSessions(db),
    stampsOf: (accountId) => keepStamps(db, accountId),
    budgets: keepBudgets(db),
    events: keepEvents(db),
    changes: () => countChanges(db),
    overview: (of) => readOverview(db, of),
    clock: (machine) => clockOf(db, machine),
    loadMedia: (hash) => loadMedia(db, hash),
    sweepMedia: () => sweepMedia(db),
    close,
  };
}

async function makeReady(
  db: Kysely<Tables>,
  { database, age, exclusive }: { database: Database; age: SchemaAge; exclusive: boolean },
): Promise<Result<FileLock, StoreFailure>> {
  if (age.state === 'newer') return refuseNewer(database.subject, age);
  if (age.state === 'current' && !exclusive) return success(noLock);
  const locked = database.lock();
  if (!locked.ok) return locked;
  if (age.state !== 'current') await migrate(db);
  if (!exclusive) {
    locked.value.release();
    return success(noLock);
  }
  // Whoever claimed before held the lock that is ours now, and is dead: its lease need not be waited for.
  if (locked.value !== noLock) await expireAllClaims(db);
  return locked;
}
