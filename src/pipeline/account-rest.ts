import { type Instant, minute } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { PipelineDeps } from './deps.ts';

/** Tells whether an account may work now; a locked-out one rests between checks of its credentials. */
export interface AccountRest {
  mayWork(connection: Connection): Promise<boolean>;
}

const betweenChecks = 10 * minute;

/** Keeps the times of the next checks in this process only: a restart checks at once, which costs one request. */
export function watchAccounts(deps: PipelineDeps): AccountRest {
  const nextCheckAt = new Map<string, Instant>();
  return {
    mayWork: async (connection) => {
      const { accountId } = connection;
      const standing = await deps.store.accounts.standing(accountId);
      if (standing.state === 'open') return true;
      const now = deps.clock.now();
      if (now < (nextCheckAt.get(accountId) ?? 0)) return false;
      nextCheckAt.set(accountId, now + betweenChecks);
      const checked = await connection.verifyAccount();
      if (!checked.ok) return false;
      await deps.store.accounts.open(accountId);
      deps.journal({ kind: 'account-open', accountId });
      return true;
    },
  };
}
