import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { createVirtualClock, systemClock } from '../../src/base/clock.ts';
import type { Served } from '../../src/rehearsal/archive.ts';
import { startArchiveServer } from '../../src/rehearsal/archive-server.ts';
import { openArchiveWeb } from '../../src/rehearsal/archive-web.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { Web } from '../../src/web/web.ts';

const publicOrigin = 'https://news.example.org';
const elsewhere = 'https://cdn.example.net/new?page=1&of=2';
const folder = fileURLToPath(new URL('../../src/rehearsal/archive/vancouver/', import.meta.url));
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openWebOver(serves: readonly Served[]): Promise<Web> {
  const archive = { folder, startsAt: 0, endsAt: 1, publicOrigin: null, serves };
  const { origin, close } = await startArchiveServer(archive, createVirtualClock(0));
  const door = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [new URL(origin).host] });
  const web = openArchiveWeb(door, { archive, loopbackOrigin: origin });
  closing.push(() => web.close(), close);
  return web;
}

it('names every address as the archive recorded it, also those on the way', async () => {
  const at = { at: 0, headers: {} };
  const web = await openWebOver([
    { ...at, url: `${publicOrigin}/old`, status: 301, answer: { kind: 'redirect', to: elsewhere } },
    {
      ...at,
      url: elsewhere,
      status: 200,
      answer: { kind: 'file', file: 'NOTICE', contentType: 'text/plain' },
    },
  ]);
  expect(await web.fetch({ url: `${publicOrigin}/old`, accept: 'page' })).toMatchObject({
    url: elsewhere,
    redirects: [{ httpStatus: 301, to: elsewhere }],
  });
});

it('refuses addresses that are not in the archive, so that nothing leaves the machine', async () => {
  const web = await openWebOver([]);
  expect(await web.fetch({ url: 'https://elsewhere.example.org/', accept: 'page' })).toMatchObject({
    state: 'failed',
    failure: { code: 'address-not-allowed', subject: 'https://elsewhere.example.org/' },
  });
});
