import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Connection } from '../../src/networks/network.ts';
import { cover } from '../../src/pipeline/cover.ts';
import { aFeed, anItem, aPage, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
let stop: AbortController;
let posts: number;
let fetches: number;

beforeEach(async () => {
  stop = new AbortController();
  posts = 0;
  fetches = 0;
  room = await openNewsroom({
    answer: (request, response) => {
      fetches += 1;
      if (request.url === '/feed') return void response.end(aFeed([anItem(story)]));
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title: story.title, paragraphs: [story.summary, quote] }));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 1 }],
      accounts: event.accounts.filter(({ accountId }) => accountId === 'mastodon'),
    }),
    connections: (stands) => stands.map(stoppingAtFirstPost),
  });
});

afterEach(() => room.close());

const story = {
  slug: 'pier',
  title: 'Harbour pier opens to the public',
  summary: 'The harbour pier opened on Tuesday after two years of work by divers and masons.',
};
const quote =
  '“We waited a long time for this pier, and it was worth the wait,” said Ada Holm, Mayor of the city.';

function stoppingAtFirstPost(connection: Connection): Connection {
  return {
    ...connection,
    publish: (delivery) => {
      posts += 1;
      stop.abort();
      return connection.publish(delivery);
    },
  };
}

it('a stop lets the post under way come to its end and begins no other', async () => {
  await cover(room.deps, stop.signal);
  expect(posts).toBe(1);
  const [delivery] = await room.deps.store.deliveries.list({});
  expect(delivery?.standing.state).toBe('ready');
  expect(delivery?.parts.map(({ receipt }) => receipt !== null).slice(0, 2)).toEqual([true, false]);
});

it('a stop in the middle of a tick waits for what the tick still hands out', async () => {
  const { feeds } = room.deps.store;
  const slowly: typeof feeds.due = async (now) => {
    stop.abort();
    await wait(50);
    return feeds.due(now);
  };
  const store = { ...room.deps.store, feeds: { ...feeds, due: slowly } };
  await cover({ ...room.deps, store }, stop.signal);
  const fetchesBefore = fetches;
  await wait(200);
  expect(fetchesBefore).toBe(1);
  expect(fetches).toBe(fetchesBefore);
});
