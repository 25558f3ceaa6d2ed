import { hour, type Instant, minute } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { PipelineDeps } from './deps.ts';
import { findGateFailure } from './go-live.ts';
import { wantsRest } from './owed-threads.ts';

/** Tells whether an account may work now; a locked-out one rests between checks of its credentials. */
export interface AccountRest {
  mayWork(connection: Connection): Promise<boolean>;
}

/**
 * The longer an account has rested, the longer until its next check, and one replica checks for all of them: servers count
 * logins with a wrong password.
 */
const betweenChecks = { least: 10 * minute, most: hour };

/**
 * A restart checks at once, which costs one request, since somebody may have set a new secret. Each connection is checked
 * once before its first post, for only an account that says that it is automated may work. Where its server can't be
 * asked, the post will meet the same trouble, and tell of it.
 */
export function watchAccounts(deps: PipelineDeps): AccountRest {
  const { accounts } = deps.store;
  const nextLookAt = new Map<string, Instant>();
  const cleared = new WeakSet<Connection>();
  const checkedHere = new Set<string>();
  const mayCheck = async (accountId: string, since: Instant) => {
    const now = deps.clock.now();
    const pause = Math.min(Math.max((now - since) / 4, betweenChecks.least), betweenChecks.most);
    const isOurs = await accounts.claimCheck(accountId, { now, nextCheckAt: Math.round(now + pause) });
    const isFirst = !checkedHere.has(accountId);
    checkedHere.add(accountId);
    return isOurs || isFirst;
  };
  const mayLook = (accountId: string) => {
    const now = deps.clock.now();
    if (now < (nextLookAt.get(accountId) ?? 0)) return false;
    nextLookAt.set(accountId, now + minute);
    return true;
  };
  return {
    mayWork: async (connection) => {
      const { accountId } = connection;
      const standing = await accounts.standing(accountId);
      const isOpen = standing.state === 'open';
      if (isOpen && (cleared.has(connection) || !mayLook(accountId))) return true;
      if (!isOpen && !(await mayCheck(accountId, standing.since))) return false;
      const failure = await findGateFailure(connection);
      if (failure && !isOpen) return false;
      if (failure && failure.code !== 'not-marked-as-bot' && !wantsRest(failure)) return true;
      if (failure) {
        const now = deps.clock.now();
        await accounts.lockOut(accountId, { since: now, failure });
        await mayCheck(accountId, now);
        deps.journal({ kind: 'account-locked-out', accountId, failure });
        return false;
      }
      cleared.add(connection);
      if (isOpen) return true;
      await accounts.open(accountId);
      deps.journal({ kind: 'account-open', accountId });
      return true;
    },
  };
}
