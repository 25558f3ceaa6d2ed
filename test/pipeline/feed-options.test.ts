import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/base/instant.ts';
import type { CoverageEvent, EventFeed } from '../../src/coverage/event.ts';
import type { Connection } from '../../src/networks/network.ts';
import { tellEntry } from '../../src/observability/journal-sentences.ts';
import { putInForce } from '../../src/pipeline/put-in-force.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

const now = () => room?.deps.clock.now() ?? morning;
const minutesIn = () => Math.round((now() - morning) / minute);
const entries = (kind: string) => room?.journal.filter((entry) => entry.kind === kind) ?? [];
const firstLines = (network: 'mastodon' | 'bluesky') =>
  (room?.[network].posts() ?? []).map(({ text }) => text.split('\n')[0]);

async function newsroomWith(
  answer: (response: ServerResponse, path: string) => void,
  {
    feeds = { '/feed': {} },
    shape = (event) => event,
    connections = (stands) => stands,
  }: {
    feeds?: Record<string, Partial<EventFeed>>;
    shape?: (event: CoverageEvent) => CoverageEvent;
    connections?: (stands: readonly Connection[]) => readonly Connection[];
  } = {},
): Promise<Newsroom> {
  room = await openNewsroom({
    connections,
    answer: (request, response) => answer(response, request.url ?? '/'),
    shape: (event, origin) =>
      shape({
        ...event,
        feeds: Object.entries(feeds).map(([path, about]) => ({
          url: `${origin}${path}`,
          catchUp: 0,
          ...about,
        })),
      }),
  });
  return room;
}

describe('a feed whose articles are to settle', () => {
  const stabilise = { quiet: 3 * minute, most: 10 * minute };

  /** A story at minute 5, on a page whose text is `told` at each minute. */
  async function cover(told: (minute: number) => string) {
    await newsroomWith(
      (response, path) => {
        if (path === '/feed') {
          const item = anItem({ slug: 'pier', title: 'Harbour pier opens', summary: 'A pier.' });
          response.end(aFeed(minutesIn() < 5 ? [] : [item]));
          return;
        }
        response.setHeader('content-type', 'text/html');
        response.end(aPage({ title: 'Harbour pier opens', paragraphs: [told(minutesIn())] }));
      },
      { feeds: { '/feed': { stabilise } } },
    );
    await room?.playUntil(morning + 40 * minute);
    return room?.mastodon.posts()[0];
  }

  const publicAt = async () => {
    const [delivery] = (await room?.deps.store.deliveries.list({})) ?? [];
    return Math.round(((delivery?.parts[0]?.receipt?.publishedAt ?? 0) - morning) / minute);
  };

  it('is posted when the article was read twice with the same words', async () => {
    await cover(() => 'The harbour has a new pier since Tuesday, and ferries call there.');
    expect(await publicAt()).toBe(8);
    expect(entries('story-settling')).toHaveLength(1);
  });

  it('waits on while the words change, and posts the last ones', async () => {
    const post = await cover((at) =>
      at < 7 ? 'The harbour has two new piers today.' : 'The harbour has three new piers today.',
    );
    expect(await publicAt()).toBe(11);
    expect(post?.text).toContain('three new piers');
    expect(entries('thread-published')).toHaveLength(2);
  });

  it('waits no longer than the most, however long the words change', async () => {
    await cover((at) => `The harbour counts ${at + 100} boats at its new pier this morning.`);
    expect(await publicAt()).toBe(15);
  });

  it('does not keep a story waiting that isn’t covered', async () => {
    await newsroomWith(
      (response, path) => {
        const item = anItem({ slug: 'rain', title: 'Rain again', summary: 'Rain.' });
        if (path === '/feed') return void response.end(aFeed(minutesIn() < 5 ? [] : [item]));
        response.end(aPage({ title: 'Rain again', paragraphs: ['It rains.'] }));
      },
      { feeds: { '/feed': { stabilise } } },
    );
    await room?.playUntil(morning + 20 * minute);
    expect(entries('story-settling')).toEqual([]);
    expect(entries('story-ignored')).toHaveLength(1);
  });
});

describe('feeds that tell one story in two languages', () => {
  const titles: Record<string, string> = { '/en': 'Harbour pier opens', '/fr': 'Le harbour ouvre sa jetée' };

  async function cover({ guid }: { guid: (path: string) => string }) {
    await newsroomWith(
      (response, path) => {
        const title = titles[path];
        if (!title) {
          response.setHeader('content-type', 'text/html');
          const told = path.includes('/en') ? 'The harbour is open.' : 'Le harbour est ouvert.';
          return void response.end(aPage({ title: titles[path.slice(6)] ?? '', paragraphs: [told] }));
        }
        const item = anItem({ slug: path.slice(1), title, summary: title }).replace(
          /<guid.*<\/guid>/,
          `<guid isPermaLink="false">${guid(path)}</guid>`,
        );
        response.end(aFeed(minutesIn() < 5 ? [] : [item]));
      },
      {
        feeds: { '/en': {}, '/fr': { language: 'fr' } },
        shape: (event) => ({
          ...event,
          accounts: event.accounts.map(({ accountId, style }) => ({
            accountId,
            style: { ...style, language: accountId === 'bluesky' ? 'fr' : 'en' },
          })),
        }),
      },
    );
    await room?.playUntil(morning + 30 * minute);
  }

  it.each([
    ['ids of their own', (path: string) => path],
    ['one id for both', () => '12345 at https://news.example'],
  ])('with %s give each account the one in its language, once', async (_, guid) => {
    await cover({ guid });
    expect(firstLines('mastodon').filter((line) => line === titles['/en'])).toHaveLength(1);
    expect(firstLines('mastodon')).not.toContain(titles['/fr']);
    expect(firstLines('bluesky').filter((line) => line === titles['/fr'])).toHaveLength(1);
    expect(firstLines('bluesky')).not.toContain(titles['/en']);
  });
});

describe('what a feed says about when to ask', () => {
  it('holds as long as it doesn’t change, and says so no more', async () => {
    const asked: number[] = [];
    await newsroomWith((response) => {
      asked.push(minutesIn());
      if (asked.length > 1) return void response.writeHead(304).end();
      response.setHeader('etag', '"1"');
      response.end(aFeed([]).replace('<link>', '<ttl>60</ttl><link>'));
    });
    await room?.playUntil(morning + 4 * hour);
    expect(asked).toEqual([0, 60, 120, 180, 240]);
  });

  it('yields to the operator of a feed of their own from the first moment of the event', async () => {
    const asked: number[] = [];
    await newsroomWith(
      (response) => {
        asked.push(minutesIn());
        response.setHeader('cache-control', 'max-age=86400');
        response.end(aFeed([]));
      },
      {
        feeds: { '/feed': { cadence: 'mine' } },
        shape: (event) => ({ ...event, firstDay: '2017-11-15' }),
      },
    );
    await room?.playUntil(morning + 15 * hour + 10 * minute);
    const midnight = 15 * 60;
    expect(asked).toEqual([0, midnight, midnight + 5, midnight + 10]);
  });

  it('yields as soon as an edit of the event calls the feed one’s own', async () => {
    await newsroomWith((response) => {
      response.setHeader('cache-control', 'max-age=86400');
      response.end(aFeed([]));
    });
    await room?.playUntil(morning + 5 * minute);
    const nextPoll = () => room?.deps.store.feeds.nextPollAt();
    const edit = (cadence: 'polite' | 'mine') => {
      const events = [...(room?.deps.events.values() ?? [])].map((event) => ({
        ...event,
        feeds: event.feeds.map((feed) => ({ ...feed, cadence })),
      }));
      return room && putInForce(room.deps, { events, files: [] });
    };
    await edit('polite');
    await edit('polite');
    expect(await nextPoll()).toBe(morning + day);
    await edit('mine');
    expect(await nextPoll()).toBeLessThanOrEqual(now() + second);
  });

  it('can be that nothing comes at certain hours', async () => {
    const asked: number[] = [];
    await newsroomWith((response) => {
      asked.push(minutesIn());
      // The morning begins at 17:00 in GMT.
      response.end(
        aFeed([]).replace('<link>', '<skipHours><hour>17</hour><hour>18</hour></skipHours><link>'),
      );
    });
    await room?.playUntil(morning + 130 * minute);
    expect(asked).toEqual([0, 120, 125, 130]);
  });
});

it('a feed longer than its operator allows is refused, and one below is read', async () => {
  const long = anItem({ slug: 'long', title: 'Long', summary: 'A long story. '.repeat(200) });
  await newsroomWith((response) => void response.end(aFeed([long])), {
    feeds: { '/small': { mostBodyBytes: 2000 }, '/large': { mostBodyBytes: 4000 } },
  });
  await room?.playUntil(morning);
  expect(entries('feed-failed')).toMatchObject([{ failure: { code: 'body-too-large' } }]);
  expect(entries('feed-read')).toMatchObject([{ url: `${room?.origin}/large` }]);
});

describe('how fresh a story is', () => {
  async function cover(
    freshness: NonNullable<CoverageEvent['freshness']>,
    connections?: (stands: readonly Connection[]) => readonly Connection[],
    meanwhile?: (room: Newsroom) => Promise<void>,
  ): Promise<void> {
    const date = '<pubDate>Tue, 14 Nov 2017 17:03:10 +0000</pubDate>';
    const item = anItem({ slug: 'pier', title: 'Harbour pier opens', summary: 'A pier.' });
    const told = item.replace('</item>', `${date}</item>`);
    await newsroomWith(
      (response, path) => {
        if (path === '/feed') return void response.end(aFeed(minutesIn() < 4 ? [] : [told]));
        response.end(aPage({ title: 'Harbour pier opens', paragraphs: ['The harbour has a pier.'] }));
      },
      { shape: (event) => ({ ...event, freshness }), ...(connections && { connections }) },
    );
    if (room) await meanwhile?.(room);
    await room?.playUntil(morning + 30 * minute);
  }

  it('is told with its stages, and loudly when that is later than the event wants', async () => {
    await cover({ bluesky: minute, mastodon: 3 * minute });
    const sentence =
      'public 1 min 50 s after its publication (published to seen 1 min 50 s, seen to planned 0.0 s, planned to public 0.0 s)';
    expect(room?.journal.filter(({ kind }) => kind === 'story-public').map(tellEntry)).toEqual([
      { level: 'info', sentence: `mastodon: ${sentence}` },
      { level: 'error', sentence: `bluesky: ${sentence}, later than the 1 min that the event wants` },
    ]);
  });

  it('raises an alarm once while a story that ought to be public is not', async () => {
    const failure = { code: 'server-unreachable', subject: 'https://social.example' };
    await cover({ mastodon: 3 * minute, bluesky: hour }, (stands) =>
      stands.map((stand) =>
        stand.network === 'mastodon'
          ? { ...stand, publish: async () => ({ state: 'later', failure, retryAt: null }) as const }
          : stand,
      ),
    );
    expect(entries('story-not-public')).toMatchObject([
      { wanted: 3 * minute, delivery: { network: 'mastodon' } },
    ]);
  });

  it.each([
    ['its account', { kind: 'account', accountId: 'mastodon' } as const],
    ['all', { kind: 'all' } as const],
  ])(
    'raises no alarm for what a person has paused (%s), nor when it goes out after that',
    async (_, scope) => {
      const wanted = { mastodon: minute };
      await cover(wanted, undefined, async (room) => {
        await room.deps.store.pauses.pause(scope, room.deps.clock.now());
        await room.playUntil(morning + 20 * minute);
        expect(entries('story-not-public')).toEqual([]);
        await room.deps.store.pauses.resume({ scope, waiting: 'keep', now: room.deps.clock.now() });
      });
      const told = entries('story-public')
        .map(tellEntry)
        .filter(({ sentence }) => sentence.startsWith('mastodon'));
      expect(told).toMatchObject([
        { level: 'info', sentence: expect.stringContaining('a person had kept it back') },
      ]);
    },
  );
});
