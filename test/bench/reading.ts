import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { createSeededChance } from '../../src/base/chance.ts';
import { createVirtualClock } from '../../src/base/clock.ts';
import { loadEvents } from '../../src/config/load-events.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { parseFeed } from '../../src/feed/parse-feed.ts';
import { standInForBluesky } from '../../src/networks/bluesky/stand-in.ts';
import { standInForMastodon } from '../../src/networks/mastodon/stand-in.ts';
import type { Connection, ConnectionDeps } from '../../src/networks/network.ts';
import { prepareStory } from '../../src/pipeline/prepare-story.ts';
import type { Web } from '../../src/web/web.ts';
import { root } from './child.ts';
import { type Row, rssMiB, timeInTurn } from './measure.ts';

const archive = join(root, 'src/rehearsal/archive/vancouver');
const times = 20;

/** Parse, match, read the page, find its quotes, compose and freeze for two networks: per item. */
export async function measureReading(): Promise<readonly Row[]> {
  const feed = await readFile(join(archive, 'feeds/02-eve-of-the-conference.xml'));
  const page = await readFile(join(archive, 'pages/largest-gathering-of-defence-ministers.html'));
  const [event] = (await loadEvents([join(root, 'config/vancouver.yaml')])).events;
  if (!event) throw new Error('the bundled event has problems');
  const ours = () => readRepeatedly({ feed, page, event });
  const floor = async () => {
    for (let time = 0; time < times; time += 1) parseRssFeed(feed.toString('utf8'));
  };
  await ours();
  const { ours: oursMs, floor: floorMs } = await timeInTurn(ours, floor);
  return [
    {
      name: 'parse, match, read page, compose, freeze: an item',
      value: oursMs / times,
      unit: 'ms',
      floor: { name: 'feedsmith parsing its feed, nothing else', value: floorMs / times },
      rssMiB: rssMiB(),
    },
  ];
}

async function readRepeatedly({
  feed,
  page,
  event,
}: {
  feed: Uint8Array;
  page: Uint8Array;
  event: CoverageEvent;
}): Promise<void> {
  const clock = createVirtualClock(0);
  const chance = createSeededChance(1);
  const accountDeps: ConnectionDeps = {
    clock,
    chance,
    loadMedia: async () => null,
    sessions: { load: async () => null, save: async () => undefined },
  };
  const deps = {
    clock,
    chance,
    web: pageInMemory(page),
    journal: () => undefined,
    connections: new Map<string, Connection>([
      ['un-news-mastodon', standInForMastodon(aLogin('un-news-mastodon', 'mastodon'), accountDeps)],
      ['un-news-bluesky', standInForBluesky(aLogin('un-news-bluesky', 'bluesky'), accountDeps)],
    ]),
  };
  for (let time = 0; time < times; time += 1) {
    const parsed = await parseFeed(feed, {
      url: 'https://news.un.org/feed',
      contentType: 'application/rss+xml',
    });
    if (!parsed.ok) throw new Error(parsed.failure.code);
    const item = parsed.value.items.find(({ title }) => title?.startsWith('Largest gathering'));
    if (!item) throw new Error('the story is not in the feed');
    const story = {
      id: 'story',
      eventId: event.id,
      feedUrl: '',
      aliases: [],
      revision: 1,
      item,
      firstSeenAt: 0,
      position: 0,
      article: null,
      approvedWords: [],
      standing: { state: 'new' as const },
    };
    const { threads } = await prepareStory(deps, {
      story,
      event,
      agenda: { title: null, zone: event.zone, sessions: [] },
    });
    if (threads.length !== 2) throw new Error(`expected two threads, got ${threads.length}`);
  }
}

/** The page without a network; pictures are left out, since their encoding would drown the rest. */
function pageInMemory(page: Uint8Array): Web {
  return {
    fetch: async ({ url, accept }) =>
      accept === 'page'
        ? {
            state: 'fetched',
            url,
            body: page,
            contentType: 'text/html; charset=utf-8',
            validators: { etag: null, lastModified: null },
            headers: {},
            redirects: [],
          }
        : {
            state: 'failed',
            failure: { code: 'http-client-error', subject: url },
            httpStatus: 404,
            retryAt: null,
          },
    close: async () => undefined,
  };
}

function aLogin(accountId: string, network: 'mastodon' | 'bluesky') {
  return {
    accountId,
    network,
    serviceUrl: 'https://social.example',
    handle: '@desk@social.example',
    secret: null,
  };
}
