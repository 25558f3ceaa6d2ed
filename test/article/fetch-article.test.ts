import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchArticle } from '../../src/article/fetch-article.ts';
import { systemClock } from '../../src/base/clock.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { Web } from '../../src/web/web.ts';
import { type LoopbackServer, serveOnLoopback } from '../web/loopback-server.ts';
import { anItem, fixture } from './pages.ts';

const title = 'Harbour talks enter a second week';
const page = `<html lang="en"><head><meta charset="iso-8859-1"><title>${title}</title></head><body><article><h1>${title}</h1>
<p>Harbour talks entered a second week on Monday at the caf\u00e9 by the quay, and nobody had left the table.</p></article></body></html>`;

describe('fetching an article', () => {
  let site: LoopbackServer;
  let web: Web;
  beforeAll(async () => {
    site = await serveOnLoopback((request, response) => {
      if (request.url === '/feed/view/1')
        response.writeHead(302, { location: '/story/1-harbour?utm_source=feed' }).end();
      else if (request.url?.startsWith('/story/1-harbour'))
        response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.from(page, 'latin1'));
      else if (request.url === '/wall')
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(fixture('login-wall-with-headline.html'));
      else if (request.url === '/paper.pdf')
        response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7');
      else response.writeHead(404).end();
    });
    web = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [site.host] });
  });
  afterAll(async () => {
    await web.close();
    await site.close();
  });

  const fetchFrom = (path: string) =>
    fetchArticle(web, anItem({ link: `${site.origin}${path}`, title, summaryHtml: 'Talks go on.' }));

  it('follows the feed’s redirect form and reads the page in its own charset', async () => {
    expect(await fetchFrom('/feed/view/1')).toMatchObject({
      source: 'page',
      fellBackBecause: null,
      url: `${site.origin}/story/1-harbour`,
      lead: 'Harbour talks entered a second week on Monday at the café by the quay, and nobody had left the table.',
    });
  });

  it.each([
    ['/wall', 'login-wall'],
    ['/gone', 'http-client-error'],
    ['/paper.pdf', 'page-not-html'],
  ])('falls back to the feed’s text at %s and says %s', async (path, because) => {
    expect(await fetchFrom(path)).toMatchObject({
      source: 'feed',
      fellBackBecause: because,
      headline: title,
      lead: 'Talks go on.',
      url: `${site.origin}${path}`,
    });
  });

  it('asks nobody for an item without a link', async () => {
    const asked = site.requests.length;
    const article = await fetchArticle(web, anItem({ link: null, title }));
    expect(article.fellBackBecause).toBe('item-without-link');
    expect(site.requests).toHaveLength(asked);
  });
});
