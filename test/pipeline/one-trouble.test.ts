import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { minute } from '../../src/base/instant.ts';
import { describeFailure } from '../../src/observability/failure-sentences.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

const goodStory = {
  slug: 'pier',
  title: 'Harbour pier opens to the public',
  summary: 'The harbour pier opened on Tuesday after two years of work by divers and masons.',
};
const goodPage = aPage({
  title: goodStory.title,
  paragraphs: [
    goodStory.summary,
    'Hundreds of people walked along the new harbour pier in the morning, and the first ferry left at noon for the islands.',
    '“We waited a long time for this pier, and it was worth the wait,” said Ada Holm, Mayor of the city.',
  ],
});

/** Feeds that are wrong each in its own way, and the code that must be noted for it. */
const poison: Readonly<Record<string, { code: string; answer: (response: ServerResponse) => void }>> = {
  html: {
    code: 'feed-is-html',
    answer: (response) => response.end('<!doctype html><html><body><h1>Welcome</h1></body></html>'),
  },
  empty: { code: 'feed-empty', answer: (response) => response.end('') },
  'cut-off': {
    code: 'feed-cut-off',
    answer: (response) => response.end(aFeed([anItem({ ...goodStory, slug: 'cut' })]).slice(0, -60)),
  },
  huge: {
    code: 'body-too-large',
    answer: (response) =>
      response.end(
        `<?xml version="1.0"?><rss version="2.0"><channel><title>${'x'.repeat(20_000_000)}</title></channel></rss>`,
      ),
  },
  'gzip-bomb': {
    code: 'body-too-large',
    answer: (response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(Buffer.alloc(40_000_000, 0x20)));
    },
  },
  'entity-bomb': {
    code: 'feed-not-understood',
    answer: (response) =>
      response.end(
        `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`,
      ),
  },
  'not-there': {
    code: 'http-client-error',
    answer: (response) => {
      response.statusCode = 404;
      response.end('no');
    },
  },
};

describe('a newsroom with one good feed among poisoned ones', () => {
  it('publishes the good story and notes each trouble at its feed with a sentence', async () => {
    room = await openNewsroom({
      answer: (request, response) => {
        const path = request.url ?? '/';
        const bad = poison[path.slice(1)];
        if (bad) return bad.answer(response);
        if (path === '/good') {
          // Empty at first sight, so that the story counts as news.
          response.end(aFeed(room && room.deps.clock.now() > morning + minute ? [anItem(goodStory)] : []));
        } else {
          response.setHeader('content-type', 'text/html');
          response.end(goodPage);
        }
      },
      shape: (event, origin) => ({
        ...event,
        feeds: [...Object.keys(poison), 'good'].map((name) => ({ url: `${origin}/${name}`, catchUp: 0 })),
      }),
    });
    await room.playUntil(morning + 20 * minute);

    const feeds = await room.deps.store.feeds.list();
    for (const [name, { code }] of Object.entries(poison)) {
      const failure = feeds.find(({ url }) => url.endsWith(`/${name}`))?.lastFailure;
      expect(failure, name).toMatchObject({ code });
      expect(failure && describeFailure(failure), name).toMatch(/^[A-Z0-9h].*\.$/);
    }
    expect(feeds.find(({ url }) => url.endsWith('/good'))).toMatchObject({ lastFailure: null });
    expect(room.mastodon.posts()[0]?.text).toContain('Harbour pier opens to the public');
    expect(room.bluesky.posts().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('— Ada Holm, Mayor of the city'),
    );
    expect(room.journal.filter(({ kind }) => kind === 'work-crashed')).toEqual([]);
  });

  it('reads a feed in an undeclared old charset without a broken letter', async () => {
    const items = [
      anItem({
        slug: 'cafe',
        title: 'Café at the harbour reopens',
        summary: 'The café at the harbour reopened.',
      }),
    ];
    let polls = 0;
    room = await openNewsroom({
      answer: (request, response) => {
        if (request.url !== '/latin') return void response.writeHead(404).end();
        polls += 1;
        const feed = aFeed(polls > 1 ? items : []).replace('encoding="utf-8"', '');
        response.end(Buffer.from(feed, 'latin1'));
      },
      shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/latin`, catchUp: 0 }] }),
    });
    await room.playUntil(morning + 15 * minute);
    expect(room.mastodon.posts()[0]?.text).toContain('Café at the harbour reopens');
  });
});

describe('a story whose page or picture is not what it says', () => {
  it('is told from the feed’s own text when the page is a login wall', async () => {
    let polls = 0;
    room = await openNewsroom({
      answer: (request, response) => {
        if (request.url === '/feed') {
          polls += 1;
          return void response.end(aFeed(polls > 1 ? [anItem(goodStory)] : []));
        }
        response.setHeader('content-type', 'text/html');
        response.end(
          '<html><head><title>Sign in</title></head><body><form action="/login"><h1>Sign in to continue</h1><input name="user"><input type="password" name="password"><button>Sign in</button></form></body></html>',
        );
      },
      shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
    });
    await room.playUntil(morning + 15 * minute);
    expect(room.journal).toContainEqual(expect.objectContaining({ kind: 'story-planned', source: 'feed' }));
    expect(room.mastodon.posts()[0]?.text).toContain(goodStory.summary);
  });

  it('goes out without its picture when the picture is HTML, and says so', async () => {
    let polls = 0;
    room = await openNewsroom({
      answer: (request, response) => {
        if (request.url === '/feed') {
          polls += 1;
          return void response.end(aFeed(polls > 1 ? [anItem(goodStory)] : []));
        }
        response.setHeader('content-type', request.url?.endsWith('.jpg') ? 'image/jpeg' : 'text/html');
        response.end(
          goodPage.replace(
            '</h1>',
            '</h1><figure><img src="/picture.jpg" alt="The pier at noon" width="1200" height="675"></figure>',
          ),
        );
      },
      shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
    });
    await room.playUntil(morning + 15 * minute);
    expect(room.mastodon.posts()[0]).toMatchObject({ media: [] });
    const planned = room.journal.find((entry) => entry.kind === 'story-planned');
    expect(planned?.leftOut).toContainEqual(
      expect.objectContaining({ what: 'image', because: 'picture-not-an-image' }),
    );
  });
});
