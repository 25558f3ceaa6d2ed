import type { Clock } from '../base/clock.ts';
import { type Instant, minute } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import {
  type Budget,
  type BudgetKeeper,
  type BudgetRule,
  budgetAt,
  type Cost,
  type Gate,
  openDoor,
  openGate,
} from './budget.ts';
import type { AccountLogin, Connection, ConnectionDeps } from './network.ts';

/** Tells when a thread may begin. */
export type LookAhead = Connection['mayBegin'];

/** What the posts that a thread still owes will cost its account. */
export type CostOfOwed = (thread: Pick<Delivery, 'parts'>) => readonly Cost[];

/**
 * Looks ahead for an account on a server with these rules. A reading by which little is spent is good for a while: what
 * others spend meanwhile may break one thread, and each request still asks for itself.
 */
function openLookAhead(
  { rules, costOf }: { rules: readonly BudgetRule[]; costOf: CostOfOwed },
  { accountId, clock, keeper }: { accountId: string; clock: Clock; keeper: BudgetKeeper },
): LookAhead {
  let plentyUntil: Instant = 0;
  return async (delivery, underWay) => {
    const now = clock.now();
    if (now < plentyUntil) return null;
    const kept = await keeper.standing(accountId);
    const isPlenty = kept.every(({ capacity, spent }) => spent <= capacity / 2);
    if (isPlenty) plentyUntil = now + minute;
    const reserved = (await underWay()).flatMap(costOf);
    return beginsAt(rules, { kept, costs: costOf(delivery), reserved, now });
  };
}

/** For accounts whose spending nobody counts. */
export const unlimited: LookAhead = async () => null;

/** What keeps an account within its server's limits, where its spending is counted. */
export function keepWithin(
  budgets: { rules: readonly BudgetRule[]; costOf: CostOfOwed },
  { login: { accountId }, deps }: { login: AccountLogin; deps: ConnectionDeps },
): { readonly gate: Gate; readonly lookAhead: LookAhead } {
  const { clock, budgets: keeper } = deps;
  if (!keeper) return { gate: openDoor, lookAhead: unlimited };
  const account = { accountId, clock, keeper };
  return { gate: openGate(budgets.rules, account), lookAhead: openLookAhead(budgets, account) };
}

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
