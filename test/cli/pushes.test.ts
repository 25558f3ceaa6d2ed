import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { formatInstant } from '../../src/base/instant.ts';
import { readCallbackPlace } from '../../src/cli/wire-websub.ts';
import { startHub } from '../feed/websub/running-hub.ts';
import { startDouble } from '../networks/mastodon/running-double.ts';
import { aFeed, anItem, aPage } from '../pipeline/newsroom.ts';
import { findFreePort } from '../web/free-port.ts';
import { serveOnLoopback } from '../web/loopback-server.ts';
import { planHarbourDays } from './harbour-days.ts';
import { rapporteur, startRapporteur } from './program.ts';

const run = ['run', 'event.yaml'];
const headline = 'Harbour pier opens to the public';

describe('`run` with a callback for hubs', () => {
  it('publishes what is pushed, and `status` tells who pushes without telling the secrets', async () => {
    const { hub, double, place, site, publish } = await aPushedNewsroom();
    const program = startRapporteur(run, place);
    await program.says(/pushes .* until/);
    publish();
    await hub.publish(site.feedUrl);
    await program.says(/the thread is complete/);
    expect((await double.posts())[0]?.text).toContain(headline);

    const { stdout } = await rapporteur(['status'], place);
    expect(stdout).toContain(`pushed by ${hub.address} until`);
    const asked = (await hub.events()).find(({ kind }) => kind === 'asked');
    const secret = (asked?.kind === 'asked' && asked.form['hub.secret']) || 'none';
    const json = (await rapporteur(['status', '--json'], place)).stdout;
    expect(JSON.parse(json).subscriptions).toMatchObject([{ feedUrl: site.feedUrl, state: 'active' }]);
    const { exitCode, ...said } = await program.end('SIGTERM');
    expect(exitCode).toBe(0);
    expect(json + said.stdout + said.stderr).not.toContain(secret);
  });

  it('asks no hub in a dry run', async () => {
    const { hub, place } = await aPushedNewsroom();
    const program = startRapporteur([...run, '--dry-run'], place);
    await program.says(/Read .*: 0 items/);
    await program.end('SIGTERM');
    expect(await hub.events()).toEqual([]);
  });

  it('does not start when its port is taken, and says so', async () => {
    const { place } = await aPushedNewsroom();
    const taken = await serveOnLoopback((_, response) => response.end());
    onTestFinished(() => taken.close());
    const env = { ...place.env, WEBSUB_LISTEN: taken.host };
    const { exitCode, stderr } = await rapporteur(run, { ...place, env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`WEBSUB_LISTEN=${taken.host} can’t be listened on`);
  });
});

describe('where hubs reach the program', () => {
  const callback = 'https://public.example/websub';

  it.each([
    [{}, null],
    [{ WEBSUB_CALLBACK: callback }, { callbackBase: callback, host: '127.0.0.1', port: 8380 }],
    [
      { WEBSUB_CALLBACK: callback, WEBSUB_LISTEN: '9000' },
      { host: '127.0.0.1', port: 9000 },
    ],
    [
      { WEBSUB_CALLBACK: callback, WEBSUB_LISTEN: '0.0.0.0:9000' },
      { host: '0.0.0.0', port: 9000 },
    ],
    [
      { WEBSUB_CALLBACK: callback, WEBSUB_LISTEN: '[::1]:9000' },
      { host: '::1', port: 9000 },
    ],
  ])('is read from %o', (env, place) => {
    const read = readCallbackPlace(env);
    expect(read).toMatchObject({ ok: true, value: place });
  });

  it.each([
    [{ WEBSUB_LISTEN: '9000' }, 'callback-not-valid'],
    [{ WEBSUB_CALLBACK: 'public.example/websub' }, 'callback-not-valid'],
    [{ WEBSUB_CALLBACK: `${callback}?a=b` }, 'callback-not-valid'],
    [{ WEBSUB_CALLBACK: callback, WEBSUB_LISTEN: 'here' }, 'callback-place-not-valid'],
    [{ WEBSUB_CALLBACK: callback, WEBSUB_LISTEN: '127.0.0.1:70000' }, 'callback-place-not-valid'],
  ])('is not what %o says', (env, code) => {
    expect(readCallbackPlace(env)).toMatchObject({ ok: false, failure: { code } });
  });
});

/** Today's event over one feed, which is read once and then only when it is pushed. */
async function aPushedNewsroom() {
  const [hub, double] = await Promise.all([startHub(), startDouble(['--no-budgets'])]);
  onTestFinished(async () => void (await Promise.all([hub.stop(), double.stop()])));
  let isOut = false;
  const server = await serveOnLoopback((request, response) => {
    if (request.url !== '/feed') {
      response.setHeader('content-type', 'text/html');
      return void response.end(aPage({ title: headline, paragraphs: [`${headline} in the morning.`] }));
    }
    response.setHeader('link', `<${hub.address}>; rel="hub", <${feedUrl}>; rel="self"`);
    response.end(aFeed(isOut ? [anItem({ slug: 'pier', title: headline, summary: headline })] : []));
  });
  onTestFinished(() => server.close());
  const feedUrl = `${server.origin}/feed`;
  const place = await planHarbourDays({
    feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [server.host, hub.host],
  });
  const file = join(place.cwd, 'event.yaml');
  const today = formatInstant(systemClock.now()).slice(0, 10);
  const event = (await readFile(file, 'utf8'))
    .replace('2022-04-01 to 2022-04-03', `${today} to ${today}`)
    .replace(/^poll:.*$/m, 'poll: { during: "0 0 29 2 *", otherwise: never }');
  await writeFile(file, event);
  const listen = `127.0.0.1:${await findFreePort()}`;
  const env = { ...place.env, WEBSUB_LISTEN: listen, WEBSUB_CALLBACK: `http://${listen}/websub` };
  return {
    hub,
    double,
    site: { feedUrl },
    place: { ...place, env },
    publish: () => {
      isOut = true;
    },
  };
}
