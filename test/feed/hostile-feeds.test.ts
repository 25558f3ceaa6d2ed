import { expect, test } from 'vitest';
import { openReadingThread, type ReadingThread } from '../../src/base/reading-thread.ts';
import { parseFeed } from '../../src/feed/parse-feed.ts';
import { rssWith } from './feed-text.ts';

const titled = (title: string) => rssWith({ item: `<title>${title}</title>` });
const endless = rssWith({ item: `<author>${'('.repeat(100_000)}</author>` });
const huge = `<rss version="2.0"><channel>${'<item><title>a</title></item>'.repeat(100_000)}</channel></rss>`;

/** The titles of the items that are found in a text on a thread; where it finds none, why. */
async function readBy(thread: ReadingThread, text: string): Promise<readonly (string | null)[] | string> {
  const url = 'https://agency.example.org/feeds/news.xml';
  const reading = await parseFeed(Buffer.from(text), { url, contentType: null }, { thread });
  return reading.ok ? reading.value.items.map(({ title }) => title) : reading.failure.code;
}

test('feeds that are read at once are not taken for one another', async () => {
  const thread = openReadingThread();
  const titles = Array.from({ length: 100 }, (_, at) => `Title ${at}`);
  const read = await Promise.all(titles.map((title) => readBy(thread, titled(title))));
  expect(read).toEqual(titles.map((title) => [title]));
});

test('a feed that freezes its parser is given up, and those behind it are read', async () => {
  const thread = openReadingThread();
  const read = [titled('before'), endless, titled('behind'), endless, titled('last')];
  expect(await Promise.all(read.map((text) => readBy(thread, text)))).toEqual([
    ['before'],
    'feed-too-slow-to-parse',
    ['behind'],
    'feed-too-slow-to-parse',
    ['last'],
  ]);
});

test('everything else goes on while a feed freezes its parser', async () => {
  const thread = openReadingThread();
  await readBy(thread, titled('started'));
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 20);
  await readBy(thread, endless);
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);
});

test('a feed is not blamed when we ourselves are held up', async () => {
  const thread = openReadingThread();
  await readBy(thread, titled('started'));
  const reading = readBy(thread, titled('read meanwhile'));
  const until = performance.now() + 2500;
  while (performance.now() < until);
  expect(await reading).toEqual(['read meanwhile']);
});

test('a feed that fills the memory it is read in is refused, and the next is read', async () => {
  const thread = openReadingThread({ mostMegabytes: 24 });
  const read = await Promise.all([readBy(thread, huge), readBy(thread, titled('next'))]);
  expect(read).toEqual(['feed-not-understood', ['next']]);
});
