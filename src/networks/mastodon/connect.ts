import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { connectThrough } from './connect-through.ts';
import { createMastoClient } from './masto-client.ts';

/** Connects an account on a Mastodon server, or on one that speaks its API. Asks nothing of the server before it must. */
export function connectMastodon(login: AccountLogin, deps: ConnectionDeps): Connection {
  const client = createMastoClient({ serviceUrl: login.serviceUrl, accessToken: login.secret ?? '' });
  return connectThrough(client, { login, deps });
}
