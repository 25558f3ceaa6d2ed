import { describe, expect, test } from 'vitest';
import { aList, anArticle, anEvent, aTemplate, blueskyLimits } from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

describe('a list becomes bullets', () => {
  test('whose semicolons, closing "and" and closing stop are gone', () => {
    const list = aList(
      ['measure progress;', 'seek pledges, from all; and', 'foster solutions.'],
      'The aims are:',
    );
    expect(pointPosts(list)).toEqual([
      'The aims are:\n\n• measure progress\n• seek pledges, from all\n• foster solutions',
    ]);
  });

  test.each([
    ['fr', ['mesurer les progrès ;', 'réformer ; et', 'agir.'], '• mesurer les progrès\n• réformer\n• agir'],
    [
      'de',
      ['Fortschritte messen,', 'werben sowie', 'handeln.'],
      '• Fortschritte messen\n• werben sowie\n• handeln',
    ],
    ['es', ['medir;', 'pedir; y', 'actuar.'], '• medir\n• pedir\n• actuar'],
    ['zh', ['衡量进展；', '争取承诺；以及', '促进创新。'], '• 衡量进展\n• 争取承诺\n• 促进创新'],
    ['ar', ['قياس التقدم؛', 'طلب التعهدات؛ و', 'العمل.'], '• قياس التقدم\n• طلب التعهدات\n• العمل'],
  ])('in %s too', (language, items, bullets) => {
    expect(pointPosts(aList(items), { language })).toEqual([bullets]);
  });

  test('that keep their full stops where every item is a sentence', () => {
    expect(pointPosts(aList(['They came.', 'They talked.']))).toEqual(['• They came.\n• They talked.']);
  });

  test('that keep what a comma joins inside', () => {
    expect(pointPosts(aList(['helicopters, engineers', 'a plan, and money']))).toEqual([
      '• helicopters, engineers\n• a plan, and money',
    ]);
  });

  test('broken between items, never inside one', () => {
    const items = ['one', 'two', 'three'].map((word) => `${word} ${'x'.repeat(180)}`);
    const posts = pointPosts(aList(items, 'They want:'), { on: blueskyLimits() });
    expect(posts).toEqual([`They want:\n\n• ${items[0]}`, `• ${items[1]}`, `• ${items[2]}`]);
  });

  test('without the item no post can hold', () => {
    const thread = threadOf({
      article: anArticle({ blocks: [aList(['short', 'x'.repeat(600)], 'They want:')] }),
    });
    expect(textsOf(thread, 'points')).toEqual(['They want:\n\n• short']);
    expect(thread.leftOut).toMatchObject([{ what: 'points', because: 'too-long' }]);
  });

  test('under the heading above when nothing leads into it', () => {
    const article = anArticle({ blocks: [{ kind: 'heading', text: 'What they want' }, aList(['peace'])] });
    expect(textsOf(threadOf({ article }), 'points')).toEqual(['What they want\n\n• peace']);
  });
});

describe('the intro of a list', () => {
  test('reaches back to a sentence that can stand alone', () => {
    const intro = 'It rained. The Conference is the largest of its kind. It is annual. It aims to:';
    expect(pointPosts(aList(['make peace'], intro))).toEqual([
      'The Conference is the largest of its kind. It is annual. It aims to:\n\n• make peace',
    ]);
  });

  test.each([
    ['fr', 'La Conférence est la plus grande du genre. Elle vise à :'],
    ['ru', 'Конференция — крупнейшая в своём роде. Она призвана:'],
    ['zh', '会议规模最大。它旨在：'],
    ['ja', '会議は最大規模だ。その目的は次の通り：'],
  ])('reaches back in %s too', (language, intro) => {
    expect(pointPosts(aList(['x'], intro), { language })).toEqual([`${intro}\n\n• x`]);
  });

  test('is its last sentence alone when no more fits beside the first item', () => {
    const intro = `The Conference ${'is very large and '.repeat(12)}long. It aims to:`;
    expect(pointPosts(aList(['make peace '.repeat(8).trim()], intro), { on: blueskyLimits() })[0]).toMatch(
      /^It aims to:\n\n• make peace/,
    );
  });

  test('that begins with a word like a pronoun is not taken for one', () => {
    const intro = 'Rain fell. Italy wants:';
    expect(pointPosts(aList(['peace'], intro))).toEqual(['Italy wants:\n\n• peace']);
  });
});

function pointPosts(
  list: ReturnType<typeof aList>,
  { language = 'en', on }: { language?: string; on?: ReturnType<typeof blueskyLimits> } = {},
): string[] {
  const article = anArticle({ language, blocks: [list] });
  const event = anEvent({ parts: aTemplate({ order: ['points'] }) });
  return textsOf(threadOf({ article, event, ...(on === undefined ? {} : { limits: on }) }), 'points');
}
