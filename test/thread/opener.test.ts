import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/thread/spans.ts';
import { anArticle, anImage, aStyle, blueskyLimits, mastodonLimits } from './builders.ts';
import { failureOf, textsOf, threadOf } from './composing.ts';

const article = anArticle({
  headline: 'Ministers meet in Port Selwyn',
  lead: 'Defence ministers met in Port Selwyn on Tuesday.',
  images: [anImage()],
});

describe('an opener where the server makes the card', () => {
  test('holds headline, lead, link and tags', () => {
    expect(textsOf(threadOf({ article }), 'opener')).toEqual([
      'Ministers meet in Port Selwyn\n\nDefence ministers met in Port Selwyn on Tuesday.\n\nhttps://news.example.org/story/1\n\n#PortSelwyn',
    ]);
  });

  test('holds the headline alone when the lead has no room', () => {
    const long = anArticle({ lead: `Defence ministers ${'and more '.repeat(60)}met.` });
    const thread = threadOf({ article: long });
    expect(textsOf(thread, 'opener')).toEqual([
      'Ministers meet in Port Selwyn\n\nhttps://news.example.org/story/1\n\n#PortSelwyn',
    ]);
    expect(thread.leftOut).toMatchObject([{ what: 'lead', because: 'no-room' }]);
  });

  test('counts the content warning into its limit', () => {
    const almostFull = anArticle({ lead: 'x'.repeat(420) });
    const warned = aStyle({ contentWarning: 'War, displacement, hunger' });
    const spoken = (style = aStyle()) => textsOf(threadOf({ article: almostFull, style }), 'opener')[0];
    expect(spoken()).toContain('xxx');
    expect(spoken(warned)).not.toContain('xxx');
  });

  test('carries the main picture with its alt text', () => {
    expect(threadOf({ article }).posts[0]?.attachment).toEqual({
      kind: 'images',
      images: [
        { url: 'https://news.example.org/picture.jpg', altText: 'A helicopter lands on a dusty field.' },
      ],
    });
  });
});

describe('an opener with a card of ours', () => {
  test('holds headline and tags, and the card link, lead and picture', () => {
    const [opener] = threadOf({ article, limits: blueskyLimits() }).posts;
    expect(textOf(opener?.spans ?? [])).toBe('Ministers meet in Port Selwyn\n\n#PortSelwyn');
    expect(opener?.attachment).toEqual({
      kind: 'card',
      url: 'https://news.example.org/story/1',
      title: 'Ministers meet in Port Selwyn',
      description: 'Defence ministers met in Port Selwyn on Tuesday.',
      imageUrl: 'https://news.example.org/picture.jpg',
      imageAltText: 'A helicopter lands on a dusty field.',
    });
  });

  test('describes an endless lead by its first sentences', () => {
    const endless = anArticle({ lead: 'They came and they talked. '.repeat(200).trim() });
    const card = threadOf({ article: endless, limits: blueskyLimits() }).posts[0]?.attachment;
    expect(card).toMatchObject({ description: 'They came and they talked. '.repeat(37).trim() });
  });

  test('shows the picture of the page’s own preview when nobody described one', () => {
    const bare = anArticle({
      images: [anImage({ altText: null, url: 'https://news.example.org/og.jpg' })],
      preview: { title: 'x', description: 'y', imageUrl: 'https://news.example.org/og.jpg' },
    });
    const thread = threadOf({ article: bare, limits: blueskyLimits() });
    expect(thread.posts[0]?.attachment).toMatchObject({
      imageUrl: 'https://news.example.org/og.jpg',
      imageAltText: null,
    });
    expect(thread.leftOut).toEqual([]);
  });
});

describe('a picture is left out', () => {
  test.each([
    ['without an alt text', null, 'no-alt-text'],
    ['with an empty alt text', '  ', 'no-alt-text'],
    ['when not one sentence of its alt text fits', 'x'.repeat(1501), 'too-long'],
  ])('%s', (_, altText, because) => {
    const thread = threadOf({ article: anArticle({ images: [anImage({ altText })] }) });
    expect(thread.posts[0]?.attachment).toBeNull();
    expect(thread.leftOut).toMatchObject([
      { what: 'image', because, excerpt: 'https://news.example.org/picture.jpg' },
    ]);
  });

  test('after the first that is described', () => {
    const images = ['a', 'b', 'c'].map((name) =>
      anImage({ url: `https://news.example.org/${name}.jpg`, altText: name === 'a' ? null : 'A field.' }),
    );
    const thread = threadOf({ article: anArticle({ images }) });
    expect(thread.posts[0]?.attachment).toMatchObject({
      images: [{ url: 'https://news.example.org/b.jpg' }],
    });
    expect(thread.leftOut.map(({ because }) => because)).toEqual(['no-alt-text', 'no-room']);
  });
});

test('an alt text too long keeps its first whole sentences', () => {
  const altText = `A helicopter lands. ${'X'.repeat(1500)}.`;
  const thread = threadOf({ article: anArticle({ images: [anImage({ altText })] }) });
  expect(thread.posts[0]?.attachment).toMatchObject({ images: [{ altText: 'A helicopter lands.' }] });
});

describe('tags', () => {
  test('are the account’s first two, live, each once, and on the opener only', () => {
    const style = aStyle({ tags: ['UNPeacekeeping', '#Vancouver', 'vancouver', 'Canada'] });
    const thread = threadOf({ article: anArticle({ recordings: [] }), style });
    const tags = thread.posts.map(({ spans }) => spans.filter(({ kind }) => kind === 'tag'));
    expect(tags).toEqual([
      [
        { kind: 'tag', text: '#UNPeacekeeping', tag: 'UNPeacekeeping' },
        { kind: 'tag', text: '#Vancouver', tag: 'Vancouver' },
      ],
    ]);
  });

  test('leave no gap behind when there are none', () => {
    const style = aStyle({ tags: [] });
    expect(textsOf(threadOf({ style }))[0]).toMatch(/story\/1$/);
  });
});

test('the opener and the posts after it have each their visibility', () => {
  const thread = threadOf({
    article: anArticle({
      recordings: [{ kind: 'video', url: 'https://news.example.org/v', caption: 'A film.' }],
    }),
    style: aStyle({ visibility: { opener: 'unlisted', followUps: 'private' } }),
  });
  expect(thread.posts.map(({ visibility }) => visibility)).toEqual(['unlisted', 'private']);
});

test.each([
  ['has no headline', ' ', 'no-headline'],
  ['has a headline no post can hold', 'word '.repeat(120), 'headline-too-long'],
])('a story that %s makes no thread', (_, headline, code) => {
  expect(failureOf({ article: anArticle({ headline }), limits: mastodonLimits() })).toMatchObject({
    code,
    subject: 'https://news.example.org/story/1',
  });
});
