import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { runFeedCommand } from '../../src/cli/feed-command.ts';
import { createWeb } from '../../src/web/create-web.ts';
import { serveOnLoopback } from '../web/loopback-server.ts';
import { fixture, rssWith } from './feed-text.ts';

const file = fileURLToPath(new URL('fixtures/newsroom-padded-titles.rss.xml', import.meta.url));
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

describe('`feed --json`', () => {
  it('prints one line for each feed, file or address, in the shape of the documentation', async () => {
    const { origin, run } = await serving();
    const { exitCode, lines } = await run([file, `${origin}/good`], { json: true });
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(2);
    expect(first).toMatchObject({ file, ok: true });
    expect(Object.keys(first)).toEqual(['file', 'ok', 'feed', 'items']);
    expect(first.feed).toEqual({
      title: 'Newsroom – Peace & Security',
      link: 'https://newsroom.example.org/en/',
      description: 'What happened & why',
      author: null,
      updatedAt: '2017-11-14T12:00:00.000Z',
    });
    expect(first.items[0]).toEqual({
      id: 'https://newsroom.example.org/feed/view/en/story/2017/11/1',
      link: 'https://newsroom.example.org/feed/view/en/story/2017/11/1',
      title: '‘We need helicopters’, says force commander',
      author: null,
      publishedAt: '2017-11-14T12:00:00.000Z',
      summaryHtml: 'The commander spoke to ministers&nbsp;on <b>Tuesday</b>.',
      contentHtml: null,
      enclosures: [{ url: 'https://media.example.org/1/Photo+1.jpg', type: 'image/jpeg', bytes: 55204 }],
      categories: ['Peacekeeping', 'Women & peace'],
    });
    expect(second).toEqual({ ...first, file: `${origin}/good` });
  });

  it('says what is wrong with each bad feed, and reads the others', async () => {
    const { origin, run } = await serving();
    const sources = ['html', 'empty', 'cut', 'huge', 'bomb', 'slow', 'gone', 'koi8', 'good'];
    const { exitCode, lines } = await run(
      [...sources.map((name) => `${origin}/${name}`), '/no/such/file.xml', 'http://10.0.0.1/feed'],
      { json: true },
    );
    const read = lines.map((line) => JSON.parse(line));
    expect(exitCode).toBe(1);
    expect(read.map(({ ok }) => ok)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(read.filter(({ ok }) => !ok).every(({ error }) => error.length > 20)).toBe(true);
    expect(read[0].error).toContain('is a web page, not a feed');
    expect(read[7].items[0].title).toBe('Привет');
    expect(read[8].items).toHaveLength(2);
  });
});

describe('`feed`', () => {
  it('prints a listing for people', async () => {
    const { run } = await serving();
    const { lines } = await run([file], { json: false });
    expect(lines.slice(0, 6)).toEqual([
      'Newsroom – Peace & Security · 2 items · en',
      file,
      '',
      '  ‘We need helicopters’, says force commander',
      '    2017-11-14T12:00:00.000Z · 1 picture · Peacekeeping, Women & peace',
      '    https://newsroom.example.org/feed/view/en/story/2017/11/1',
    ]);
    expect(lines).toContain('    no date');
  });
});

describe('a feed in a file', () => {
  it('keeps its relative links as they are written, for nobody knows what they are relative to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-'));
    opened.push({ close: async () => rmSync(folder, { recursive: true }) });
    const feed = join(folder, 'relative.xml');
    writeFileSync(feed, rssWith({ item: '<link>/story/1</link><enclosure url="1.jpg" type="image/jpeg"/>' }));
    const { run } = await serving();
    const { lines } = await run([feed], { json: true });
    expect(JSON.parse(lines[0] ?? '').items).toMatchObject([
      { link: '/story/1', enclosures: [{ url: '1.jpg' }] },
    ]);
  });
});

const bodies: Readonly<Record<string, () => string | Buffer>> = {
  '/good': () => fixture('newsroom-padded-titles.rss.xml'),
  '/html': () => '<!DOCTYPE html><html><title>Sign in</title></html>',
  '/empty': () => '',
  '/cut': () => fixture('newsroom-padded-titles.rss.xml').slice(0, 900),
  '/huge': () => Buffer.alloc(20_000_000, 'x'),
  '/bomb': () =>
    `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${rssWith({ item: '<title>&b;</title>' })}`,
  '/slow': () => rssWith({ item: `<author>${'('.repeat(400_000)}</author>` }),
  '/koi8': () => Buffer.concat([Buffer.from('<rss version="2.0"><channel><item><title>'), koi8, closing]),
};

const koi8 = Buffer.from('f0d2c9d7c5d4', 'hex');
const closing = Buffer.from('</title></item></channel></rss>');

async function serving(): Promise<{
  origin: string;
  run(sources: string[], options: { json: boolean }): Promise<{ exitCode: number; lines: string[] }>;
}> {
  const server = await serveOnLoopback((request, response) => {
    const body = bodies[request.url ?? ''];
    if (!body) response.statusCode = 410;
    response.setHeader('content-type', request.url === '/koi8' ? 'text/xml; charset=koi8-r' : 'text/xml');
    response.end(body?.());
  });
  const web = createWeb({ clock: systemClock, userAgent: 'Rapporteur/test', allowedHosts: [server.host] });
  opened.push(server, web);
  return {
    origin: server.origin,
    run: async (sources, options) => {
      const lines: string[] = [];
      const exitCode = await runFeedCommand(sources, options, { write: (line) => lines.push(line), web });
      return { exitCode, lines };
    },
  };
}
