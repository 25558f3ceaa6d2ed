import { systemClock } from '../base/clock.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { AccountLogin, Connection, ConnectionDeps, SessionKeeper } from '../networks/network.ts';
import type { Journal } from '../observability/journal.ts';
import { createWeb } from '../web/create-web.ts';
import type { FormDoor, Web } from '../web/web.ts';
import { versionOf } from './version.ts';

/** Says who asks, and, where RAPPORTEUR_CONTACT gives an address, whom a publisher can turn to. */
export function userAgentOf(env: NodeJS.ProcessEnv): string {
  // A header takes no letters beyond Latin-1, and nothing could be fetched with one.
  const contact = env.RAPPORTEUR_CONTACT?.trim().replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
  return `Rapporteur/${versionOf()} (conference coverage bot${contact ? `; ${contact}` : ''})`;
}

/** The door to the web for commands that run on the machine's clock. `RAPPORTEUR_ALLOW_HOSTS` opens named hosts. */
export function openWeb(env: NodeJS.ProcessEnv): Web & FormDoor {
  const allowedHosts = (env.RAPPORTEUR_ALLOW_HOSTS ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
  return createWeb({ clock: systemClock, userAgent: userAgentOf(env), allowedHosts });
}

/** One connection per login; a login without a secret gets a stand-in that obeys its network's limits. */
export async function connectAccounts(
  logins: readonly AccountLogin[],
  deps: ConnectionDeps,
): Promise<ReadonlyMap<string, Connection>> {
  const connections = await Promise.all(logins.map((login) => connectAccount(login, deps)));
  return new Map(connections.map((connection) => [connection.accountId, connection]));
}

/** The same logins without their secrets: what a rehearsal uses, so that it can't publish. */
export function withoutSecrets(logins: readonly AccountLogin[]): readonly AccountLogin[] {
  return logins.map(withoutSecret);
}

/** The same login as a stand-in's. */
export function withoutSecret(login: AccountLogin): AccountLogin {
  return { ...login, secret: null };
}

/** Sends each entry to all of `journals`. */
export function fanOut(journals: readonly Journal[]): Journal {
  return (entry) => {
    for (const journal of journals) journal(entry);
  };
}

/** Events by id, as the pipeline wants them. */
export function byId(events: readonly CoverageEvent[]): ReadonlyMap<string, CoverageEvent> {
  return new Map(events.map((event) => [event.id, event]));
}

/** The connection of one login, or its stand-in where it has no secret. */
// Imported one by one: a stand-in must not wait for a network's client to load.
export async function connectAccount(login: AccountLogin, deps: ConnectionDeps): Promise<Connection> {
  switch (login.network) {
    case 'mastodon':
      if (login.secret === null)
        return (await import('../networks/mastodon/stand-in.ts')).standInForMastodon(login, deps);
      return (await import('../networks/mastodon/connect.ts')).connectMastodon(login, deps);
    case 'bluesky':
      if (login.secret === null)
        return (await import('../networks/bluesky/stand-in.ts')).standInForBluesky(login, deps);
      return (await import('../networks/bluesky/connect.ts')).connectBluesky(login, deps);
  }
}

/** For commands that store nothing: every session is a new one. */
export const forgetfulSessions: SessionKeeper = {
  load: async () => null,
  save: async () => undefined,
};
