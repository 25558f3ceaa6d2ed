import type { Milliseconds } from '../../src/base/instant.ts';
import { connectThrough as connectBlueskyThrough } from '../../src/networks/bluesky/connect-through.ts';
import { createPdsClient } from '../../src/networks/bluesky/pds-client.ts';
import { connectThrough as connectMastodonThrough } from '../../src/networks/mastodon/connect-through.ts';
import { createMastoClient } from '../../src/networks/mastodon/masto-client.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../../src/networks/network.ts';

/** The real adapter of a login's network, which waits so long, by the machine's clock, for each answer. */
export function connect(
  login: AccountLogin,
  { deps, timeout }: { deps: ConnectionDeps; timeout: Milliseconds },
): Connection {
  switch (login.network) {
    case 'mastodon': {
      const { serviceUrl, secret } = login;
      const client = createMastoClient({ serviceUrl, accessToken: secret ?? '' }, timeout);
      return connectMastodonThrough(client, { login, deps });
    }
    case 'bluesky':
      return connectBlueskyThrough(createPdsClient(login, deps.sessions, timeout), { login, deps });
  }
}
