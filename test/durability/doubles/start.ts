// The networks of a durability test, in a process of their own: one server an account, and one port to ask what became
// public and to tell what shall go wrong. Ends when its standard input does.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSeededChance } from '../../../src/base/chance.ts';
import { drawnLot, everySecondLot, type Lot } from '../../networks/mastodon/double/lot.ts';
import type { MisbehaviourKind } from '../../networks/mastodon/double/misbehaviour.ts';
import { createDouble } from '../../networks/mastodon/double/server.ts';
import { createFastClock } from '../fast-clock.ts';
import type { Networks, PublicPost, ServerAccount, StandingPost } from './networks.ts';
import { createPds, didOf, type Pds, type PdsFault, pdsFaults } from './pds.ts';

const networks: Networks = JSON.parse(process.argv[2] ?? '');
const { pace, latency, mastodons, pdses, postFaults, writeFaults } = networks;
const clock = createFastClock(pace);
const accounts: ServerAccount[] = [];
const publicPosts = new Map<string, () => readonly PublicPost[]>();
const standing = new Map<string, () => readonly StandingPost[]>();
const pdsByAccount = new Map<string, Pds>();

for (const [index, { accountId, keyRule, budgets }] of mastodons.entries()) {
  const secret = `token-of-${accountId}`;
  const faults = { lot: lotOf<MisbehaviourKind>(index), kinds: postFaults };
  const { server, double } = createDouble(
    { token: secret, budgets: budgets ?? false },
    { clock, faults, latency },
  );
  double.world.keyRule = keyRule ?? 'honoured';
  accounts.push({ accountId, network: 'mastodon', serviceUrl: await listen(server), handle: '', secret });
  standing.set(accountId, () =>
    double.world.all().map(({ text, inReplyToId, isPinned }) => ({
      text,
      parentText: double.world.find(inReplyToId ?? '')?.text ?? null,
      isPinned,
    })),
  );
  publicPosts.set(accountId, () =>
    double.world.all().map(({ id, text, inReplyToId, createdAt }) => ({
      id,
      text,
      parent: inReplyToId,
      at: createdAt,
    })),
  );
}

for (const [index, accountId] of pdses.entries()) {
  // Named by its DID, so that nobody has to ask for it when a thread is frozen.
  const handle = didOf(accountId);
  const secret = `password-of-${accountId}`;
  const faults = { lot: lotOf<PdsFault>(1000 + index), kinds: writeFaults };
  const { server, pds } = createPds({ name: accountId, password: secret, clock, latency, faults });
  accounts.push({ accountId, network: 'bluesky', serviceUrl: await listen(server), handle, secret });
  pdsByAccount.set(accountId, pds);
  standing.set(accountId, () => standingIn(pds));
  publicPosts.set(accountId, () =>
    pds.repository.all().map(({ uri, value, at }) => ({
      at,
      id: uri,
      text: String(value.text),
      parent: (value.reply as { parent: { uri: string } } | undefined)?.parent.uri ?? null,
    })),
  );
}

function standingIn({ repository }: Pds): readonly StandingPost[] {
  const { pinnedPost } = repository.profile.value as { pinnedPost?: { uri: string } };
  return repository.list({ limit: 1000, before: null }).map(({ uri, value }) => {
    const { reply } = value as { reply?: { parent: { uri: string } } };
    const parent = repository.find(reply?.parent.uri ?? '');
    return {
      text: String(value.text),
      parentText: parent && String(parent.value.text),
      isPinned: uri === pinnedPost?.uri,
    };
  });
}

function lotOf<Kind>(place: number): Lot<Kind> {
  const { seed, share } = networks;
  if (share === 'every second') return everySecondLot();
  return drawnLot({ chance: createSeededChance(seed + place), share });
}

const control = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(obey(pathname, searchParams)));
});

/** `/public`: all that every account posted; `/standing`: what of it readers find now. The others are about one PDS, named by `account`. */
function obey(path: string, query: URLSearchParams): unknown {
  if (path === '/public')
    return Object.fromEntries([...publicPosts].map(([accountId, read]) => [accountId, read()]));
  if (path === '/standing')
    return Object.fromEntries([...standing].map(([accountId, read]) => [accountId, read()]));
  const pds = pdsByAccount.get(query.get('account') ?? '');
  if (!pds) throw new Error(`no such PDS: ${query.get('account')}`);
  switch (path) {
    case '/owe': {
      const fault = query.get('fault') ?? '';
      if (!(fault in pdsFaults)) throw new Error(`no such fault: ${fault}`);
      for (let times = Number(query.get('times')); times > 0; times -= 1) pds.owed.push(fault as PdsFault);
      return {};
    }
    case '/calm':
      pds.owed.length = 0;
      return {};
    case '/asked':
      return pds.asked.splice(0);
    case '/remove':
      pds.repository.remove(query.get('uri') ?? '');
      return {};
    case '/end-grace':
      pds.sessions.endGrace();
      return {};
    default:
      throw new Error(`no such control: ${path}`);
  }
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

console.log(JSON.stringify({ accounts, control: await listen(control) }));
process.stdin.on('end', () => process.exit()).resume();
