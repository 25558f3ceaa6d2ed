import { keepWithin } from '../look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { costOfOwed, mastodonBudgets } from './budgets.ts';
import { connectThrough } from './connect-through.ts';
import { createMastoClient } from './masto-client.ts';

/** Connects an account on a Mastodon server, or on one that speaks its API. Asks nothing of the server before it must. */
export function connectMastodon(login: AccountLogin, deps: ConnectionDeps): Connection {
  const { serviceUrl, secret } = login;
  const budgets = { rules: mastodonBudgets, costOf: costOfOwed };
  const { gate, lookAhead } = keepWithin(budgets, { login, deps });
  const client = createMastoClient({ serviceUrl, accessToken: secret ?? '', gate });
  return connectThrough(client, { login, deps, lookAhead });
}
