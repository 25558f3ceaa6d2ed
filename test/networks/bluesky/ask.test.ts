import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPdsClient } from '../../../src/networks/bluesky/pds-client.ts';
import { aLogin, depsInMemory } from './account.ts';

let server: Server | null = null;

afterEach(stopListening);

async function listen(answer: RequestListener): Promise<AddressInfo> {
  const listening = createServer(answer).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  server = listening;
  return listening.address() as AddressInfo;
}

async function stopListening(): Promise<void> {
  if (!server?.listening) return;
  server.closeAllConnections();
  await once(server.close(), 'close');
}

/** Asks a server that answers every request as `answer` does. */
async function askServer(answer: RequestListener) {
  const { port } = await listen(answer);
  return askAt(`http://127.0.0.1:${port}`);
}

async function askAt(serviceUrl: string) {
  const client = createPdsClient(aLogin({ serviceUrl }), depsInMemory().sessions);
  const answer = await client.resolveHandle('newsdesk.test');
  return answer.ok ? answer.value : answer.failure;
}

describe('a call to a server', () => {
  it('that nobody listens for was not sent', async () => {
    const { port } = await listen(() => {});
    await stopListening();
    expect(await askAt(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'not-sent' });
  });

  it('that is cut off got no answer', async () => {
    const refusal = await askServer((request) => request.socket.destroy());
    expect(refusal).toMatchObject({ kind: 'no-answer' });
  });

  it('that is answered with something else than its method promises got no answer', async () => {
    const refusal = await askServer((_, response) => response.end('<html>Welcome to the hotel</html>'));
    expect(refusal).toMatchObject({ kind: 'no-answer' });
  });

  it('that is refused carries the name of the error and the headers', async () => {
    const refusal = await askServer((_, response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'ratelimit-reset': '1795000000' });
      response.end('{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}');
    });
    expect(refusal).toMatchObject({
      kind: 'answered',
      httpStatus: 429,
      error: 'RateLimitExceeded',
      headers: { 'ratelimit-reset': '1795000000' },
    });
  });

  it.each([400, 401, 404])(
    'is not taken to be refused by a gateway that answers %i in HTML',
    async (status) => {
      const refusal = await askServer((_, response) => {
        response.writeHead(status, { 'content-type': 'text/html' }).end('<html>No</html>');
      });
      expect(refusal).toMatchObject({ kind: 'answered', httpStatus: 502, error: 'NotXrpc' });
    },
  );

  it('hears of a rate limit from a gateway too', async () => {
    const refusal = await askServer((_, response) => {
      response
        .writeHead(429, { 'content-type': 'text/html', 'retry-after': '60' })
        .end('<html>Slower</html>');
    });
    expect(refusal).toMatchObject({ httpStatus: 429, headers: { 'retry-after': '60' } });
  });
});
