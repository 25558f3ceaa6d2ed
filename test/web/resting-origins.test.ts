import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { createVirtualClock, systemClock } from '../../src/base/clock.ts';
import { parseInstant, second } from '../../src/base/instant.ts';
import { createWeb } from '../../src/web/create-web.ts';
import { serveOnLoopback } from './loopback-server.ts';

const startsAt = parseInstant('2022-04-01T09:00:00Z') ?? 0;
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

it('a server that could not be reached is left alone for half a minute', async () => {
  const gone = await serveOnLoopback(() => undefined);
  await gone.close();
  const clock = createVirtualClock(startsAt);
  const { fetch } = doorTo(gone.host, { clock });
  expect(await fetch('/1')).toMatchObject({ failure: { code: 'connection-failed' } });

  const back = createServer((_, response) => response.end('back'));
  await new Promise<void>((resolve) => back.listen(Number(gone.host.split(':')[1]), '127.0.0.1', resolve));
  opened.push({ close: async () => void back.close() });
  clock.advanceTo(startsAt + 29 * second);
  expect(await fetch('/2')).toMatchObject({
    failure: { code: 'connection-failed', subject: `${gone.origin}/2` },
  });
  clock.advanceTo(startsAt + 30 * second);
  expect(await fetch('/2')).toMatchObject({ state: 'fetched' });
});

it('a server that never answers costs one deadline, not one for each page', async () => {
  const server = await serveOnLoopback(() => undefined);
  opened.push(server);
  const { fetch } = doorTo(server.host, { timeoutSeconds: 0.3 });
  expect(await fetch('/1')).toMatchObject({ failure: { code: 'timed-out' } });
  expect(await fetch('/2')).toMatchObject({ failure: { code: 'timed-out' } });
  expect(server.requests.map(({ url }) => url)).toEqual(['/1']);
});

it('a page that waited its deadline away behind others does not count against their server', async () => {
  const server = await serveOnLoopback(({ url }, response) => {
    if (url !== '/late') setTimeout(() => response.end('page'), url === '/slow' ? 500 : 0);
  });
  opened.push(server);
  const { fetch } = doorTo(server.host);
  const [slow, late] = await Promise.all([fetch('/slow'), fetch('/late', 3)]);
  expect([slow, late]).toMatchObject([{ state: 'fetched' }, { failure: { code: 'timed-out' } }]);
  expect(await fetch('/quick')).toMatchObject({ state: 'fetched' });
});

it('a connection that broke off is tried again', async () => {
  const server = await serveOnLoopback(({ url, socket }, response) => {
    if (url === '/broken') socket.destroy();
    else response.end('page');
  });
  opened.push(server);
  const { fetch } = doorTo(server.host);
  expect(await fetch('/broken')).toMatchObject({ failure: { code: 'connection-failed' } });
  expect(await fetch('/whole')).toMatchObject({ state: 'fetched' });
});

function doorTo(host: string, { clock = systemClock, timeoutSeconds = 30 } = {}) {
  const web = createWeb({ clock, userAgent: 'Rapporteur/test', allowedHosts: [host] });
  opened.push(web);
  return {
    fetch: (path: string, within = timeoutSeconds) =>
      web.fetch({ url: `http://${host}${path}`, accept: 'page', timeoutSeconds: within }),
  };
}
