import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { inFlight, ready } from './claim.ts';
import type { AccountLoad } from './records/deliveries.ts';
import type { Tables } from './tables.ts';

/**
 * Where the work of accounts stands, in one question for all of them: every replica asks it at every tick, and mostly there
 * is nothing to do.
 */
export async function loadsAt(db: Kysely<Tables>, now: Instant): Promise<readonly AccountLoad[]> {
  const waiting = db
    .selectFrom('deliveries')
    .select(({ fn }) => ['account_id', fn.min('wakes_at').as('wakes_at'), fn.min('worker').as('worker')])
    .where('state', '=', ready)
    .where('wakes_at', '<=', now)
    .groupBy('account_id');
  const begun = db
    .selectFrom('deliveries')
    .select(['account_id', 'wakes_at', 'worker'])
    .where('state', 'in', inFlight);
  const lockedOut = db
    .selectFrom('accounts')
    .select(['id as account_id', 'locked_out_since as wakes_at', sql<null>`null`.as('worker')])
    .where('locked_out_since', 'is not', null);
  const works = await waiting.unionAll(begun).unionAll(lockedOut).execute();
  // Only what is claimed has a worker.
  return [...Map.groupBy(works, ({ account_id }) => account_id)].map(([accountId, own]) => ({
    accountId,
    isDue: own.some(({ worker, wakes_at }) => worker === null && (wakes_at ?? now) <= now),
    heldBy: own.find(({ worker }) => worker !== null)?.worker ?? null,
  }));
}
