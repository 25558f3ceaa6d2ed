import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTerms } from '../../src/coverage/term.ts';
import { composeThread, type ThreadSource } from '../../src/thread/compose-thread.ts';
import { postedWords } from '../../src/thread/posted-words.ts';
import {
  aList,
  anArticle,
  anEvent,
  anImage,
  aParagraph,
  aQuote,
  aRecording,
  aSpeaker,
  aStyle,
  blueskyLimits,
} from './builders.ts';
import { aSource, failureOf, textsOf, threadOf } from './composing.ts';
import { anySource } from './random-articles.ts';

const never = (...neverPost: string[]) => ({ event: anEvent({ neverPost }) });

describe('what has a word that never goes out', () => {
  const article = anArticle({
    blocks: [
      aParagraph(
        '“The embargoed list is long,” said Amara Kessy, Chief of Supply. “We need a plan,” said Ingrid Vassall.',
      ),
      aList(['ten ships', 'an embargoed list', 'twenty crews'], 'Countries offered:'),
    ],
    images: [anImage({ url: 'https://a.example/1.jpg', altText: 'A wall.', caption: 'An embargoed wall.' })],
    recordings: [aRecording({ caption: 'An Embargoed talk.' }), aRecording({ caption: 'A talk.' })],
    preview: { title: '', description: '', imageUrl: 'https://a.example/1-cropped.jpg' },
  });
  const quotes = [
    aQuote('The embargoed list is long,', { start: 1, speaker: aSpeaker({ role: 'Chief of Supply' }) }),
    aQuote('We need a plan,', { start: 80, speaker: aSpeaker({ name: 'Ingrid Vassall', role: null }) }),
  ];

  test('is left out, be it quote, item, picture or recording, and something else takes its place', () => {
    const thread = threadOf({ article, quotes, ...never('embargoed') });
    expect(textsOf(thread).slice(1)).toEqual([
      '“We need a plan.”\n\n— Ingrid Vassall',
      'Countries offered:\n\n• ten ships\n• twenty crews',
      'Video: A talk.\nhttps://news.example.org/video/1',
    ]);
    expect(thread.posts[0]?.attachment).toBeNull();
    expect(thread.leftOut.filter(({ because }) => because === 'never-word')).toEqual([
      { what: 'quote', because: 'never-word', excerpt: 'The embargoed list is long,' },
      { what: 'points', because: 'never-word', excerpt: 'an embargoed list' },
      { what: 'image', because: 'never-word', excerpt: 'An embargoed wall.' },
      { what: 'recording', because: 'never-word', excerpt: 'An Embargoed talk.' },
    ]);
  });

  test('does not come back as the picture the page offers for previews', () => {
    const thread = threadOf({ article, limits: blueskyLimits(), ...never('embargoed') });
    expect(thread.posts[0]?.attachment).toMatchObject({ kind: 'card', imageUrl: null });
  });

  test('is a quote also for the name or office it would stand under', () => {
    expect(textsOf(threadOf({ article, quotes, ...never('Chief of Supply') }), 'quote')).toEqual([
      '“We need a plan.”\n\n— Ingrid Vassall',
    ]);
    const style = aStyle({ glossary: { Vassall: 'Vassal' } });
    const spelled = (word: string) => textsOf(threadOf({ article, quotes, style, ...never(word) }), 'quote');
    expect([spelled('Vassal').length, spelled('Vassall').length]).toEqual([1, 2]);
  });

  test('is a whole list for the words over it', () => {
    const thread = threadOf({ article, quotes, ...never('countries') });
    expect(textsOf(thread, 'points')).toEqual([]);
    expect(thread.leftOut).toContainEqual({
      what: 'points',
      because: 'never-word',
      excerpt: 'Countries offered:',
    });
  });

  test.each([
    ['headline', { headline: 'Embargoed: ministers meet' }],
    ['lead', { lead: 'An EMBARGOED list was read out.' }],
  ])('is the whole thread for a %s with one', (_, told) => {
    const failure = failureOf({ article: anArticle(told), ...never('embargo*', 'classified') });
    expect(failure).toMatchObject({ code: 'never-word', subject: 'story-1', detail: 'embargo*' });
  });
});

test('no thread of any article has a word that never goes out', () => {
  let held = 0;
  fc.assert(
    fc.property(anySource, fc.subarray(commonWords), (source, neverPost) => {
      const composed = composeThread({ ...source, event: { ...source.event, neverPost } });
      if (composed.ok) expect(findTerms(neverPost, postedWords(composed.value))).toEqual([]);
      else if (composed.failure.code === 'never-word') held += 1;
      else expect(['no-headline', 'headline-too-long']).toContain(composed.failure.code);
    }),
    { numRuns: 200, seed: Number(process.env.SEED ?? 20171114) },
  );
  expect(held).toBeLessThan(190);
});

/** Some stand in most of the random articles, some in few. */
const commonWords = ['peace', 'minister*', 'größer', '和平', 'السلام', 'Amara Kessy', 'h*'];

test('the words of a thread are all it says but addresses, tags, handles and the content warning', () => {
  const source: ThreadSource = aSource({
    article: anArticle({ headline: 'Ships leave', lead: null, images: [anImage({ altText: 'A crane.' })] }),
    style: aStyle({ tags: ['Harbour'], contentWarning: 'War' }),
  });
  expect(postedWords(threadOf(source)).filter((line) => line !== '')).toEqual(['Ships leave', 'A crane.']);
  const onBluesky = postedWords(threadOf({ ...source, limits: blueskyLimits() }));
  expect(onBluesky.filter((line) => line !== '')).toEqual(['Ships leave', 'Ships leave', 'A crane.']);
});
