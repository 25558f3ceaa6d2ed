import type { Clock } from '../base/clock.ts';
import { type Instant, minute } from '../base/instant.ts';
import { type Budget, type BudgetKeeper, type BudgetRule, budgetAt, type Cost } from './budget.ts';

/** What a thread will spend of its account's budgets, and how to learn what is left to threads under way. */
export interface Foreseen {
  readonly costs: readonly Cost[];
  readonly reserved: () => Promise<readonly Cost[]>;
}

/** When a thread may begin that is to go out without a break; null: now. */
export type LookAhead = (foreseen: Foreseen) => Promise<Instant | null>;

/**
 * Looks ahead for an account on a server with these rules. A reading by which little is spent is good for a while: what
 * others spend meanwhile may break one thread, and each request still asks for itself.
 */
export function openLookAhead(
  rules: readonly BudgetRule[],
  { accountId, clock, keeper }: { accountId: string; clock: Clock; keeper: BudgetKeeper },
): LookAhead {
  let plentyUntil: Instant = 0;
  return async ({ costs, reserved }) => {
    const now = clock.now();
    if (now < plentyUntil) return null;
    const kept = await keeper.standing(accountId);
    const isPlenty = kept.every(({ capacity, spent }) => spent <= capacity / 2);
    if (isPlenty) plentyUntil = now + minute;
    return beginsAt(rules, { kept, costs, reserved: await reserved(), now });
  };
}

/** For accounts whose spending nobody counts. */
export const unlimited: LookAhead = async () => null;

/**
 * A thread begins where the budgets carry it to its end beside what those under way still owe, else when they are renewed.
 * What is longer than a whole window begins at once, since it has to break anyway.
 */
export function beginsAt(
  rules: readonly BudgetRule[],
  {
    kept,
    costs,
    reserved,
    now,
  }: {
    readonly kept: readonly Budget[];
    readonly costs: readonly Cost[];
    readonly reserved: readonly Cost[];
    readonly now: Instant;
  },
): Instant | null {
  const renewals = rules.flatMap((rule) => {
    const { name } = rule;
    const budget = budgetAt(rule, { kept: kept.find((one) => one.name === name) ?? null, now });
    const needed = pointsOf(name, costs);
    if (needed === 0 || needed > budget.capacity) return [];
    const isCarried = budget.spent + needed + pointsOf(name, reserved) <= budget.capacity;
    return isCarried ? [] : [budget.renewsAt];
  });
  return renewals.length > 0 ? Math.max(...renewals) : null;
}

function pointsOf(name: string, costs: readonly Cost[]): number {
  return costs.reduce((sum, cost) => (cost.name === name ? sum + cost.points : sum), 0);
}
