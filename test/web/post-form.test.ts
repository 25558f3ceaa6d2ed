import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createWeb } from '../../src/web/create-web.ts';
import { serveOnLoopback } from './loopback-server.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

/** A server that redirects to what its path says after the status, as in "/307/there", and notes each form it gets. */
async function serving() {
  const forms: string[] = [];
  const server = await serveOnLoopback((request, response) => {
    let form = '';
    request.setEncoding('utf8').on('data', (text) => {
      form += text;
    });
    request.on('end', () => {
      forms.push(`${request.method} ${request.url} ${request.headers['content-type']} ${form}`);
      const [, status, target] = /^\/(\d{3})(.*)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
      response.writeHead(Number(status ?? 202), target ? { location: target } : {}).end('thanks');
    });
  });
  const web = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [server.host] });
  opened.push(web, server);
  const post = (path: string) => web.post({ url: `${server.origin}${path}`, fields: { 'a.b': 'ö &=' } });
  return { forms, post, web };
}

const sent = 'application/x-www-form-urlencoded a.b=%C3%B6+%26%3D';

describe('a form', () => {
  it('is sent as it is, and any 2xx is an answer', async () => {
    const { forms, post } = await serving();
    expect(await post('/hub')).toMatchObject({ state: 'fetched', redirects: [] });
    expect(forms).toEqual([`POST /hub ${sent}`]);
  });

  it.each([307, 308])('is sent again where a %i leads', async (status) => {
    const { forms, post } = await serving();
    expect(await post(`/${status}/there`)).toMatchObject({ state: 'fetched' });
    expect(forms).toEqual([`POST /${status}/there ${sent}`, `POST /there ${sent}`]);
  });

  it.each([301, 302, 303])('is not turned into a question by a %i', async (status) => {
    const { forms, post } = await serving();
    expect(await post(`/${status}/there`)).toMatchObject({ state: 'failed', httpStatus: status });
    expect(forms).toHaveLength(1);
  });

  it('goes to public addresses only, by itself or by a redirect', async () => {
    const { post, web } = await serving();
    const refused = { state: 'failed', failure: { code: 'address-not-allowed' } };
    expect(await web.post({ url: 'http://10.0.0.1/', fields: {} })).toMatchObject(refused);
    expect(await post(`/307${encodeURIComponent('http://[::1]/hub')}`)).toMatchObject(refused);
  });
});
