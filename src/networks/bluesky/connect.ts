import { keepWithin } from '../look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { blueskyBudgets, costOfOwed } from './budgets.ts';
import { connectThrough } from './connect-through.ts';
import { createPdsClient } from './pds-client.ts';

/** Connects an account on Bluesky, or on any PDS. Nothing is asked of the server before it must be. */
export function connectBluesky(login: AccountLogin, deps: ConnectionDeps): Connection {
  const budgets = { rules: blueskyBudgets(login.serviceUrl), costOf: costOfOwed };
  const { gate, lookAhead } = keepWithin(budgets, { login, deps });
  const client = createPdsClient({ ...login, gate, clock: deps.clock }, deps.sessions);
  return connectThrough(client, { login, deps, lookAhead });
}
