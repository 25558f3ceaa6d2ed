import { expect, test } from 'vitest';
import { processorTime } from '../processor-time.ts';
import { aList, anArticle, aParagraph, aQuote, blueskyLimits, mastodonLimits } from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

const networks = [
  ['Mastodon', mastodonLimits()],
  ['Bluesky', blueskyLimits()],
] as const;

test.each(networks)('a transcript of 10,000 quotes makes a thread on %s in seconds', (_, limits) => {
  const words = Array.from({ length: 10_000 }, (__, index) => `We counted to ${index} and stopped,`);
  const article = anArticle({ blocks: words.map((each) => aParagraph(`“${each}” said Amara Kessy.`)) });
  const quotes = words.map((each, index) => aQuote(each, { start: index * 60 }));
  const compose = () => expect(textsOf(threadOf({ article, quotes, limits }), 'quote')).toHaveLength(2);
  expect(processorTime(compose)).toBeLessThan(3000);
});

test.each(networks)('a speech of a megabyte is cut to sentences on %s in seconds', (_, limits) => {
  const words = 'We counted and stopped. '.repeat(40_000).trim();
  const article = anArticle({ blocks: [aParagraph(`“${words}” said Amara Kessy.`), aList([words, 'x'])] });
  const compose = () => {
    const thread = threadOf({ article, quotes: [aQuote(words)], limits });
    expect(textsOf(thread, 'quote')[0]).toMatch(
      /^“(We counted and stopped\. )+We counted and stopped\.”\n\n— Amara Kessy$/,
    );
    expect(textsOf(thread, 'points')).toEqual(['• x']);
  };
  expect(processorTime(compose)).toBeLessThan(5000);
});
