import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { hour, type Instant, type Milliseconds, minute } from '../../../src/base/instant.ts';
import type { Lot } from '../../networks/mastodon/double/lot.ts';
import { type Reply, send } from '../../networks/mastodon/double/reply.ts';
import { Repository, type StandingRecord, type Write, type XrpcRefusal } from './repository.ts';
import { Sessions } from './sessions.ts';

/** What the double can be told to do wrong to a write, and what happens then. */
export const pdsFaults = {
  'lose-answer': 'stores the records, then closes the connection',
  'stay-silent': 'stores the records and never answers',
  'answer-500-stored': 'stores the records, then answers 500',
  'answer-swap-stored': 'stores the records, then answers InvalidSwap',
  'answer-500': 'answers 500 and stores nothing',
  'answer-502': 'a proxy in front answers 502 in HTML; nothing is stored',
  'rate-limit': 'answers 429 with Retry-After, a minute off',
  'rate-limit-reset': 'answers 429 with ratelimit-reset alone, a minute off',
  'rate-limit-absurd': 'answers 429 with a reset in the year 9999',
  'expire-token': 'answers that the access token has expired, until it is refreshed',
  'expire-both': 'answers so to the refresh token, too',
  'forget-blobs': 'has forgotten every blob that no record names',
  'take-key': 'somebody else has stored another record under the key',
} as const;

export type PdsFault = keyof typeof pdsFaults;

/** How a double of one account behaves. */
export interface PdsHabits {
  /** Its handle is this name below .test. */
  readonly name: string;
  readonly password: string;
  readonly clock?: Clock;
  readonly latency?: Milliseconds;
  readonly faults?: { readonly lot: Lot<PdsFault>; readonly kinds: readonly PdsFault[] };
}

/** A method as it was asked for. */
export interface AskedOfPds {
  readonly method: string;
  readonly at: Instant;
}

/** The running double. */
export interface Pds {
  readonly repository: Repository;
  readonly sessions: Sessions;
  /** What was asked of it, in order. */
  readonly asked: AskedOfPds[];
  /** Faults owed to the next writes. */
  readonly owed: PdsFault[];
}

/** A PDS of one account, as far as we ask one, on loopback: sessions, records and blobs as PDS 0.5.35 has them. */
export function createPds(habits: PdsHabits): { server: Server; pds: Pds } {
  const { name, password, clock = systemClock } = habits;
  const did = didOf(name);
  const pds: Pds = {
    repository: new Repository(did, clock),
    sessions: new Sessions({ did, handle: `${name}.test`, password }),
    asked: [],
    owed: [],
  };
  const server = createServer((request, response) => {
    answer(pds, request, { ...habits, clock }).then(
      (reply) => send(response, reply),
      (thrown) => {
        console.error(thrown);
        response.destroy();
      },
    );
  });
  return { server, pds };
}

/** A made-up DID of the right form, always the same for a name. */
export function didOf(name: string): string {
  return `did:plc:${name
    .replace(/[^a-z2-7]/g, '')
    .padEnd(24, 'a')
    .slice(0, 24)}`;
}

async function answer(
  pds: Pds,
  request: IncomingMessage,
  { clock, latency = 0, faults }: PdsHabits & { clock: Clock },
): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = url.pathname.replace('/xrpc/com.atproto.', '');
  const body = await readBody(request);
  if (latency > 0) await systemClock.sleep(latency);
  pds.asked.push({ method, at: clock.now() });
  const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
  const json = () => JSON.parse(body.toString());
  switch (method) {
    case 'server.describeServer':
      return said({ did: 'did:web:localhost', availableUserDomains: [], blobUploadLimit: 5_242_880 });
    case 'identity.resolveHandle':
      return said({ did: pds.repository.did });
    case 'server.createSession':
      return orRefusal(pds.sessions.create(json()));
    case 'server.refreshSession':
      return orRefusal(pds.sessions.refresh(token));
  }
  const fault = isWrite(method) ? takeFault(pds, faults) : null;
  if (fault === 'expire-token') pds.sessions.expireAccess();
  if (fault === 'expire-both') pds.sessions.expireAll();
  if (fault === 'forget-blobs') pds.repository.forgetBlobs();
  const barred = pds.sessions.refusalFor(token);
  if (barred) return refused(barred);
  if (method === 'repo.getRecord') return readRecord(pds, url.searchParams);
  if (method === 'repo.listRecords') return listRecords(pds, url.searchParams);
  if (method === 'repo.uploadBlob') {
    const cid = pds.repository.upload(body);
    const mimeType = request.headers['content-type'] ?? '';
    return said({ blob: { $type: 'blob', ref: { $link: cid }, mimeType, size: body.length } });
  }
  if (!isWrite(method))
    return refused({ httpStatus: 501, error: 'MethodNotImplemented', message: 'Method Not Implemented' });
  const early = fault && before(fault, clock);
  if (early) return early;
  const deed = await changeStanding(pds, { method, input: json() });
  if (deed) return spoil(deed, fault);
  const writes = writesOf(method, json());
  if (fault === 'take-key') await takeKeys(pds, writes);
  return spoil(await write(pds, { method, writes }), fault);
}

/** What is deleted, and the profile, which names the post that is pinned; null for what creates posts. */
async function changeStanding(
  { repository }: Pds,
  { method, input }: { method: string; input: Record<string, unknown> },
): Promise<Reply | null> {
  const { collection, rkey, record, swapRecord } = input;
  if (method === 'repo.deleteRecord') {
    repository.remove(`at://${repository.did}/${collection}/${rkey}`);
    return said({});
  }
  if (collection !== 'app.bsky.actor.profile') return null;
  const put = await repository.putProfile(record as Write['value'], (swapRecord as string | null) ?? null);
  return 'error' in put ? refused(put) : said({ uri: put.uri, cid: put.cid, validationStatus: 'valid' });
}

function takeFault({ owed }: Pds, faults: PdsHabits['faults']): PdsFault | null {
  const told = owed.shift();
  if (told) return told;
  return faults?.lot(faults.kinds) ?? null;
}

function isWrite(method: string): boolean {
  return /^repo\.(?:putRecord|applyWrites|deleteRecord)$/.test(method);
}

function writesOf(method: string, input: Record<string, unknown>): readonly Write[] {
  if (method === 'repo.applyWrites') return input.writes as readonly Write[];
  const { collection, rkey, record } = input as { collection: string; rkey: string; record: Write['value'] };
  return [{ collection, rkey, value: record }];
}

async function takeKeys({ repository }: Pds, writes: readonly Write[]): Promise<void> {
  for (const write of writes)
    await repository.create([{ ...write, value: { ...write.value, text: 'Somebody else’s' } }]);
}

async function write(
  { repository }: Pds,
  { method, writes }: { method: string; writes: readonly Write[] },
): Promise<Reply> {
  const commit = { cid: 'bafyreihffx5a2e7k5uwrmmgofbvzujc5cmw5h4espouwuxt3liqoflx3ee', rev: '3lbwmdqrs2k2a' };
  if (method === 'repo.applyWrites') {
    const created = await repository.create(writes);
    if ('error' in created) return refused(created);
    const results = created.map(({ uri, cid }) => ({
      $type: 'com.atproto.repo.applyWrites#createResult',
      uri,
      cid,
      validationStatus: 'valid',
    }));
    return said({ commit, results });
  }
  const [only] = writes;
  if (!only) throw new Error('nothing to put');
  const put = await repository.putNew(only);
  if ('error' in put) return refused(put);
  const { uri, cid } = put.record;
  return said({ uri, cid, validationStatus: 'valid', ...(put.isNew && { commit }) });
}

function readRecord({ repository }: Pds, query: URLSearchParams): Reply {
  const uri = `at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`;
  const found = uri === repository.profile.uri ? repository.profile : repository.find(uri);
  if (found) return said(found);
  return refused({ httpStatus: 400, error: 'RecordNotFound', message: `Could not locate record: ${uri}` });
}

function listRecords({ repository }: Pds, query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? 50);
  const records: readonly StandingRecord[] = repository.list({ limit, before: query.get('cursor') });
  const cursor = records.length < limit ? undefined : records.at(-1)?.uri.split('/').at(-1);
  return said({ records, ...(cursor !== undefined && { cursor }) });
}

function before(fault: PdsFault, clock: Clock): Reply | null {
  const limited = (headers: Record<string, string>): Reply => ({
    ...refused({ httpStatus: 429, error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }),
    headers,
  });
  const answers: Partial<Record<PdsFault, Reply>> = {
    'answer-500': refused(internalError),
    'answer-502': { httpStatus: 502, html: '<html><title>502 Bad Gateway</title></html>' },
    'rate-limit': limited({ 'retry-after': '60' }),
    'rate-limit-reset': limited({ 'ratelimit-reset': String(Math.ceil((clock.now() + minute) / 1000)) }),
    'rate-limit-absurd': limited({
      'ratelimit-reset': String(Math.ceil(clock.now() / 1000) + 7000 * 365 * 24 * hour),
    }),
  };
  return answers[fault] ?? null;
}

function spoil(reply: Reply, fault: PdsFault | null): Reply {
  const spoilt: Partial<Record<PdsFault, Reply>> = {
    'lose-answer': { ...reply, fate: 'lost' },
    'stay-silent': { ...reply, fate: 'silent' },
    'answer-500-stored': refused(internalError),
    'answer-swap-stored': refused({
      httpStatus: 400,
      error: 'InvalidSwap',
      message: 'Record was at another',
    }),
  };
  return (fault && spoilt[fault]) ?? reply;
}

const internalError = { httpStatus: 500, error: 'InternalServerError', message: 'Internal Server Error' };

function said(json: unknown): Reply {
  return { httpStatus: 200, json };
}

function orRefusal(given: XrpcRefusal | object): Reply {
  return 'httpStatus' in given ? refused(given) : said(given);
}

function refused({ httpStatus, error, message }: XrpcRefusal): Reply {
  return { httpStatus, json: { error, message } };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
