import { describe, expect, test } from 'vitest';
import { anArticle, aRecording, blueskyLimits } from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

const audio = aRecording({
  kind: 'audio',
  url: 'https://news.example.org/audio/1',
  caption: 'The general listens.',
});
const video = aRecording();

describe('recordings where the server makes the cards', () => {
  test('stand in one post with caption and live link, video first', () => {
    const thread = threadOf({ article: anArticle({ recordings: [audio, video] }) });
    expect(textsOf(thread, 'media')).toEqual([
      'Video: The minister speaks.\nhttps://news.example.org/video/1\n\nAudio: The general listens.\nhttps://news.example.org/audio/1',
    ]);
    const links = thread.posts[1]?.spans.filter(({ kind }) => kind === 'link');
    expect(links).toMatchObject([{ url: video.url }, { url: audio.url }]);
  });

  test('take a second post when one is full', () => {
    const long = { ...video, caption: `The minister ${'speaks and '.repeat(38)}stops.` };
    const thread = threadOf({ article: anArticle({ recordings: [long, audio] }) });
    expect(textsOf(thread, 'media')).toHaveLength(2);
  });

  test('keep whole sentences of a caption too long', () => {
    const long = { ...video, caption: `The minister speaks. ${'Then speaks. '.repeat(60)}` };
    expect(textsOf(threadOf({ article: anArticle({ recordings: [long] }) }), 'media')[0]).toMatch(
      /^Video: The minister speaks\. (Then speaks\. )+Then speaks\.\nhttps/,
    );
  });

  test('are left out when not one sentence of the caption fits', () => {
    const endless = { ...video, caption: 'speaking '.repeat(100) };
    const thread = threadOf({ article: anArticle({ recordings: [endless] }) });
    expect(textsOf(thread, 'media')).toEqual([]);
    expect(thread.leftOut).toMatchObject([{ what: 'recording', because: 'too-long' }]);
  });
});

describe('recordings with a card of ours', () => {
  test('have a post each, the link in its card', () => {
    const thread = threadOf({ article: anArticle({ recordings: [video, audio] }), limits: blueskyLimits() });
    expect(textsOf(thread, 'media')).toEqual(['Video: The minister speaks.', 'Audio: The general listens.']);
    expect(thread.posts[1]?.attachment).toEqual({
      kind: 'card',
      url: 'https://news.example.org/video/1',
      title: 'Video: The minister speaks.',
      description: 'Ministers meet in Port Selwyn',
      imageUrl: null,
      imageAltText: null,
    });
  });
});

test('a recording without a caption is known by the headline', () => {
  const article = anArticle({ recordings: [{ ...video, caption: null }] });
  expect(textsOf(threadOf({ article }), 'media')[0]).toMatch(/^Video: Ministers meet in Port Selwyn\n/);
});

test('a caption that brings its own label keeps one', () => {
  const article = anArticle({ recordings: [{ ...video, caption: 'VIDEO: The minister speaks.' }] });
  expect(textsOf(threadOf({ article }), 'media')[0]).toMatch(/^Video: The minister speaks\.\n/);
});
