import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../src/base/clock.ts';
import { parseInstant } from '../../src/base/instant.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { LookupAll } from '../../src/web/guarded-connector.ts';
import type { Web } from '../../src/web/web.ts';
import { type LoopbackServer, serveOnLoopback } from './loopback-server.ts';

const now = parseInstant('2017-11-14T17:00:00Z') ?? 0;
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

describe('an answer', () => {
  it('carries body, type, validators and headers as sent', async () => {
    const { web, url } = await serving((_, response) => {
      response.setHeader('etag', 'W/"a b"');
      response.setHeader('last-modified', 'tue, 14 nov 2017 09:00:00 gmt');
      response.setHeader('content-type', 'application/rss+xml; charset="koi8-r"');
      response.setHeader('link', ['<https://hub.org/>; rel="hub"', '<https://news.org/>; rel="self"']);
      response.end('<rss/>');
    });
    const answer = await web.fetch({ url, accept: 'feed' });
    expect(answer).toMatchObject({
      state: 'fetched',
      url,
      contentType: 'application/rss+xml; charset="koi8-r"',
      validators: { etag: 'W/"a b"', lastModified: 'tue, 14 nov 2017 09:00:00 gmt' },
      redirects: [],
    });
    expect(textOf(answer)).toBe('<rss/>');
    expect(answer.state === 'fetched' && answer.headers.link).toBe(
      '<https://hub.org/>; rel="hub", <https://news.org/>; rel="self"',
    );
  });

  it('is asked for with our name and no cookies', async () => {
    const { web, url, server } = await serving((_, response) => {
      response.setHeader('set-cookie', 'reader=1');
      response.end('<rss/>');
    });
    await web.fetch({ url, accept: 'feed' });
    await web.fetch({ url, accept: 'feed' });
    const headers = server.requests[1]?.headers;
    expect(headers).toMatchObject({ 'user-agent': userAgent, 'accept-encoding': 'gzip, br, zstd, deflate' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('if-none-match');
  });

  it('is asked for again with its validators, byte for byte', async () => {
    const etag = Buffer.from('W/"café  x"', 'utf8');
    const asked: Buffer[] = [];
    // A socket, because node:http decides for itself how header bytes become text.
    const server = createServer((socket) => {
      socket.on('data', (bytes) => {
        asked.push(bytes);
        socket.write(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\netag: '), etag]));
        socket.write('\r\nlast-modified: yesterday, or so\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const web = open(createWeb({ clock, userAgent, allowedHosts: [host] }));
    const first = await web.fetch({ url: `http://${host}/`, accept: 'feed' });
    if (first.state !== 'fetched') throw new Error(JSON.stringify(first));
    await web.fetch({ url: `http://${host}/`, accept: 'feed', validators: first.validators });
    server.close();
    expect(
      asked[1]?.includes(Buffer.concat([Buffer.from('if-none-match: '), etag, Buffer.from('\r\n')])),
    ).toBe(true);
    expect(asked[1]?.includes('if-modified-since: yesterday, or so\r\n')).toBe(true);
  });

  it('that has not changed carries no body', async () => {
    const { web, url } = await serving((_, response) => void response.writeHead(304, { age: '7' }).end());
    const validators = { etag: '"a"', lastModified: null };
    const answer = await web.fetch({ url, accept: 'feed', validators });
    expect(answer).toMatchObject({ state: 'not-modified', headers: { age: '7' } });
  });

  it('"not modified" to a question without validators is a fault of the server', async () => {
    const { web, url } = await serving((_, response) => void response.writeHead(304).end());
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({
      failure: { code: 'http-server-error', detail: 'HTTP 304' },
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['gzip, br', (body: Buffer) => brotliCompressSync(gzipSync(body))],
  ] as const)('is decompressed from %s', async (coding, compress) => {
    const { web, url } = await serving((_, response) => {
      response.setHeader('content-encoding', coding);
      response.end(compress(Buffer.from('<rss>words</rss>')));
    });
    expect(textOf(await web.fetch({ url, accept: 'feed' }))).toBe('<rss>words</rss>');
  });

  it('has its lists whole, in however many lines they come', async () => {
    const { web, url } = await serving((_, response) => {
      response.setHeader('cache-control', ['max-age=600', 'public']);
      response.setHeader('content-encoding', ['gzip', 'br']);
      response.end(brotliCompressSync(gzipSync(Buffer.from('<rss>words</rss>'))));
    });
    const answer = await web.fetch({ url, accept: 'feed' });
    expect(textOf(answer)).toBe('<rss>words</rss>');
    expect(answer).toMatchObject({ headers: { 'cache-control': 'max-age=600, public' } });
  });

  it('that is no HTTP is told by what it lacks', async () => {
    const server = createServer((socket) => void socket.end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const web = open(createWeb({ clock, userAgent, allowedHosts: [host] }));
    const answer = await web.fetch({ url: `http://${host}/`, accept: 'feed' });
    server.close();
    expect(answer).toMatchObject({
      failure: { code: 'connection-failed', detail: expect.stringMatching(/HTTP/) },
    });
  });

  it.each([
    [401, 'http-unauthorised'],
    [403, 'http-unauthorised'],
    [404, 'http-client-error'],
    [410, 'http-gone'],
    [429, 'http-too-many-requests'],
    [500, 'http-server-error'],
    [503, 'http-server-error'],
  ] as const)('with status %i fails as %s', async (status, code) => {
    const { web, url } = await serving((_, response) => void response.writeHead(status).end('<html>'));
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({
      state: 'failed',
      failure: { code, subject: url },
      httpStatus: status,
      retryAt: null,
    });
  });

  it.each([
    ['120', now + 120_000],
    ['Tue, 14 Nov 2017 18:30:00 GMT', parseInstant('2017-11-14T18:30:00Z')],
    ['soon', null],
  ])('that says Retry-After: %s names that instant', async (retryAfter, retryAt) => {
    const { web, url } = await serving((_, response) => {
      response.writeHead(503, { 'retry-after': retryAfter }).end();
    });
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({ retryAt });
  });
});

describe('redirects', () => {
  it('are followed up to five, and recorded', async () => {
    const { web, url, server } = await serving(countDown);
    const answer = await web.fetch({ url: `${url}5`, accept: 'page' });
    expect(answer).toMatchObject({ state: 'fetched', url: `${server.origin}/0` });
    expect(answer.state === 'fetched' && answer.redirects.map(({ to }) => to)).toEqual(
      [4, 3, 2, 1, 0].map((left) => `${server.origin}/${left}`),
    );
  });

  it('lead where their bytes say, in UTF-8 as browsers read them, or in Latin-1', async () => {
    const { web, url, server } = await serving(({ url: path }, response) => {
      if (path === '/') response.setHeader('location', Buffer.from('/café').toString('latin1'));
      if (path === '/caf%C3%A9') response.setHeader('location', '/th\u00e9');
      response.writeHead(path === '/th%C3%A9' ? 200 : 302).end('here');
    });
    expect(await web.fetch({ url, accept: 'page' })).toMatchObject({ url: `${server.origin}/th%C3%A9` });
  });

  it('end after five', async () => {
    const { web, url, server } = await serving(countDown);
    expect(await web.fetch({ url: `${url}6`, accept: 'page' })).toMatchObject({
      failure: { code: 'too-many-redirects' },
    });
    expect(server.requests).toHaveLength(6);
  });

  it.each([
    'http://127.0.0.2/',
    'http://[::ffff:127.0.0.1]/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
    'ftp://news.un.org/',
    '//10.0.0.1/',
  ])('to %s are refused though they started from an open host', async (target) => {
    const { web, url } = await serving(
      (_, response) => void response.writeHead(302, { location: target }).end(),
    );
    expect(await web.fetch({ url, accept: 'page' })).toMatchObject({
      state: 'failed',
      failure: { code: 'address-not-allowed' },
    });
  });

  it('carry credentials within their origin only, and never pick up others', async () => {
    const other = await serveOnLoopback((_, response) => void response.end('elsewhere'));
    opened.push(other);
    const { web, server } = await serving(
      (request, response) => {
        const away = `http://guest:guest@${other.host}/`;
        response.writeHead(302, { location: request.url === '/feed' ? '/moved' : away }).end();
      },
      { alsoOpen: [other.host] },
    );
    const answer = await web.fetch({ url: `http://desk:secret@${server.host}/feed`, accept: 'feed' });
    expect(textOf(answer)).toBe('elsewhere');
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Basic ZGVzazpzZWNyZXQ=',
      'Basic ZGVzazpzZWNyZXQ=',
    ]);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

describe('the guard', () => {
  it.each([
    ['a private address', ['10.1.2.3']],
    ['loopback beside a public address', ['93.184.216.34', '127.0.0.1']],
    ['an IPv4-mapped loopback', ['::ffff:127.0.0.1']],
    ['the cloud metadata address', ['169.254.169.254']],
  ])('refuses a name that resolves to %s', async (_, addresses) => {
    const web = open(createWeb({ clock, userAgent, lookupAll: answering(addresses) }));
    expect(await web.fetch({ url: 'http://rebound.un.org/', accept: 'page' })).toMatchObject({
      failure: { code: 'address-not-allowed', subject: 'http://rebound.un.org/' },
    });
  });

  it('opens a listener on loopback only to those whom the operator named', async () => {
    const server = await serveOnLoopback((_, response) => void response.end('inside'));
    opened.push(server);
    const shut = open(createWeb({ clock, userAgent }));
    expect(await shut.fetch({ url: server.origin, accept: 'page' })).toMatchObject({
      failure: { code: 'address-not-allowed' },
    });
    expect(server.requests).toHaveLength(0);
    const named = open(createWeb({ clock, userAgent, allowedHosts: [server.host] }));
    expect(await named.fetch({ url: server.origin, accept: 'page' })).toMatchObject({ state: 'fetched' });
  });

  it('says so when a name has no address', async () => {
    const lookupAll: LookupAll = () =>
      Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
    const web = open(createWeb({ clock, userAgent, lookupAll }));
    expect(await web.fetch({ url: 'http://nowhere.un.org/', accept: 'page' })).toMatchObject({
      failure: { code: 'name-not-found' },
    });
  });

  it('says so when nobody listens', async () => {
    const server = await serveOnLoopback(() => undefined);
    await server.close();
    const web = open(createWeb({ clock, userAgent, allowedHosts: [server.host] }));
    expect(await web.fetch({ url: server.origin, accept: 'page' })).toMatchObject({
      failure: { code: 'connection-failed', detail: 'ECONNREFUSED' },
    });
  });
});

describe('limits', () => {
  it('end a body that is longer than allowed, whatever its length said', async () => {
    const { web, url } = await serving((_, response) => {
      const chunk = Buffer.alloc(64_000, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', more);
      };
      more();
    });
    const answer = await web.fetch({ url, accept: 'feed', maxBodyBytes: 1_000_000 });
    expect(answer).toMatchObject({ failure: { code: 'body-too-large' }, httpStatus: 200 });
  });

  it('end a small body that decompresses to a long one', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { web, url } = await serving((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({ failure: { code: 'body-too-large' } });
  });

  it('a body that is compressed without a word is read as it was meant, up to the same size', async () => {
    const bodies = [gzipSync('<rss>words</rss>'), gzipSync(Buffer.alloc(20_000_000))];
    const { web, url } = await serving((_, response) => response.end(bodies.shift()));
    expect(textOf(await web.fetch({ url, accept: 'feed' }))).toBe('<rss>words</rss>');
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({ failure: { code: 'body-too-large' } });
  });

  it.each(['gzip', 'br', 'snappy', 'gzip, gzip, gzip'])('a body that is not %s is broken', async (coding) => {
    const { web, url } = await serving((_, response) => {
      response.setHeader('content-encoding', coding);
      response.end('<rss/>');
    });
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({ failure: { code: 'body-broken' } });
  });

  it('a body that stops half-way is broken', async () => {
    const { web, url } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<rss>', () => response.destroy());
    });
    expect(await web.fetch({ url, accept: 'feed' })).toMatchObject({ failure: { code: 'body-broken' } });
  });

  it.each([
    ['says nothing', () => undefined],
    ['drips', (response: ServerResponse) => drip(response)],
  ])('give up on a server that %s', async (_, stall) => {
    const { web, url } = await serving((_request, response) => stall(response));
    const answer = await web.fetch({ url, accept: 'feed', timeoutSeconds: 0.3 });
    expect(answer).toMatchObject({ failure: { code: 'timed-out', subject: url } });
  });

  it('give up in time on a server that is busy with another question', async () => {
    const { web, url } = await serving(({ url: path }, response) => {
      setTimeout(() => response.end('ok'), path === '/slow' ? 1500 : 0);
    });
    const ended: string[] = [];
    const ask = async (page: string, timeoutSeconds: number) => {
      const answer = await web.fetch({ url: `${url}${page}`, accept: 'page', timeoutSeconds });
      ended.push(`${page} ${answer.state}`);
    };
    await Promise.all([ask('slow', 20), ask('late', 0.3)]);
    await ask('later', 20);
    expect(ended).toEqual(['late failed', 'slow fetched', 'later fetched']);
  });

  it('one server is asked one thing at a time', async () => {
    let open = 0;
    let most = 0;
    const { web, url } = await serving((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('ok');
      }, 20);
    });
    await Promise.all([1, 2, 3, 4].map((page) => web.fetch({ url: `${url}${page}`, accept: 'page' })));
    expect(most).toBe(1);
  });
});

const userAgent = 'Rapporteur/test (+https://rapporteur.news)';
const clock = createVirtualClock(now);

async function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { alsoOpen = [] }: { alsoOpen?: readonly string[] } = {},
): Promise<{ web: Web; url: string; server: LoopbackServer }> {
  const server = await serveOnLoopback(answer);
  opened.push(server);
  const web = open(createWeb({ clock, userAgent, allowedHosts: [server.host, ...alsoOpen] }));
  return { web, url: `${server.origin}/`, server };
}

function open(web: Web): Web {
  opened.push(web);
  return web;
}

function answering(addresses: readonly string[]): LookupAll {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

/** "/3" redirects to "/2", and so on; "/0" is a page. */
function countDown(request: IncomingMessage, response: ServerResponse): void {
  const left = Number(request.url?.slice(1));
  if (left > 0) response.writeHead(302, { location: `/${left - 1}` });
  response.end('page');
}

function drip(response: ServerResponse): void {
  response.write('<');
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

function textOf(answer: Awaited<ReturnType<Web['fetch']>>): string {
  return answer.state === 'fetched' ? Buffer.from(answer.body).toString('utf8') : JSON.stringify(answer);
}
