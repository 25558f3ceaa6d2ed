import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { day, hour, type Instant, minute } from '../../src/base/instant.ts';
import { aFeed, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

const now = () => room?.deps.clock.now() ?? morning;
const minutesIn = () => Math.round((now() - morning) / minute);

/** An item about the harbour, with a guid, a link and a date of its own. */
function told(name: string, { path = 'story', guid = name, date = '' } = {}): string {
  return `<item><title>Harbour news ${name}</title><link>/${path}/${name}</link>
<guid isPermaLink="false">${guid}</guid>${date && `<pubDate>${date}</pubDate>`}
<description>The harbour master told of ${name} on Tuesday.</description></item>`;
}

const six = ['one', 'two', 'three', 'four', 'five', 'six'];
const dated = (index: number) => `Mon, ${13 - index} Nov 2017 12:00:00 +0000`;

/** A newsroom whose feed at /feed is answered by `feed`, beside a quiet one. */
async function newsroomWith(
  feed: (response: ServerResponse, path: string) => void,
  about: { cadence?: 'mine' } = {},
): Promise<Newsroom> {
  return openNewsroom({
    answer: (request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith('/feed')) return feed(response, path);
      if (path === '/other') return void response.end(aFeed(minutesIn() >= 20 ? [told('other')] : []));
      response.setHeader('content-type', 'text/html');
      response.end(
        aPage({ title: `Harbour news ${path.split('/').at(-1)}`, paragraphs: ['The harbour is open.'] }),
      );
    },
    shape: (event, origin) => ({
      ...event,
      feeds: ['feed', 'other'].map((name) => ({ url: `${origin}/${name}`, catchUp: 0, ...about })),
    }),
  });
}

const openers = () => (room?.mastodon.posts() ?? []).map(({ text }) => text.split('\n')[0]);
const feedOf = async (name: string) =>
  (await room?.deps.store.feeds.list())?.find(({ url }) => url.endsWith(`/${name}`));
const entries = (kind: string) => room?.journal.filter((entry) => entry.kind === kind) ?? [];

describe('a feed that suddenly tells everything as new', () => {
  const flooded = () =>
    newsroomWith((response) => {
      const moved = minutesIn() >= 10;
      const items = six.map((name, index) =>
        told(moved ? `${name}-again` : name, { date: dated(moved ? index - 5 : index) }),
      );
      response.end(aFeed(items));
    });

  it('is set aside with an alarm, posts nothing, and leaves the other feeds alone', async () => {
    room = await flooded();
    await room.playUntil(morning + 40 * minute);
    expect(openers()).toEqual(['Harbour news other']);
    expect(await feedOf('feed')).toMatchObject({ standing: { state: 'set-aside' } });
    expect(entries('feed-set-aside')).toMatchObject([
      {
        flood: {
          kind: 'mostly-new',
          affected: 6,
          items: 6,
          examples: ['one', 'two', 'three'].map((name) => `Harbour news ${name}-again`),
        },
      },
    ]);
  });

  it.each([
    ['news', 7],
    ['background', 1],
  ] as const)('is taken as %s when an operator says so, and followed again', async (as, posted) => {
    room = await flooded();
    await room.playUntil(morning + 30 * minute);
    const { url = '', eventId = '' } = (await feedOf('feed')) ?? {};
    await room.deps.store.feeds.settle({
      eventId,
      url,
      standing: { state: 'accepted', as },
      dates: 'steady',
      now: now(),
    });
    await room.playUntil(now() + 15 * minute);
    expect(openers()).toHaveLength(posted);
    expect(await feedOf('feed')).toMatchObject({ standing: { state: 'followed' } });
    expect(entries('feed-set-aside')).toHaveLength(1);
  });
});

describe('no second thread comes of', () => {
  it.each([
    ['guids drawn anew at every fetch', () => six.map((name) => told(name, { guid: `${name}-${now()}` }))],
    ['a changed site path', () => six.map((name) => told(name, { path: minutesIn() < 20 ? 'a' : 'b' }))],
    [
      'an item bumped to the top',
      () => [
        told('six', { date: `Tue, 14 Nov 2017 17:${minutesIn() % 60}:00 +0000` }),
        ...six.slice(0, 5).map((name) => told(name)),
      ],
    ],
    [
      'an item that went and came back',
      () => six.slice(0, minutesIn() === 15 ? 5 : 6).map((name) => told(name)),
    ],
  ])('%s', async (_, items) => {
    room = await newsroomWith((response) => {
      // First without the sixth, so that it is news and not background.
      response.end(aFeed(minutesIn() < 5 ? six.slice(0, 5).map((name) => told(name)) : items()));
    });
    await room.playUntil(morning + 50 * minute);
    expect(openers().filter((opener) => opener !== 'Harbour news other')).toEqual(['Harbour news six']);
    expect(entries('feed-set-aside')).toEqual([]);
  });
});

describe('stories that come at once', () => {
  it.each([
    ['have one date for all', () => 'Tue, 14 Nov 2017 12:00:00 +0000'],
    ['have no dates', () => ''],
    ['are dated in the future', (index: number) => `Fri, ${10 + index} Nov 2028 12:00:00 +0000`],
    ['run from old to new', (index: number) => `Tue, 14 Nov 2017 1${index}:00:00 +0000`],
  ])('go out in the feed’s order when they %s', async (_, date) => {
    room = await newsroomWith((response) => {
      const names = minutesIn() < 5 ? [] : ['one', 'two', 'three'];
      response.end(aFeed(names.map((name, index) => told(name, { date: date(index) }))));
    });
    await room.playUntil(morning + 15 * minute);
    expect(openers()).toEqual(['Harbour news one', 'Harbour news two', 'Harbour news three']);
  });
});

describe('a changed item', () => {
  it('is told with the rules that decided, and posted no second time', async () => {
    room = await newsroomWith((response) => {
      const item = told('pier').replace('on Tuesday', minutesIn() < 20 ? 'on Tuesday' : 'on Wednesday');
      response.end(aFeed(minutesIn() < 5 ? [] : [item]));
    });
    await room.playUntil(morning + 40 * minute);
    expect(entries('story-revised')).toMatchObject([
      {
        revision: 2,
        weight: 'material',
        changes: [{ rule: 'name', removed: 'Tuesday', added: 'Wednesday' }],
      },
    ]);
    expect(openers().filter((opener) => opener === 'Harbour news pier')).toHaveLength(1);
  });
});

describe('a feed', () => {
  /** The virtual minutes at which a feed was asked that answers so. */
  async function askedAt(
    answer: (response: ServerResponse, asked: number) => void,
    { until = morning + 2 * hour, ...about }: { until?: Instant; cadence?: 'mine' } = {},
  ): Promise<readonly number[]> {
    const asked: number[] = [];
    room = await newsroomWith((response, path) => {
      if (path === '/feed') asked.push(minutesIn());
      answer(response, asked.length);
    }, about);
    await room.playUntil(until);
    return asked;
  }

  it('that is gone is asked once, and never again until an operator resumes it', async () => {
    expect(await askedAt((response) => void response.writeHead(410).end())).toHaveLength(1);
    expect(entries('feed-stopped')).toMatchObject([{ failure: { code: 'http-gone' } }]);
    expect(entries('feed-failed')).toEqual([]);
    const { url = '', eventId = '' } = (await feedOf('feed')) ?? {};
    const standing = { state: 'followed' } as const;
    await room?.deps.store.feeds.settle({ eventId, url, standing, dates: 'steady', now: now() });
    await room?.playUntil(now() + 5 * minute);
    expect(entries('feed-stopped')).toHaveLength(2);
  });

  it('that is sent on, for now, to what is gone is asked on', async () => {
    const asked = await askedAt((response) => {
      if (response.req.url !== '/feed') return void response.writeHead(410).end();
      response.writeHead(302, { location: '/feed-elsewhere' }).end();
    });
    expect(asked.length).toBeGreaterThan(1);
    expect(entries('feed-stopped')).toEqual([]);
  });

  it('that has moved for good to what is gone is gone', async () => {
    await askedAt((response) => {
      if (response.req.url !== '/feed') return void response.writeHead(410).end();
      response.writeHead(301, { location: '/feed-elsewhere' }).end();
    });
    expect(entries('feed-stopped')).toHaveLength(1);
  });

  it.each([401, 403])('that answers %i is asked three times', async (status) => {
    const asked = await askedAt((response) => void response.writeHead(status).end(), {
      until: morning + day,
    });
    expect(asked).toHaveLength(3);
    expect(entries('feed-stopped')).toMatchObject([{ failure: { code: 'http-unauthorised' } }]);
  });

  it('that forbids us now and then is asked on', async () => {
    const asked = await askedAt(
      (response, count) => {
        if (count % 3 === 0) response.end(aFeed([]));
        else response.writeHead(403).end();
      },
      { until: morning + day },
    );
    expect(asked.length).toBeGreaterThan(12);
    expect(entries('feed-stopped')).toEqual([]);
  });

  it('that wants to be asked once an hour is asked so, unless it is the operator’s own', async () => {
    const hourly = (response: ServerResponse) => {
      response.setHeader('cache-control', 'max-age=3600');
      response.end(aFeed([told('one')]));
    };
    expect((await askedAt(hourly)).length).toBeLessThanOrEqual(3);
    await room?.close();
    expect((await askedAt(hourly, { cadence: 'mine' })).length).toBeGreaterThanOrEqual(24);
  });

  it('that is sent again unchanged under another ETag is asked for by that one', async () => {
    const asked: (string | undefined)[] = [];
    room = await newsroomWith((response) => {
      asked.push(response.req.headers['if-none-match']);
      if (response.req.headers['if-none-match'] === '"2"') return void response.writeHead(304).end();
      response.setHeader('etag', asked.length === 1 ? '"1"' : '"2"');
      response.end(aFeed([told('one')]));
    });
    await room.playUntil(morning + 20 * minute);
    expect(asked.slice(0, 4)).toEqual([undefined, '"1"', '"2"', '"2"']);
  });

  it('that moved for good is asked at its new address after five polls over two days', async () => {
    const asked: string[] = [];
    room = await newsroomWith((response, path) => {
      asked.push(path);
      if (path === '/feed-new') return void response.setHeader('etag', '"1"').end(aFeed([told('one')]));
      response.writeHead(301, { location: '/feed-new' }).end();
    });
    await room.playUntil(morning + 2 * day - 10 * minute);
    expect(await feedOf('feed')).toMatchObject({ place: { address: `${room.origin}/feed` } });
    await room.playUntil(morning + 2 * day + 40 * minute);
    expect(entries('feed-moved')).toMatchObject([{ to: `${room.origin}/feed-new` }]);
    asked.length = 0;
    await room.playUntil(now() + 2 * hour);
    expect(new Set(asked)).toEqual(new Set(['/feed-new']));
  });
});
