import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { decideAddress } from './address.ts';
import { type AllowList, bareHost } from './destination.ts';

/** Thrown into a connection that would have gone where the program doesn't go. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** All addresses of a name. Passed in by tests, so that they can answer for names that nobody owns. */
export type LookupAll = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

/**
 * Opens connections to public addresses only: a literal is decided before, a name by every answer of its look-up, and
 * what was reached once more by the socket itself. A look-up alone would not do: Node doesn't look up literals.
 */
export function createGuardedConnector(deps: {
  allowList: AllowList;
  lookupAll: LookupAll;
}): buildConnector.connector {
  const connectAnywhere = buildConnector({ allowH2: false, lookup: unguardedLookup(deps.lookupAll) });
  const connectPublic = buildConnector({ allowH2: false, lookup: guardedLookup(deps.lookupAll) });
  return (options, callback) => {
    const port = options.port || (options.protocol === 'https:' ? '443' : '80');
    if (deps.allowList.has(options.hostname, port)) return connectAnywhere(options, callback);
    const host = bareHost(options.hostname);
    const refusal = ipaddr.isValid(host) ? refusalOf(host) : null;
    if (refusal) return callback(refusal, null);
    connectPublic(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const reached = refusalOf(socket.remoteAddress ?? '');
      if (!reached) return callback(null, socket);
      socket.destroy();
      callback(reached, null);
    });
  };
}

/** Asks the operating system, as browsers do, so that a host file counts. */
export const systemLookup: LookupAll = (hostname) => dns.promises.lookup(hostname, { all: true });

function refusalOf(address: string): AddressRefused | null {
  const decision = decideAddress(address);
  return decision.allowed ? null : new AddressRefused(`${address} (${decision.because})`);
}

/** One answer that isn't public refuses the name: a name with both is how rebinding gets past a filter. */
function guardedLookup(lookupAll: LookupAll): LookupFunction {
  return unguardedLookup(async (hostname) => {
    const answers = await lookupAll(hostname);
    for (const { address } of answers) {
      const refusal = refusalOf(address);
      if (refusal) throw refusal;
    }
    return answers;
  });
}

function unguardedLookup(lookupAll: LookupAll): LookupFunction {
  return (hostname, options, callback) => {
    lookupAll(hostname).then(
      (answers) => {
        const [first] = answers;
        if (!first) callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), []);
        else if (options.all) callback(null, [...answers]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
