import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { Budget, BudgetKeeper } from '../../networks/budget.ts';
import type { AfterPause, Pause, PauseScope } from '../../outbox/pause.ts';

/** What people have paused; every claim asks, so that a pause holds before the next post, on every replica. */
export interface PauseRecords {
  /** False when it was paused already. */
  pause(scope: PauseScope, now: Instant): Promise<boolean>;
  /** Ends a pause and settles what waited, as one. Null when nothing of the kind was paused. */
  resume(over: {
    scope: PauseScope;
    waiting: AfterPause;
    now: Instant;
  }): Promise<{ readonly since: Instant; readonly waited: number } | null>;
  list(): Promise<readonly Pause[]>;
}

/** Which accounts may work, and for whom. */
export interface AccountRecords {
  /** Locked-out accounts rest until a credential check succeeds; others are open. */
  standing(accountId: string): Promise<AccountStanding>;
  lockOut(accountId: string, lockedOut: { since: Instant; failure: Failure }): Promise<void>;
  open(accountId: string): Promise<void>;
  /** The right to check a locked-out account's credentials now, for one replica; the next may from `nextCheckAt` on. */
  claimCheck(accountId: string, check: { now: Instant; nextCheckAt: Instant }): Promise<boolean>;
  /** Until then nobody else begins a thread of the account; one under way goes on. False while it is promised to another. */
  promise(accountId: string, promise: { to: string; now: Instant; until: Instant }): Promise<boolean>;
}

/** What accounts have spent of their servers' limits, as all replicas share it. */
export interface BudgetRecords extends BudgetKeeper {
  /** Budgets of which something is spent at `now`. */
  list(now: Instant): Promise<readonly (Budget & { readonly accountId: string })[]>;
}

type AccountStanding =
  | { readonly state: 'open' }
  | { readonly state: 'locked-out'; readonly since: Instant; readonly failure: Failure };
