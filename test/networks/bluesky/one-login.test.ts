import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../src/base/clock.ts';
import { second } from '../../../src/base/instant.ts';
import { asOnlyOne } from '../../../src/networks/bluesky/only-login.ts';
import { openForTest, postgresEngine } from '../../store/engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-logins-'));
const postgres = postgresEngine();
const engines = [
  { name: 'node:sqlite', address: async () => `sqlite:${join(folder, 'shared.db')}` },
  { name: 'PostgreSQL', address: () => postgres.freshAddress() },
];
const did = 'did:plc:newsdesk';
let server: Server;
let serverUrl = '';
let logins = 0;
/** Whether the server takes the password. */
let isRight = true;

beforeAll(async () => {
  await postgres.start();
  server = createServer((request, response) => {
    const answer = (httpStatus: number, json: unknown) =>
      response.writeHead(httpStatus, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    if (!request.url?.endsWith('createSession'))
      return void answer(400, { error: 'RecordNotFound', message: 'Could not locate record' });
    logins += 1;
    if (!isRight) return void answer(401, { error: 'AuthenticationRequired', message: 'Invalid password' });
    // Long enough for the others to come meanwhile.
    setTimeout(() => answer(200, { did, handle: 'newsdesk.test', accessJwt: 'a', refreshJwt: 'r' }), 300);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  logins = 0;
  isRight = true;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(engines)('replicas that are started together, on $name', ({ address }) => {
  it('log in once: the others go on with the session of the first', async () => {
    const databaseUrl = await address();
    await (await openForTest(databaseUrl)).close();
    expect(await signInTogether(databaseUrl, 3)).toEqual(Array(3).fill('signed in'));
    expect(logins).toBe(1);
    expect(await signInTogether(databaseUrl, 2)).toEqual(Array(2).fill('signed in'));
    expect(logins).toBe(1);
  });

  it('do not wait for one that was refused, or that died', async () => {
    const databaseUrl = await address();
    const store = await openForTest(databaseUrl);
    await store.sessions.save('newsdesk', null);
    isRight = false;
    expect(await signInTogether(databaseUrl, 1)).toEqual(['credentials-refused']);
    expect(await store.sessions.logins?.claim('newsdesk', { now: 1000, until: 2000 })).toBe(true);
    expect(await store.sessions.logins?.claim('newsdesk', { now: 1999, until: 3000 })).toBe(false);
    expect(await store.sessions.logins?.claim('newsdesk', { now: 2000, until: 3000 })).toBe(true);
    await store.close();
  });
});

it('a replica leaves the login to one that is long about it, and is refused by nobody', async () => {
  const clock = createVirtualClock(Date.UTC(2026, 10, 26));
  const timeout = 30 * second;
  const answer = await asOnlyOne({
    guard: { claim: async () => false, release: async () => undefined },
    login: { accountId: 'newsdesk', clock, timeout },
    enter: () => Promise.reject(new Error('another logs in')),
    findEntered: async () => null,
  });
  expect(answer).toEqual({ ok: false, failure: { kind: 'left-to-another' } });
  expect(clock.now() - Date.UTC(2026, 10, 26)).toBe(timeout);
});

/** Starts so many processes, lets all of them sign in at one moment, and tells what each says of it. */
async function signInTogether(databaseUrl: string, count: number): Promise<readonly (string | undefined)[]> {
  const program = fileURLToPath(new URL('login-child.ts', import.meta.url));
  const replicas = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [program, '--store', databaseUrl, '--server', serverUrl], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, said: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { said } of replicas) await said.next();
  for (const { child } of replicas) child.stdin.write('go\n');
  const outcomes = await Promise.all(replicas.map(async ({ said }) => (await said.next()).value));
  for (const { child } of replicas) child.stdin.end();
  return outcomes;
}
