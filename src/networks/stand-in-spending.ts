import { formatInstant } from '../base/instant.ts';
import type { BudgetRule, Cost } from './budget.ts';
import { type CostOfOwed, keepWithin } from './look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps } from './network.ts';

/** A network's budgets: its rules, and what a thread, or what one publishing works on, costs. */
export interface Spending {
  readonly rules: readonly BudgetRule[];
  readonly costOf: CostOfOwed;
  readonly costOfNext: CostOfOwed;
}

/** A stand-in that spends as its account would, so that a rehearsal shows where a server's limits hold a thread. */
export function withSpending<StandIn extends Connection>(
  standIn: StandIn,
  { rules, costOf, costOfNext }: Spending,
  { login, deps }: { login: AccountLogin; deps: ConnectionDeps },
): StandIn {
  const { gate, lookAhead } = keepWithin({ rules, costOf }, { login, deps });
  return {
    ...standIn,
    mayBegin: lookAhead,
    publish: async (delivery) => {
      const { until } = await gate.enter(joined(costOfNext(delivery)));
      if (until === null) return standIn.publish(delivery);
      const detail = `its limit is renewed at ${formatInstant(until)}`;
      return {
        state: 'later',
        failure: { code: 'budget-spent', subject: login.accountId, detail },
        retryAt: until,
      };
    },
  };
}

/** One cost for each budget: each is spent once, whole. */
function joined(costs: readonly Cost[]): readonly Cost[] {
  const points = new Map<string, number>();
  for (const cost of costs) points.set(cost.name, (points.get(cost.name) ?? 0) + cost.points);
  return [...points].map(([name, sum]) => ({ name, points: sum }));
}
