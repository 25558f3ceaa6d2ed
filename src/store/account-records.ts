import type { Kysely } from 'kysely';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { SessionKeeper } from '../networks/network.ts';
import { fromJson, toJson } from './json-text.ts';
import type { AccountRecords } from './records/accounts.ts';
import type { Tables } from './tables.ts';

/** Which accounts may work. */
export function keepAccounts(db: Kysely<Tables>): AccountRecords {
  return {
    standing: async (accountId) => {
      const row = await db
        .selectFrom('accounts')
        .select(['locked_out_since', 'locked_out_failure'])
        .where('id', '=', accountId)
        .executeTakeFirst();
      if (!row || row.locked_out_since === null || row.locked_out_failure === null) return { state: 'open' };
      return {
        state: 'locked-out',
        since: row.locked_out_since,
        failure: fromJson(row.locked_out_failure),
      };
    },
    lockOut: (accountId, lockedOut) => lockOutAccount(db, { accountId, ...lockedOut }),
    open: async (accountId) => {
      await db
        .updateTable('accounts')
        .set({ locked_out_since: null, locked_out_failure: null, check_at: null })
        .where('id', '=', accountId)
        .execute();
    },
    claimCheck: async (accountId, { now, nextCheckAt }) => {
      const { numUpdatedRows } = await db
        .updateTable('accounts')
        .set({ check_at: nextCheckAt })
        .where('id', '=', accountId)
        .where('locked_out_since', 'is not', null)
        .where((account) => account.or([account('check_at', 'is', null), account('check_at', '<=', now)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

/** The networks' saved sessions, by account. */
export function keepSessions(db: Kysely<Tables>): SessionKeeper {
  return {
    load: async (accountId) => {
      const row = await db
        .selectFrom('accounts')
        .select('session')
        .where('id', '=', accountId)
        .executeTakeFirst();
      return row?.session ?? null;
    },
    save: async (accountId, session) => {
      await db
        .insertInto('accounts')
        .values({ id: accountId, session })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ session }))
        .execute();
    },
  };
}

/** Sends an account to rest; one that rests already keeps the time and reason it has. */
export async function lockOutAccount(
  db: Kysely<Tables>,
  { accountId, since, failure }: { accountId: string; since: Instant; failure: Failure },
): Promise<void> {
  const lockedOut = { locked_out_since: since, locked_out_failure: toJson(failure) };
  await db
    .insertInto('accounts')
    .values({ id: accountId, ...lockedOut })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(lockedOut).where('accounts.locked_out_since', 'is', null),
    )
    .execute();
}
