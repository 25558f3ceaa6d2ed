import type { Clock } from '../base/clock.ts';
import { type Instant, type Milliseconds, second } from '../base/instant.ts';
import { type AnswerHeaders, heededAdvice, isNonsense, readAdvice } from './advice.ts';

/** How much of something a server lets an account do within a stretch of time. */
export interface BudgetRule {
  readonly name: string;
  readonly capacity: number;
  readonly within: Milliseconds;
  /** `epoch`: all accounts' windows end together, at whole multiples of it. `first-use`: it runs from the first spending. */
  readonly aligned: 'epoch' | 'first-use';
}

/** What an account has spent of a budget until it is renewed. */
export interface Budget {
  readonly name: string;
  readonly capacity: number;
  readonly spent: number;
  readonly renewsAt: Instant;
}

/** So many points of the budget with this name. */
export interface Cost {
  readonly name: string;
  readonly points: number;
}

/** What accounts have spent, shared by all replicas: what one spends, the others don't have. */
export interface BudgetKeeper {
  /** Spends all costs or, where one exceeds its budget, none. `standing` are the budgets concerned, as they are then. */
  spend(spending: {
    accountId: string;
    rules: readonly BudgetRule[];
    costs: readonly Cost[];
    now: Instant;
  }): Promise<{ readonly until: Instant | null; readonly standing: readonly Budget[] }>;
  /** The budgets of which the account has spent something, as they were kept; some of them may be renewed by now. */
  standing(accountId: string): Promise<readonly Budget[]>;
  /** Puts what a server says in the place of our own count. */
  correct(accountId: string, budgets: readonly Budget[]): Promise<void>;
}

/** One account's way to its server: each request asks, and each answer's headers correct the count. */
export interface Gate {
  /** Null when the request may go out; else from when on. */
  enter(
    costs: readonly Cost[],
  ): Promise<{ readonly until: Instant | null; readonly standing: readonly Budget[] }>;
  heed(answer: {
    readonly httpStatus: number;
    readonly headers: Headers | AnswerHeaders;
    readonly standing: readonly Budget[];
  }): Promise<void>;
}

/** The gate of an account on a server with these rules. */
export function openGate(
  rules: readonly BudgetRule[],
  { accountId, clock, keeper }: { accountId: string; clock: Clock; keeper: BudgetKeeper },
): Gate {
  return {
    enter: (costs) => keeper.spend({ accountId, rules, costs, now: clock.now() }),
    heed: async ({ httpStatus, headers, standing }) => {
      const said = readBudget(headers, clock.now());
      const corrected = correctBudgets(rules, {
        standing,
        said,
        isSpent: httpStatus === 429,
        now: clock.now(),
      });
      if (corrected.length > 0) await keeper.correct(accountId, corrected);
    },
  };
}

/** A gate that lets everything through and counts nothing. */
export const openDoor: Gate = {
  enter: async () => ({ until: null, standing: [] }),
  heed: async () => {},
};

/** A budget as it stands at `now`: whole again once it was renewed. */
export function budgetAt(rule: BudgetRule, { kept, now }: { kept: Budget | null; now: Instant }): Budget {
  if (kept && kept.renewsAt > now) return kept;
  const { name, capacity, within } = rule;
  const renewsAt = rule.aligned === 'epoch' ? (Math.floor(now / within) + 1) * within : now + within;
  return { name, capacity: kept?.capacity ?? capacity, spent: 0, renewsAt };
}

/** What a server's headers say of the budget of which it has least left. */
export interface SaidBudget {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly renewsAt: Instant | null;
  readonly within: Milliseconds | null;
}

/** Reads Mastodon's and Bluesky's headers: ISO times, Unix seconds and stretches of seconds, Retry-After in both forms. */
export function readBudget(headers: Headers | AnswerHeaders, now: Instant): SaidBudget {
  const header = (name: string) =>
    (headers instanceof Headers ? headers.get(name) : headers[name])?.trim() ?? '';
  const either = (name: string) => header(`x-ratelimit-${name}`) || header(`ratelimit-${name}`);
  const seconds = /;\s*w=(\d{1,9})/.exec(header('ratelimit-policy'))?.[1];
  return {
    limit: readCount(either('limit')),
    remaining: readCount(either('remaining')),
    renewsAt: readAdvice(either('reset'), now) ?? readAdvice(header('retry-after'), now),
    within: seconds === undefined ? null : Number(seconds) * second,
  };
}

/**
 * The budgets that a server sees otherwise than we do. It names none, so that one is meant whose window it has or, without
 * one, whose window ends when it says; what nobody can mean (a limit of nothing, an end past the window) is cut or ignored.
 */
export function correctBudgets(
  rules: readonly BudgetRule[],
  seen: { standing: readonly Budget[]; said: SaidBudget; isSpent: boolean; now: Instant },
): readonly Budget[] {
  const { standing, said, isSpent, now } = seen;
  const meant = meantBudgets(rules, seen);
  const { limit, remaining, renewsAt } = said;
  return meant.flatMap(({ rule, budget }) => {
    const capacity = limit !== null && limit > 0 && limit <= mostCapacity ? limit : budget.capacity;
    const left = isSpent ? 0 : remaining === null ? null : Math.min(remaining, capacity);
    const ends = endOf(rule, { renewsAt, isSpent, now }) ?? budget.renewsAt;
    const spent = left === null ? budget.spent : capacity - left;
    const corrected = { name: budget.name, capacity, spent, renewsAt: ends };
    const isKnown =
      capacity === budget.capacity && spent === budget.spent && Math.abs(ends - budget.renewsAt) < slack;
    return isKnown || standing.length === 0 ? [] : [corrected];
  });
}

/** Nonsense stops an account for no longer than any other such word does, and moves no window that isn't spent. */
function endOf(
  { within }: BudgetRule,
  { renewsAt, isSpent, now }: { renewsAt: Instant | null; isSpent: boolean; now: Instant },
): Instant | null {
  const longestWindow = within;
  if (!isSpent && isNonsense(renewsAt, { now, longestWindow })) return null;
  return heededAdvice(renewsAt, { now, longestWindow });
}

/** Larger than any server's, and small enough for a column. */
const mostCapacity = 1_000_000;

/** Clocks differ, and headers are cut to whole seconds. */
const slack = 2 * second;

function meantBudgets(
  rules: readonly BudgetRule[],
  {
    standing,
    said,
    isSpent,
    now,
  }: { standing: readonly Budget[]; said: SaidBudget; isSpent: boolean; now: Instant },
): readonly { rule: BudgetRule; budget: Budget }[] {
  const concerned = standing.flatMap((budget) => {
    const rule = rules.find(({ name }) => name === budget.name);
    return rule ? [{ rule, budget }] : [];
  });
  const byWindow = concerned.filter(({ rule }) => rule.within === said.within);
  if (byWindow.length > 0) return byWindow;
  if (said.renewsAt === null || said.renewsAt <= now) return [];
  const ends = said.renewsAt;
  const byEnd = concerned.filter(({ budget }) => Math.abs(budget.renewsAt - ends) < slack);
  // Two windows may end together; a server tells of the limit with the least left.
  if (byEnd.length > 0) return byEnd.toSorted((one, other) => leftOf(one) - leftOf(other)).slice(0, 1);
  if (said.remaining === null && !isSpent) return [];
  // A server whose windows don't end where Mastodon's do: the shortest that can last until then.
  const byLength = concerned.toSorted((one, other) => one.rule.within - other.rule.within);
  return byLength.filter(({ rule }) => ends - now <= rule.within + slack).slice(0, 1);
}

function leftOf({ budget }: { budget: Budget }): number {
  return budget.capacity - budget.spent;
}

function readCount(text: string): number | null {
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
