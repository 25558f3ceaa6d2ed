import { openDoor, openGate } from '../budget.ts';
import { openLookAhead } from '../look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { costOfOwed, mastodonBudgets } from './budgets.ts';
import { connectThrough } from './connect-through.ts';
import { createMastoClient } from './masto-client.ts';

/** Connects an account on a Mastodon server, or on one that speaks its API. Asks nothing of the server before it must. */
export function connectMastodon(login: AccountLogin, deps: ConnectionDeps): Connection {
  const { accountId, serviceUrl, secret } = login;
  const { clock, budgets: keeper } = deps;
  const gate = keeper ? openGate(mastodonBudgets, { accountId, clock, keeper }) : openDoor;
  const client = createMastoClient({ serviceUrl, accessToken: secret ?? '', gate });
  const lookAhead =
    keeper && openLookAhead({ rules: mastodonBudgets, costOf: costOfOwed }, { accountId, clock, keeper });
  return connectThrough(client, { login, deps, ...(lookAhead && { lookAhead }) });
}
