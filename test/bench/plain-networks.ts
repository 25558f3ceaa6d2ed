// The networks of the replicas bench: Mastodon and a PDS at one address, whose accounts are told apart by their tokens. They
// store and answer as the doubles do, but look for no mistake in a request and play no tricks, since whatever they cost is
// taken from the processors that the replicas are measured on. Told "count", they say how many posts stand on each account.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { createSeededChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { AccountLogin } from '../../src/networks/network.ts';
import { didOf } from '../durability/doubles/pds.ts';
import { Repository, type Write } from '../durability/doubles/repository.ts';
import { Sessions } from '../durability/doubles/sessions.ts';
import { accountEntity, instanceEntity, statusEntity } from '../networks/mastodon/double/entities.ts';
import { World } from '../networks/mastodon/double/world.ts';

/** How many accounts there are on each network, and how many milliseconds an answer takes, at least and at most. */
export interface PlainNetworks {
  readonly mastodons: number;
  readonly pdses: number;
  readonly latency: readonly [least: number, most: number];
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: string;
}

interface Served {
  answer(asked: Asked): Promise<unknown>;
  count(): number;
}

const { mastodons, pdses, latency }: PlainNetworks = JSON.parse(process.argv[2] ?? '');
const [least, most] = latency;
const chance = createSeededChance(1);
const served = new Map<string, Served>();
const sessionsByDid = new Map<string, unknown>();
const logins: Omit<AccountLogin, 'serviceUrl'>[] = [];
let origin = '';

for (let number = 1; number <= mastodons; number += 1) {
  const accountId = `m${number}`;
  const secret = `token-of-${accountId}`;
  logins.push({ accountId, network: 'mastodon', handle: '', secret });
  served.set(secret, openMastodon());
}
for (let number = 1; number <= pdses; number += 1) {
  // A DID has no letters beyond these.
  const accountId = `b${number.toString(6).replaceAll('0', 'o').replaceAll('1', 'i')}`;
  const did = didOf(accountId);
  const secret = `password-of-${accountId}`;
  logins.push({ accountId, network: 'bluesky', handle: did, secret });
  const sessions = new Sessions({ did, handle: `${accountId}.test`, password: secret });
  const tokens = sessions.create({ password: secret });
  if (!('accessJwt' in tokens)) throw new Error(tokens.message);
  served.set(tokens.accessJwt, openPds(did));
  sessionsByDid.set(did, tokens);
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const wait = least + (most - least) * chance.fraction();
    setTimeout(() => void respond(request, response, body), wait);
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const accounts: readonly AccountLogin[] = logins.map((login) => ({ ...login, serviceUrl: origin }));
process.stdout.write(`${JSON.stringify(accounts)}\n`);
for await (const _ of createInterface(process.stdin)) {
  const counts = [...served.values()].map((one) => one.count());
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}
process.exit();

async function respond(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const [path = ''] = url.split('?', 1);
  const key = headers['idempotency-key']?.toString() ?? null;
  const token = headers.authorization?.replace('Bearer ', '') ?? '';
  const json = await (served.get(token)?.answer({ method, path, key, body }) ??
    answerAnybody({ path, body }));
  const text = JSON.stringify(json ?? {});
  response.writeHead(json ? 200 : 404, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function answerAnybody({ path, body }: Pick<Asked, 'path' | 'body'>): unknown {
  if (path.startsWith('/api/')) return instanceEntity(origin);
  if (path.endsWith('createSession')) return sessionsByDid.get(JSON.parse(body).identifier);
  return { did: 'did:web:localhost', availableUserDomains: [] };
}

function openMastodon(): Served {
  const world = new World(systemClock);
  return {
    count: () => world.all().length,
    answer: async ({ method, path, key, body }) => {
      if (method === 'POST') {
        const status = world.create(JSON.parse(body), { key, mischief: null });
        return 'error' in status ? null : statusEntity(status, origin);
      }
      if (path.endsWith('/instance')) return instanceEntity(origin);
      if (path.endsWith('/verify_credentials')) return accountEntity(origin);
      if (path.includes('/accounts/')) return [];
      const found = world.find(path.slice(path.lastIndexOf('/') + 1));
      return found && statusEntity(found, origin);
    },
  };
}

function openPds(did: string): Served {
  const repository = new Repository(did, systemClock);
  return {
    count: () => repository.all().length,
    answer: async ({ path, body }) => {
      switch (path.slice(path.lastIndexOf('.') + 1)) {
        case 'getRecord':
          return repository.profile;
        case 'listRecords':
          return { records: [] };
        case 'applyWrites':
          return commit(repository, JSON.parse(body).writes);
        default:
          return {};
      }
    },
  };
}

async function commit(repository: Repository, writes: readonly Write[]): Promise<unknown> {
  const created = await repository.create(writes);
  if ('error' in created) return null;
  const $type = 'com.atproto.repo.applyWrites#createResult';
  return { results: created.map(({ uri, cid }) => ({ $type, uri, cid, validationStatus: 'valid' })) };
}
