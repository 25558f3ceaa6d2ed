import type { CoverageEvent } from '../coverage/event.ts';
import type { AccountLogin, Connection } from '../networks/network.ts';

/** What is covered now, for which accounts. Whoever holds these maps sees an edit at the next look. */
export interface LiveCoverage {
  /** By id. */
  readonly events: ReadonlyMap<string, CoverageEvent>;
  /** By account. */
  readonly connections: ReadonlyMap<string, Connection>;
  /** Puts another coverage in the place of this one, at a stroke. A login that stays as it was keeps its connection. */
  replace(next: Covered): Promise<void>;
  close(): Promise<void>;
}

/** Events, and the logins they publish to. */
export interface Covered {
  readonly events: readonly CoverageEvent[];
  readonly logins: readonly AccountLogin[];
}

/** Opens the coverage of `first`; `connect` gives an account its connection. */
export async function openLiveCoverage(
  first: Covered,
  connect: (login: AccountLogin) => Promise<Connection>,
): Promise<LiveCoverage> {
  const events = new Map<string, CoverageEvent>();
  const connections = new Map<string, Connection>();
  // One that is put aside may be in the middle of a post, so it is closed only at the end.
  const opened = new Map<string, Connection>();

  const connectionFor = async (login: AccountLogin): Promise<Connection> => {
    const key = JSON.stringify(login);
    const connection = opened.get(key) ?? (await connect(login));
    opened.set(key, connection);
    return connection;
  };
  const replace = async (next: Covered) => {
    const connected = await Promise.all(next.logins.map(connectionFor));
    events.clear();
    for (const event of next.events) events.set(event.id, event);
    connections.clear();
    for (const connection of connected) connections.set(connection.accountId, connection);
  };

  await replace(first);
  return {
    events,
    connections,
    replace,
    close: async () => {
      for (const connection of opened.values()) await connection.close();
    },
  };
}
