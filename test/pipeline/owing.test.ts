import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Failure, failed } from '../../src/base/failure.ts';
import { hour, minute } from '../../src/base/instant.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { JournalEntry } from '../../src/observability/journal.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
/** What Bluesky's connection answers instead of freezing, by the clock's minute of the morning; null: it works. */
let trouble: (minutes: number) => Failure | 'throws' | null;
let asked: number[];
let checks: number;
let pageFetches: number;

const down: Failure = { code: 'server-unreachable', subject: 'bluesky' };
const refused: Failure = { code: 'credentials-refused', subject: 'bluesky' };

beforeEach(async () => {
  asked = [];
  checks = 0;
  pageFetches = 0;
  let polls = 0;
  room = await openNewsroom({
    answer: (request, response) => {
      if (request.url === '/feed') {
        polls += 1;
        // Empty at first sight, so that the story counts as news. It is seen five minutes into the morning.
        return void response.end(aFeed(polls > 1 ? [anItem(story)] : []));
      }
      pageFetches += 1;
      response.setHeader('content-type', 'text/html');
      response.end(
        aPage({
          title: story.title,
          paragraphs: [
            story.summary,
            'Hundreds of people walked along the new harbour pier in the morning, and the first ferry left at noon.',
            `“We waited ${pageFetches} years for this pier, and it was worth the wait,” said Ada Holm, Mayor of the city.`,
          ],
        }),
      );
    },
    shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
    connections: (stands) => stands.map((stand) => (stand.network === 'bluesky' ? troubled(stand) : stand)),
  });
});

afterEach(() => room.close());

const story = {
  slug: 'pier',
  title: 'Harbour pier opens to the public',
  summary: 'The harbour pier opened on Tuesday after two years of work by divers and masons.',
};

function troubled(connection: Connection): Connection {
  const now = () => {
    const at = (room.deps.clock.now() - morning) / minute;
    return { at, met: trouble(at) };
  };
  return {
    ...connection,
    verifyAccount: async () => {
      checks += 1;
      const { met } = now();
      return met && met !== 'throws' ? failed(met) : connection.verifyAccount();
    },
    freezeThread: async (...thread) => {
      const { at, met } = now();
      asked.push(at);
      if (met === 'throws') throw new TypeError('did is undefined');
      return met ? failed(met) : connection.freezeThread(...thread);
    },
  };
}

describe('an account whose server is down while a story is planned', () => {
  beforeEach(() => {
    trouble = (minutes) => (minutes < 25 ? down : null);
  });

  it('gets its thread when the server is back, and keeps nobody waiting until then', async () => {
    await room.playUntil(morning + 6 * minute);
    expect(room.mastodon.posts().length).toBeGreaterThan(0);
    expect(room.bluesky.posts()).toEqual([]);
    expect(await standings()).toEqual([
      {
        state: 'owing',
        owed: [{ accountId: 'bluesky', failure: down }],
        retryAt: morning + 10 * minute,
      },
    ]);

    await room.playUntil(morning + hour);
    expect(asked).toEqual([5, 10, 15, 20, 25]);
    expect(room.bluesky.posts().length).toBe(room.mastodon.posts().length);
    expect(await standings()).toEqual([{ state: 'planned' }]);
    expect(plannedFor()).toEqual([['mastodon'], ['bluesky']]);
    expect(told('account-left-out')).toEqual([]);
  });

  it('gets exactly one thread when the program is started anew in between', async () => {
    for (let at = 6; at <= 60; at += 4) await room.playUntil(morning + at * minute);
    const deliveries = await room.deps.store.deliveries.list({});
    expect(deliveries.map(({ accountId, standing }) => [accountId, standing.state])).toEqual([
      ['mastodon', 'sent'],
      ['bluesky', 'sent'],
    ]);
    expect(openersOf(room.bluesky.posts())).toHaveLength(1);
    expect(openersOf(room.mastodon.posts())).toHaveLength(1);
  });

  it('tells what the others told, from one reading of the page', async () => {
    await room.playUntil(morning + hour);
    expect(pageFetches).toBe(1);
    expect(room.bluesky.posts().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('We waited 1 years'),
    );
  });
});

describe('an owed thread', () => {
  it('is given up a day after its story was first seen', async () => {
    trouble = () => down;
    await room.playUntil(morning + 25 * hour);
    expect(asked).toHaveLength(1 + (24 * hour) / (5 * minute));
    expect(asked.at(-1)).toBe(5 + 24 * 60);
    expect(await standings()).toEqual([{ state: 'planned' }]);
    expect(told('account-left-out')).toMatchObject([{ accountId: 'bluesky', failure: down }]);
    expect(room.bluesky.posts()).toEqual([]);
  });

  it('is told of in a journal entry at every try', async () => {
    trouble = (minutes) => (minutes < 12 ? down : null);
    await room.playUntil(morning + 30 * minute);
    expect(told('thread-owed')).toMatchObject([
      { accountId: 'bluesky', failure: down, retryAt: morning + 10 * minute },
      { accountId: 'bluesky', failure: down, retryAt: morning + 15 * minute },
    ]);
  });

  it('is owed as well when the adapter throws', async () => {
    trouble = (minutes) => (minutes < 8 ? 'throws' : null);
    await room.playUntil(morning + 30 * minute);
    expect(plannedFor()).toEqual([['mastodon'], ['bluesky']]);
    expect(told('thread-owed')).toMatchObject([{ failure: { code: 'unexpected' } }]);
  });

  it('costs no login while the account rests for want of credentials', async () => {
    trouble = (minutes) => (minutes < 36 ? refused : null);
    await room.playUntil(morning + hour);
    // Planned once in vain, and again when a check of the credentials had woken the account.
    expect(asked).toEqual([5, 45]);
    expect(checks).toBeLessThanOrEqual(5);
    expect(told('account-locked-out')).toHaveLength(1);
    expect(told('account-open')).toHaveLength(1);
    expect(plannedFor()).toEqual([['mastodon'], ['bluesky']]);
  });
});

it('a story that a bug keeps from being read is owed to everybody, and is not tried at every tick', async () => {
  trouble = () => null;
  const { web } = room.deps;
  let tries = 0;
  const broken: typeof web.fetch = async (request) => {
    if (request.url.endsWith('/feed')) return web.fetch(request);
    tries += 1;
    throw new TypeError('page is undefined');
  };
  Object.assign(room.deps, { web: { ...web, fetch: broken } });
  await room.playUntil(morning + 6 * minute);
  for (let restarts = 0; restarts < 3; restarts += 1) await room.playUntil(morning + 6 * minute);
  expect(tries).toBe(1);
  const failure = { code: 'unexpected' };
  expect(await standings()).toMatchObject([{ state: 'owing', owed: [{ failure }, { failure }] }]);
  expect(told('work-crashed')).toEqual([]);

  Object.assign(room.deps, { web });
  await room.playUntil(morning + 20 * minute);
  expect(plannedFor()).toEqual([['mastodon', 'bluesky']]);
});

it('a thread that cannot be worded for an account is not tried again', async () => {
  trouble = () => ({ code: 'not-in-source', subject: 'pier' });
  await room.playUntil(morning + 2 * hour);
  expect(asked).toEqual([5]);
  expect(await standings()).toEqual([{ state: 'planned' }]);
  expect(told('account-left-out')).toMatchObject([{ accountId: 'bluesky' }]);
});

async function standings() {
  return (await room.deps.store.stories.list({})).map(({ standing }) => standing);
}

function told<Kind extends JournalEntry['kind']>(kind: Kind) {
  return room.journal.filter((entry): entry is Extract<JournalEntry, { kind: Kind }> => entry.kind === kind);
}

function plannedFor() {
  return told('story-planned').map(({ accountIds }) => accountIds);
}

function openersOf(posts: readonly { readonly text: string }[]) {
  return posts.filter(({ text }) => text.includes(story.title));
}
