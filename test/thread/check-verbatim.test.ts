import { describe, expect, test } from 'vitest';
import { checkVerbatim } from '../../src/thread/check-verbatim.ts';
import { mention, plain } from '../../src/thread/spans.ts';
import type { Attachment, Post, Span, Thread } from '../../src/thread/thread.ts';
import {
  anArticle,
  anImage,
  aParagraph,
  aQuote,
  aRecording,
  aSpeaker,
  aStyle,
  blueskyLimits,
  mastodonLimits,
} from './builders.ts';
import { aSource, failureOf, threadOf } from './composing.ts';
import { vancouverOn } from './vancouver.ts';

const source = aSource({
  article: anArticle({
    lead: 'Ministers will not sign the pledge, officials said on Tuesday.',
    blocks: [
      aParagraph('“We need a plan. We need it now,” said Amara Kessy, the Chief of Supply.'),
      aParagraph('“Nobody asked us,” said Ingrid Vassall, the Defence Minister.'),
    ],
    images: [anImage()],
    recordings: [aRecording()],
  }),
  quotes: [
    aQuote('We need a plan. We need it now,', { start: 63, speaker: aSpeaker({ role: 'Chief of Supply' }) }),
    aQuote('Nobody asked us,', {
      start: 150,
      speaker: aSpeaker({ name: 'Ingrid Vassall', role: 'Defence Minister' }),
    }),
  ],
  style: aStyle({ handles: { 'Amara Kessy': 'kessy.example.org' } }),
});
const composed = threadOf(source);

describe('a thread passes', () => {
  test('as the composer made it', () => {
    expect(checkVerbatim(composed, source).ok).toBe(true);
  });

  test.each([
    ['Mastodon', mastodonLimits()],
    ['Bluesky', blueskyLimits()],
  ])('when it is the Vancouver thread on %s', (_, limits) => {
    const vancouver = vancouverOn(limits);
    expect(checkVerbatim(threadOf(vancouver), vancouver).ok).toBe(true);
  });

  test.each([
    ['one sentence of a quote', '“We need it now.”\n\n— Amara Kessy, Chief of Supply'],
    ['a name without its role', '“Nobody asked us.”\n\n— Ingrid Vassall'],
  ])('with %s', (_, text) => {
    expect(verdictOn({ role: 'quote', spans: [plain(text)] })).toBe('passes');
  });

  test('with source text that was made harmless', () => {
    const article = anArticle({ blocks: [aParagraph('Follow @news or #peace on https://un.org today.')] });
    const spans = [plain('Follow @\u2060news or #\u2060peace on https:\u2060//un.org today.')];
    const thread = { ...composed, posts: [{ ...postOf('media'), spans, attachment: null }] };
    expect(checkVerbatim(thread, aSource({ article })).ok).toBe(true);
  });
});

describe('a thread is refused as not-in-source', () => {
  test.each([
    ['a sentence nobody wrote', 'opener', 'Ministers are delighted.'],
    ['a word changed', 'opener', 'Ministers will not sign the treaty, officials said on Tuesday.'],
    ['a sentence cut short', 'opener', 'Ministers will'],
    ['a sentence cut at its comma', 'opener', 'Ministers will not sign the pledge.'],
    ['a sentence that starts in its middle', 'opener', 'sign the pledge, officials said on Tuesday.'],
    ['a word left out', 'opener', 'Ministers will sign the pledge, officials said on Tuesday.'],
    ['an invented bullet', 'points', '• peace on earth'],
    ['an invented caption', 'media', 'Video: The minister dances.'],
    ['a quote nobody said', 'quote', '“We need a miracle.”\n\n— Amara Kessy, Chief of Supply'],
    ['two sentences run together', 'quote', '“We need a plan now.”\n\n— Amara Kessy, Chief of Supply'],
    ['a sign that would ping', 'opener', 'Ministers meet in Port Selwyn @news'],
    ['a good line above a bad one', 'opener', 'Ministers meet in Port Selwyn\n\nHooray!'],
  ] as const)('for %s', (_, role, text) => {
    expect(verdictOn({ role, spans: [plain(text)] })).toBe('not-in-source');
  });

  test.each<[string, Span]>([
    ['a link elsewhere', { kind: 'link', text: 'https://evil.example', url: 'https://evil.example' }],
    ['a link that shows another address', { kind: 'link', text: 'https://un.org', url: source.article.url }],
    ['a tag the operator never gave', { kind: 'tag', text: '#Trending', tag: 'Trending' }],
    ['a tag that says something else', { kind: 'tag', text: '#PortSelwyn', tag: 'Trending' }],
    [
      'a mention of somebody who never agreed',
      { kind: 'mention', text: '@un.example', handle: '@un.example' },
    ],
  ])('for %s', (_, span) => {
    expect(verdictOn({ role: 'opener', spans: [span] })).toBe('not-in-source');
  });

  test.each<[string, Attachment]>([
    ['a card with words of its own', { ...aCard(), description: 'You won’t believe it.' }],
    ['a card to elsewhere', { ...aCard(), url: 'https://evil.example/' }],
    ['a card with a stranger’s picture', { ...aCard(), imageUrl: 'https://evil.example/x.jpg' }],
    [
      'a picture with an invented alt text',
      { kind: 'images', images: [{ url: 'https://news.example.org/picture.jpg', altText: 'A dragon.' }] },
    ],
    [
      'a stranger’s picture',
      {
        kind: 'images',
        images: [{ url: 'https://evil.example/x.jpg', altText: 'A helicopter lands on a dusty field.' }],
      },
    ],
  ])('for %s', (_, attachment) => {
    expect(verdictOn({ attachment })).toBe('not-in-source');
  });

  test('for source text whose signs are still live', () => {
    const article = anArticle({ headline: 'Follow @news today' });
    const thread = { ...composed, posts: [{ ...postOf('opener'), spans: [plain('Follow @news today')] }] };
    expect(checkVerbatim(thread, aSource({ article })).ok).toBe(false);
  });

  test('by the composer itself, when a quote it was given breaks off in a word', () => {
    const article = anArticle({ blocks: [aParagraph('“We need a planet,” said Amara Kessy.')] });
    const quotes = [aQuote('We need a plan', { speaker: aSpeaker({ role: null }) })];
    expect(failureOf({ article, quotes })).toMatchObject({ code: 'not-in-source', subject: 'story-1' });
  });

  test('for a content warning the operator did not write', () => {
    expect(verdictOn({ contentWarning: 'Beware' })).toBe('not-in-source');
  });

  test('names the thread’s story and the first foreign words', () => {
    const thread = { ...composed, posts: [{ ...postOf('opener'), spans: [plain('Hooray for ministers!')] }] };
    expect(checkVerbatim(thread, source)).toEqual({
      ok: false,
      failure: { code: 'not-in-source', subject: 'story-1', detail: 'Hooray for ministers!' },
    });
  });
});

describe('a quote is refused as wrong-speaker', () => {
  test.each([
    ['under another speaker’s name', '“Nobody asked us.”\n\n— Amara Kessy, Chief of Supply'],
    ['with another speaker’s role', '“Nobody asked us.”\n\n— Ingrid Vassall, Chief of Supply'],
    ['under a name the article doesn’t give', '“Nobody asked us.”\n\n— John Doe'],
    ['with two speakers’ words', '“We need it now. Nobody asked us.”\n\n— Amara Kessy, Chief of Supply'],
  ])('%s', (_, text) => {
    expect(verdictOn({ role: 'quote', spans: [plain(text)] })).toBe('wrong-speaker');
  });

  test('under a handle that is somebody else’s', () => {
    const spans = [
      plain('“Nobody asked us.”\n\n— Ingrid Vassall ('),
      mention('kessy.example.org'),
      plain(')'),
    ];
    expect(verdictOn({ role: 'quote', spans })).toBe('wrong-speaker');
  });

  test('without a speaker', () => {
    expect(verdictOn({ role: 'quote', spans: [plain('“Nobody asked us.”')] })).toBe('wrong-speaker');
  });
});

function postOf(role: Post['role']): Post {
  return {
    role,
    spans: [plain('Ministers meet in Port Selwyn')],
    language: 'en',
    attachment: null,
    visibility: 'public',
    contentWarning: null,
  };
}

function aCard(): Extract<Attachment, { kind: 'card' }> {
  return {
    kind: 'card',
    url: source.article.url,
    title: source.article.headline,
    description: '',
    imageUrl: null,
    imageAltText: null,
  };
}

/** What the check says of a thread whose second post has this planted in it. */
function verdictOn(planted: Partial<Post>): string {
  const thread: Thread = {
    ...composed,
    posts: [postOf('opener'), { ...postOf('opener'), ...planted }],
  };
  const checked = checkVerbatim(thread, source);
  return checked.ok ? 'passes' : checked.failure.code;
}
