import { describe, expect, it } from 'vitest';

import { documentedLimits } from '../../src/networks/documented-limits.ts';
import { composeDigest, type DigestEntry } from '../../src/thread/compose-digest.ts';
import type { Limits } from '../../src/thread/limits.ts';
import { measureText } from '../../src/thread/measure.ts';
import { textOf } from '../../src/thread/spans.ts';
import { aStyle } from './builders.ts';

const entry = (number: number, headline = `Ministers agree on point ${number} of the harbour plan`) => ({
  number,
  headline,
  url: `https://news.example/story/${number}`,
});

function digest(entries: readonly (DigestEntry & { number: number })[], limits: Limits) {
  return composeDigest(entries, {
    subject: 'digest:d1',
    style: aStyle(),
    limits,
    compare: (one, other) => one.number - other.number,
  });
}

describe('a digest', () => {
  it('tells each headline as its article has it, with its link, in the order of the news', () => {
    const composed = digest([entry(2), entry(1)], documentedLimits('mastodon'));
    expect(composed?.thread.posts.map(({ spans }) => textOf(spans))).toEqual([
      `In brief:

Ministers agree on point 1 of the harbour plan
https://news.example/story/1

Ministers agree on point 2 of the harbour plan
https://news.example/story/2`,
    ]);
  });

  it('links the headlines themselves where an address would count in full', () => {
    const composed = digest([entry(1)], documentedLimits('bluesky'));
    expect(composed?.thread.posts[0]?.spans.slice(2)).toEqual([
      { kind: 'link', text: entry(1).headline, url: entry(1).url },
    ]);
  });

  it.each([
    ['Mastodon', documentedLimits('mastodon')],
    ['Bluesky', documentedLimits('bluesky')],
  ])('keeps to one post on %s, and tells what is worth most', (_, limits) => {
    const entries = [9, 1, 8, 2, 7, 3, 6, 4, 5].map((number) =>
      entry(number, `${number} `.repeat(30).trim()),
    );
    const composed = digest(entries, limits);
    expect(composed?.thread.posts).toHaveLength(1);
    const [post] = composed?.thread.posts ?? [];
    const { fits } = measureText(post?.spans ?? [], { measure: limits.measure, contentWarning: null });
    expect(fits).toBe(true);
    const told = composed?.told.map(({ number }) => number) ?? [];
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told).toContain(9);
    expect(told.length).toBeLessThan(9);
  });

  it('defuses what would ping or trend in a headline', () => {
    const composed = digest([entry(1, '@mayor opens #Harbour')], documentedLimits('mastodon'));
    expect(textOf(composed?.thread.posts[0]?.spans ?? [])).not.toMatch(/@mayor|#Harbour/);
  });

  it('is none when not even one headline has room', () => {
    expect(digest([entry(1, 'x'.repeat(600))], documentedLimits('mastodon'))).toBeNull();
  });
});
