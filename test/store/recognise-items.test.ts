import { expect, test } from 'vitest';
import { fingerprintIn } from '../../src/feed/identity.ts';
import { nameItems } from '../../src/store/name-items.ts';
import { recogniseItems } from '../../src/store/recognise-items.ts';
import { processorTime } from '../processor-time.ts';
import { anItem, feedUrl } from './builders.ts';

const many = 5000;

test.each([
  [
    'one guid',
    (at: number) => ({ id: 'news', link: `https://news.example/${at}`, title: `Item ${at}` }),
    many,
  ],
  [
    'one page',
    (at: number) => ({ id: `${at}`, link: `https://news.example/live#${at}`, title: `Item ${at}` }),
    many,
  ],
  ['all of it', () => ({ id: 'news', link: 'https://news.example/', title: 'Item' }), 1],
])('thousands of items that share %s are told apart once each', (_, said, stories) => {
  const words = Array.from({ length: 50_000 }, (_, at) => `word${at}`).join(' ');
  const items = Array.from({ length: many }, (_, at) => {
    const { id, link, title } = said(at);
    const like = anItem({ id: `${at}` });
    const item = { ...like.item, id, link, title, summaryHtml: at === 0 ? words : 'Some words.' };
    const aliases = [
      { kind: 'guid', value: id },
      { kind: 'link', value: link.replace(/#.*/, '') },
      { kind: 'title-date', value: title },
    ] as const;
    return { ...like, item, aliases, fingerprint: fingerprintIn(null, item) };
  });
  const named = nameItems(items, new Map());
  const digestOfFirst = named[0]?.aliases[0]?.digest ?? '';
  const known = {
    storyIdByDigest: new Map([[digestOfFirst, 'story-known']]),
    storyById: new Map([['story-known', { feedUrl, contentHash: 'hash' }]]),
  };
  let found = new Set<string>();
  const time = processorTime(() => {
    found = new Set(recogniseItems({ items: named, feedUrl, polledAt: 0, known }).values());
  });
  expect(found.size).toBe(stories);
  expect(time).toBeLessThan(5000);
});
