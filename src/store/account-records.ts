import type { Kysely } from 'kysely';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { SessionKeeper, StampKeeper } from '../networks/network.ts';
import { fromJson, toJson } from './json-text.ts';
import { commitLazily } from './lazy-commit.ts';
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
    promise: async (accountId, { to, now, until }) => {
      const promised = { promised_to: to, promised_until: until };
      const kept = await db
        .insertInto('accounts')
        .values({ id: accountId, ...promised })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(promised)
            .where((account) =>
              account.or([
                account('accounts.promised_until', 'is', null),
                account('accounts.promised_until', '<=', now),
                account('accounts.promised_to', '=', to),
              ]),
            ),
        )
        .returning('id')
        .executeTakeFirst();
      return kept !== undefined;
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
    logins: {
      claim: async (accountId, { now, until }) => {
        const claimed = await db
          .insertInto('accounts')
          .values({ id: accountId, login_until: until })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet({ login_until: until })
              .where((account) =>
                account.or([
                  account('accounts.login_until', 'is', null),
                  account('accounts.login_until', '<=', now),
                ]),
              ),
          )
          .returning('id')
          .executeTakeFirst();
        return claimed !== undefined;
      },
      release: async (accountId) => {
        await db.updateTable('accounts').set({ login_until: null }).where('id', '=', accountId).execute();
      },
    },
  };
}

/**
 * The stamps of an account's record keys, taken in one statement, so that no two replicas take the same. A power failure
 * forgets only those whose parts it forgets too, which are stored after them.
 */
export function keepStamps(db: Kysely<Tables>, accountId: string): StampKeeper {
  return {
    raise: ({ from, to }) =>
      commitLazily(db, async (transaction) => {
        const { last_stamp } = await transaction
          .insertInto('accounts')
          .values({ id: accountId, last_stamp: to })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((account) => ({
              last_stamp: account
                .case()
                .when('accounts.last_stamp', '>=', from)
                .then(account('accounts.last_stamp', '+', 1 + to - from))
                .else(to)
                .end(),
            })),
          )
          .returning('last_stamp')
          .executeTakeFirstOrThrow();
        return (last_stamp ?? to) - to + from;
      }),
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
