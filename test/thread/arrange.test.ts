import { describe, expect, test } from 'vitest';
import type { PartsTemplate } from '../../src/coverage/event.ts';
import {
  aList,
  anArticle,
  anEvent,
  aParagraph,
  aQuote,
  aRecording,
  aSpeaker,
  aStyle,
  aTemplate,
  blueskyLimits,
} from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

const kessy = aSpeaker({ role: null });
const vassall = aSpeaker({ name: 'Ingrid Vassall', role: null });

/** A quote, a list that takes two posts anywhere, another quote, a video and an audio piece. */
const article = anArticle({
  blocks: [
    aParagraph('“We are late,” said Amara Kessy.'),
    aList([`one ${'x'.repeat(280)}`, `two ${'x'.repeat(280)}`]),
    aParagraph('“We are early,” said Ingrid Vassall.'),
  ],
  recordings: [aRecording(), aRecording({ kind: 'audio', url: 'https://news.example.org/audio/1' })],
});
const quotes = [
  aQuote('We are late,', { start: 60, speaker: kessy }),
  aQuote('We are early,', { start: 600, speaker: vassall }),
];

describe('the parts of a thread', () => {
  test('keep the article’s order where the template names quotes before points', () => {
    expect(shape({ order: ['quotes', 'points', 'media'] })).toBe('opener late one two early video');
    expect(shape({ order: ['media', 'quotes', 'points'] })).toBe('opener video late one two early');
  });

  test('keep the template’s order where it names points first', () => {
    expect(shape({ order: ['points', 'quotes', 'media'] })).toBe('opener one two late early video');
  });

  test.each([
    [['quotes'], 'opener late early'],
    [['points'], 'opener one two'],
    [['media'], 'opener video'],
    [[], 'opener'],
  ] as const)('are only those the template names: %j', (order, expected) => {
    expect(shape({ order })).toBe(expected);
  });
});

describe('as many posts of a part as the template takes', () => {
  test.each([
    [{ mostPoints: 1 }, 'opener late one early video'],
    [{ mostPoints: 0, mostMedia: 0 }, 'opener late early'],
    [{ mostMedia: 5 }, 'opener late one two early video'],
  ])('%j', (most, expected) => {
    expect(shape({ most })).toBe(expected);
  });

  test('leave the others for the summary', () => {
    const parts = { ...aTemplate(), mostPoints: 1 };
    expect(threadOf({ article, quotes, event: anEvent({ parts }) }).leftOut).toMatchObject([
      { what: 'points', because: 'no-room', excerpt: expect.stringContaining('two') },
    ]);
  });
});

describe('when the most posts are exceeded', () => {
  test.each([
    [6, 'opener late one two early video'],
    [5, 'opener late one early video'],
    [4, 'opener late early video'],
    [3, 'opener late early'],
    [2, 'opener late'],
    [1, 'opener'],
  ])('%i posts hold points for the least and the opener for the most', (mostPosts, expected) => {
    expect(shape({ mostPosts })).toBe(expected);
  });

  test('what was given up is told', () => {
    const thread = threadOf({ article, quotes, style: aStyle({ mostPosts: 2 }) });
    expect(thread.leftOut.map(({ what, because }) => `${what} ${because}`)).toEqual([
      'points no-room',
      'points no-room',
      'recording no-room',
      'recording no-room',
      'quote no-room',
    ]);
  });

  test('the lower of the account’s and the event’s limits holds', () => {
    const parts = { ...aTemplate(), mostPosts: 2 };
    const thread = threadOf({ article, quotes, event: anEvent({ parts }), style: aStyle({ mostPosts: 5 }) });
    expect(thread.posts).toHaveLength(2);
  });
});

describe('where posts carry a card of ours', () => {
  test.each([
    [7, 'opener late one two early video audio'],
    [6, 'opener late one two early+audio video'],
    [5, 'opener late one two early+video'],
    [4, 'opener late one early+video'],
    [3, 'opener late early+video'],
    [2, 'opener late+video'],
  ])('a recording without its own of %i posts plays from the last quote’s', (mostPosts, expected) => {
    expect(shape({ mostPosts, bluesky: true })).toBe(expected);
  });

  test('and no quote is posted, the first recording takes a key point’s place', () => {
    expect(shape({ mostPosts: 3, bluesky: true, order: ['points', 'media'] })).toBe('opener one video');
  });
});

/** The thread in one word a post: its first telling word, and "+audio" or "+video" for a shared card. */
function shape({
  order = ['quotes', 'points', 'media'] as PartsTemplate['order'],
  mostPosts = 6,
  bluesky = false,
  most = {} as Partial<PartsTemplate>,
}): string {
  const thread = threadOf({
    article,
    quotes,
    event: anEvent({ parts: { ...aTemplate(), mostPosts, order, ...most } }),
    style: aStyle({ mostPosts }),
    ...(bluesky ? { limits: blueskyLimits() } : {}),
  });
  const words = textsOf(thread).map((text) => /late|early|one|two|Video|Audio/.exec(text)?.[0].toLowerCase());
  return thread.posts
    .map(({ role, attachment }, index) => {
      const shared =
        role === 'quote' && attachment?.kind === 'card' ? `+${/video|audio/.exec(attachment.url)}` : '';
      return role === 'opener' ? 'opener' : `${words[index]}${shared}`;
    })
    .join(' ');
}
