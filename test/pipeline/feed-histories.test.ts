import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { hour, minute } from '../../src/base/instant.ts';
import { placeAfter } from '../../src/feed/moved-feed.ts';
import { parseFeed } from '../../src/feed/parse-feed.ts';
import { admitItems } from '../../src/pipeline/admit-items.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { morning } from './newsroom.ts';
import { aPublisher, type Publisher, type PublisherFeed } from './random-publisher.ts';

// Every run says its seed, so that one that fails can be had again: HISTORIES_SEED=… HISTORIES_RUNS=1.
const seed = Number(process.env.HISTORIES_SEED ?? 20_171_114);
const runs = Number(process.env.HISTORIES_RUNS ?? 20);

test(
  `in ${runs} random feed histories each story is news once for each language, and none is taken for another (seed ${seed})`,
  async () => {
    let news = 0;
    for (let run = 0; run < runs; run += 1) {
      const told = await playHistory(seed + run);
      expect(told.faults, `HISTORIES_SEED=${seed + run} HISTORIES_RUNS=1\n${told.history}`).toEqual([]);
      news += told.news;
    }
    expect(news).toBeGreaterThan(runs * 5);
  },
  60_000 + runs * 5000,
);

test('the check finds a story that is told twice, one that is lost, and one that was there before', () => {
  const publisher = {
    stories: [{ name: 'old', isNews: false }, ...['a', 'b', 'c'].map((name) => ({ name, isNews: true }))],
  };
  const added = ['en a', 'fr a', 'en b', 'en b', 'fr b', 'en old', 'fr c'];
  expect(faultsIn(publisher, added)).toEqual(['en old: 1 for 0', 'en b: 2 for 1', 'en c: 0 for 1']);
});

/** Plays one publisher's doings, poll by poll, against a store on a disk, which a restart opens anew. */
async function playHistory(runSeed: number) {
  const chance = createSeededChance(runSeed);
  const publisher = aPublisher(chance);
  const folder = await mkdtemp(join(tmpdir(), 'histories-'));
  const databaseUrl = `sqlite:${join(folder, 'store.db')}`;
  let store = await open(databaseUrl);
  let now = morning;
  const added: string[] = [];
  const history: string[] = [publisher.about];
  try {
    for (const { url } of publisher.feeds) await store.feeds.register({ eventId, url, now });
    for (let step = 0; step < steps; step += 1) {
      if (step > 0) history.push(...publisher.act(now));
      for (const feed of publisher.feeds) {
        const polled = await poll(store, { publisher, feed, now, chance });
        if (polled.flood) history.push(`flood in ${feed.url}: ${polled.flood.kind}`);
        for (const { item, standing } of polled.added)
          if (standing.state === 'new') added.push(`${feed.language ?? 'en'} ${item.categories[0]}`);
      }
      now += (10 + Math.floor(chance.fraction() * 20)) * minute;
      if (chance.fraction() < 0.15) {
        await store.close();
        store = await open(databaseUrl);
        history.push('restart');
      }
    }
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
  const floods = history.filter((line) => line.startsWith('flood'));
  return {
    faults: [...floods, ...faultsIn(publisher, added)],
    news: added.length,
    history: history.join('\n'),
  };
}

const eventId = 'harbour';
const steps = 18;

function faultsIn(
  { stories }: { readonly stories: readonly { readonly name: string; readonly isNews: boolean }[] },
  added: readonly string[],
): readonly string[] {
  return stories.flatMap(({ name, isNews }) =>
    ['en', 'fr'].flatMap((language) => {
      const wanted = Number(isNews);
      const count = added.filter((one) => one === `${language} ${name}`).length;
      return count === wanted ? [] : [`${language} ${name}: ${count} for ${wanted}`];
    }),
  );
}

async function open(databaseUrl: string): Promise<Store> {
  const opened = await openStore({ databaseUrl, exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

async function poll(
  store: Store,
  {
    publisher,
    feed,
    now,
    chance,
  }: {
    publisher: Publisher;
    feed: PublisherFeed;
    now: number;
    chance: ReturnType<typeof createSeededChance>;
  },
) {
  const record = (await store.feeds.list()).find(({ url }) => url === feed.url);
  const body = publisher.render(feed);
  const parsed = await parseFeed(Buffer.from(body), { url: feed.url, contentType: null });
  if (!record || !parsed.ok) throw new Error(`${feed.url} can't be read`);
  return admitItems(
    { store, chance },
    {
      record,
      source: { url: feed.url, catchUp: 0 },
      language: feed.language,
      reading: {
        feed: parsed.value,
        bodyHash: body,
        validators: { etag: null, lastModified: null },
        polledAt: now,
        dueAt: now,
        nextPollAt: now + hour,
        place: placeAfter(record.place, { redirects: [], now }),
      },
    },
  );
}
