import type { Kysely, Transaction } from 'kysely';
import { type Budget, budgetAt } from '../networks/budget.ts';
import { commitLazily } from './lazy-commit.ts';
import type { BudgetRecords } from './records/accounts.ts';
import type { BudgetRow } from './rows/accounts.ts';
import type { Tables } from './tables.ts';

/** What accounts have spent of their servers' limits. A power failure may forget the last of it: the next answer tells. */
export function keepBudgets(db: Kysely<Tables>): BudgetRecords {
  return {
    spend: ({ accountId, rules, costs, now }) =>
      commitLazily(db, async (transaction) => {
        const kept = (await readBudgets(transaction, accountId).forUpdate().execute()).map(asBudget);
        const standing = costs.flatMap(({ name, points }) => {
          const rule = rules.find((one) => one.name === name);
          if (!rule) return [];
          const budget = budgetAt(rule, { kept: kept.find((one) => one.name === name) ?? null, now });
          return [{ ...budget, spent: budget.spent + points }];
        });
        const exceeded = standing.filter(({ spent, capacity }) => spent > capacity);
        if (exceeded.length > 0)
          return { until: Math.max(...exceeded.map(({ renewsAt }) => renewsAt)), standing };
        await writeBudgets(transaction, { accountId, budgets: standing });
        return { until: null, standing };
      }),
    standing: async (accountId) => (await readBudgets(db, accountId).execute()).map(asBudget),
    correct: (accountId, budgets) =>
      commitLazily(db, (transaction) => writeBudgets(transaction, { accountId, budgets })),
    list: async (now) => {
      const rows = await db
        .selectFrom('budgets')
        .selectAll()
        .where('renews_at', '>', now)
        .orderBy('account_id')
        .orderBy('name')
        .execute();
      return rows.map(({ account_id: accountId, renews_at: renewsAt, ...row }) => ({
        accountId,
        ...row,
        renewsAt,
      }));
    },
  };
}

function readBudgets(db: Kysely<Tables>, accountId: string) {
  return db.selectFrom('budgets').selectAll().where('account_id', '=', accountId).orderBy('name');
}

function asBudget({ name, capacity, spent, renews_at }: BudgetRow): Budget {
  return { name, capacity, spent, renewsAt: renews_at };
}

/** In one order for everybody, so that two replicas never wait for each other. */
async function writeBudgets(
  db: Transaction<Tables>,
  { accountId, budgets }: { accountId: string; budgets: readonly Budget[] },
): Promise<void> {
  for (const { name, capacity, spent, renewsAt } of budgets.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    await db
      .insertInto('budgets')
      .values({ account_id: accountId, name, capacity, spent, renews_at: renewsAt })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'name']).doUpdateSet({ capacity, spent, renews_at: renewsAt }),
      )
      .execute();
}
