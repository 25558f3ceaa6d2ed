import { describe, expect, test } from 'vitest';
import { wordingFor } from '../../src/thread/wording/wording.ts';
import {
  anArticle,
  anEvent,
  aParagraph,
  aQuote,
  aRecording,
  aSpeaker,
  aStyle,
  blueskyLimits,
} from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

describe('each language', () => {
  test.each([
    ['en', '“Peace, now.”', 'Video: Film.'],
    ['fr', '«\u00a0Peace, now.\u00a0»', 'Vidéo\u00a0: Film.'],
    ['es', '«Peace, now.»', 'Vídeo: Film.'],
    ['de', '„Peace, now.“', 'Video: Film.'],
    ['de-CH', '«Peace, now.»', 'Video: Film.'],
    ['pt-BR', '“Peace, now.”', 'Vídeo: Film.'],
    ['pt-PT', '«Peace, now.»', 'Vídeo: Film.'],
    ['it', '«Peace, now.»', 'Video: Film.'],
    ['ru', '«Peace, now.»', 'Видео: Film.'],
    ['pl', '„Peace, now.”', 'Wideo: Film.'],
    ['sv', '”Peace, now.”', 'Video: Film.'],
    ['ar', '«Peace, now.»', 'فيديو: Film.'],
    ['zh', '“Peace, now。”', '视频：Film.'],
    ['zh-TW', '「Peace, now。」', '影片：Film.'],
    ['zh-Hant-HK', '「Peace, now。」', '影片：Film.'],
    ['ja', '「Peace, now」', '動画：Film.'],
  ])('has its own marks and labels: %s', (language, quoted, labelled) => {
    const thread = threadOf({
      article: anArticle({
        language,
        blocks: [aParagraph('Peace, now, said Amara Kessy.')],
        recordings: [aRecording({ caption: 'Film.' })],
      }),
      quotes: [aQuote('Peace, now,', { speaker: aSpeaker({ role: null }) })],
      limits: blueskyLimits(),
    });
    expect(textsOf(thread, 'quote')[0]?.split('\n')[0]).toBe(quoted);
    expect(textsOf(thread, 'media')).toEqual([labelled]);
    expect(thread.posts.map((post) => post.language)).toEqual([language, language, language]);
  });

  test('that has no table of its own borrows the English one', () => {
    expect(wordingFor('sw').language).toBe('en');
    expect(wordingFor('').language).toBe('en');
  });

  test('is found by its variant, however it is written', () => {
    expect(wordingFor('FR-ca').language).toBe('fr');
    expect(wordingFor('zh_TW').language).toBe('zh-TW');
    expect(wordingFor('de-CH-1996').language).toBe('de-CH');
  });

  test('of an article that names none is the account’s', () => {
    const thread = threadOf({ article: anArticle({ language: '' }), style: aStyle({ language: 'fr' }) });
    expect(thread.posts[0]?.language).toBe('fr');
  });
});

describe('the opener of a live blog', () => {
  test.each([
    ['en', 'Members vote on the treaty', 'Live: Members vote on the treaty'],
    ['en', 'How cities live with floods', 'Live: How cities live with floods'],
    ['en', 'Live updates: Members vote', 'Live updates: Members vote'],
    ['en', 'Assembly LIVE: Members vote', 'Assembly LIVE: Members vote'],
    ['fr', 'Les membres votent', 'En direct\u00a0: Les membres votent'],
    ['fr', 'EN DIRECT – Les membres votent', 'EN DIRECT – Les membres votent'],
    ['ja', '加盟国が採決', 'ライブ：加盟国が採決'],
  ])('says so once, in %s: %s', (language, headline, opener) => {
    const article = anArticle({ language, headline, lead: null, isLive: true });
    expect(textsOf(threadOf({ article }), 'opener')[0]?.split('\n')[0]).toBe(opener);
  });

  test('is no other article’s', () => {
    expect(textsOf(threadOf(), 'opener')[0]).toMatch(/^Ministers meet/);
  });
});

test('Chinese names and roles join without spaces', () => {
  const thread = threadOf({
    article: anArticle({
      language: 'zh',
      headline: '部长会议开幕',
      lead: '会议今天开幕。',
      blocks: [aParagraph('外交部长王毅说：“我们需要和平。我们现在就需要。”')],
    }),
    quotes: [aQuote('我们需要和平。我们现在就需要。', { speaker: { name: '王毅', role: '外交部长' } })],
  });
  expect(textsOf(thread, 'quote')).toEqual(['“我们需要和平。我们现在就需要。”\n\n——王毅，外交部长']);
});

test('a Japanese quote of two broken sentences keeps the stop between them and none at its end', () => {
  const text = '和平が必要だ」と述べた。「今すぐ必要だ';
  const thread = threadOf({
    article: anArticle({
      language: 'ja',
      blocks: [aParagraph(`アマラ氏は「${text}」と山田太郎氏は語った。`)],
    }),
    quotes: [
      aQuote(text, {
        parts: [
          { start: 0, end: 6 },
          { start: 13, end: 19 },
        ],
        speaker: { name: '山田太郎', role: null },
      }),
    ],
  });
  expect(textsOf(thread, 'quote')).toEqual(['「和平が必要だ。今すぐ必要だ」\n\n― 山田太郎']);
});

describe('right-to-left text', () => {
  const thread = threadOf({
    article: anArticle({
      language: 'ar',
      headline: 'الوزراء يجتمعون',
      lead: 'اجتمع الوزراء اليوم.',
      blocks: [aParagraph('قال محمد علي، وزير الدفاع: «نحن بحاجة إلى السلام».')],
    }),
    quotes: [aQuote('نحن بحاجة إلى السلام', { speaker: { name: 'محمد علي', role: 'وزير الدفاع' } })],
    style: aStyle({ handles: { 'محمد علي': 'ali.example.org' }, tags: ['Peace'] }),
    event: anEvent(),
  });

  test('keeps a handle and its brackets in isolates, so that they stay on their side', () => {
    expect(textsOf(thread, 'quote')).toEqual([
      '«نحن بحاجة إلى السلام.»\n\n— محمد علي \u2068(@ali.example.org)\u2069، وزير الدفاع',
    ]);
  });

  test('keeps links and tags on lines of their own', () => {
    expect(textsOf(thread, 'opener')).toEqual([
      'الوزراء يجتمعون\n\nاجتمع الوزراء اليوم.\n\nhttps://news.example.org/story/1\n\n#Peace',
    ]);
  });
});
