import { type Instant, minute } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { PipelineDeps } from './deps.ts';
import { findGateFailure } from './go-live.ts';
import { wantsRest } from './owed-threads.ts';

/** Tells whether an account may work now; a locked-out one rests between checks of its credentials. */
export interface AccountRest {
  mayWork(connection: Connection): Promise<boolean>;
}

const betweenChecks = 10 * minute;

/**
 * Keeps the times of the next checks in this process only: a restart checks at once, which costs one request. Each
 * connection is checked once before its first post, for only an account that says that it is automated may work. Where
 * its server can't be asked, the post will meet the same trouble, and tell of it.
 */
export function watchAccounts(deps: PipelineDeps): AccountRest {
  const nextCheckAt = new Map<string, Instant>();
  const cleared = new WeakSet<Connection>();
  return {
    mayWork: async (connection) => {
      const { accountId } = connection;
      const isOpen = (await deps.store.accounts.standing(accountId)).state === 'open';
      if (isOpen && cleared.has(connection)) return true;
      const now = deps.clock.now();
      if (now < (nextCheckAt.get(accountId) ?? 0)) return isOpen;
      nextCheckAt.set(accountId, now + (isOpen ? minute : betweenChecks));
      const failure = await findGateFailure(connection);
      if (failure && !isOpen) return false;
      if (failure && failure.code !== 'not-marked-as-bot' && !wantsRest(failure)) return true;
      if (failure) {
        nextCheckAt.set(accountId, now + betweenChecks);
        await deps.store.accounts.lockOut(accountId, { since: now, failure });
        deps.journal({ kind: 'account-locked-out', accountId, failure });
        return false;
      }
      cleared.add(connection);
      if (isOpen) return true;
      await deps.store.accounts.open(accountId);
      deps.journal({ kind: 'account-open', accountId });
      return true;
    },
  };
}
