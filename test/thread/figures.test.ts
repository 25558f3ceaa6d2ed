import { describe, expect, test } from 'vitest';
import { aList, anArticle, anEvent, aParagraph, aQuote, aTemplate, blueskyLimits } from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

/** The key points of an article whose text, under its lead, is the given paragraphs. */
function pointsOf(
  paragraphs: readonly string[],
  told: Partial<Parameters<typeof threadOf>[0]> = {},
): string[] {
  const blocks = paragraphs.map(aParagraph);
  const event = anEvent({ parts: aTemplate({ mostQuotes: 0, order: ['points'] }), ...told?.event });
  return textsOf(threadOf({ ...told, article: anArticle({ blocks }), event }), 'points');
}

describe('an article without a list', () => {
  test('has the sentences that count most for its key points, in its order', () => {
    expect(
      pointsOf([
        'About 300 people came to the harbour on Monday. The weather was fine.',
        'Some 1,200 of 4,000 boats were moored, 30 per cent of the fleet.',
        'Fees rose by 12 per cent to 45 dollars.',
      ]),
    ).toEqual([
      '• Some 1,200 of 4,000 boats were moored, 30 per cent of the fleet.\n• Fees rose by 12 per cent to 45 dollars.',
    ]);
  });

  test.each([
    ['a year', 'The harbour was built by the city in 1997.'],
    ['a day', 'The harbour was closed on 14 November by the city.'],
    ['a day after its month', 'The harbour was closed on November 14 by the city.'],
    ['the number of a name', 'The city adopted by vote Resolution 2686 on harbours.'],
    ['a small number', 'The city closed two harbours and 3 piers in all.'],
    ['an ordinal', 'The city celebrated the 50th year of its harbour.'],
    ['a time', 'The harbour was closed at 14:30 by the city guard.'],
    ['no number', 'The harbour was closed by the city guard at night.'],
  ])('does not take %s for a figure', (_, sentence) => {
    expect(pointsOf([sentence])).toEqual([]);
  });

  test.each([
    ['begins with a pronoun', 'They counted 400 boats in the harbour that night.'],
    ['ends with one that speaks', 'At least 400 boats were lost that night, she said.'],
    ['is somebody’s words', 'The harbour “lost 400 boats” that night, said the city.'],
  ])('leaves out a sentence that %s', (_, sentence) => {
    expect(pointsOf([sentence])).toEqual([]);
  });

  test('leaves out a sentence from the middle of what somebody says', () => {
    const said = 'We were late. The city counted 400 boats in all. Never again.';
    const article = anArticle({ blocks: [aParagraph(`“${said}” said Amara Kessy.`)] });
    expect(textsOf(threadOf({ article, quotes: [aQuote(said)] }), 'points')).toEqual([]);
  });

  test('leaves out what the lead has told', () => {
    const lead = 'At least 400 boats were lost in Port Selwyn.';
    expect(textsOf(threadOf({ article: anArticle({ lead, blocks: [aParagraph(lead)] }) }), 'points')).toEqual(
      [],
    );
  });

  test('leaves out what never goes out', () => {
    const sentence = 'At least 400 embargoed boats were lost in the harbour.';
    expect(pointsOf([sentence], { event: anEvent({ neverPost: ['embargoed'] }) })).toEqual([]);
  });

  test('has the weightier of two where one post can’t hold both', () => {
    const long = (figures: string) => `The harbour holds ${figures} ${'and still more '.repeat(12)}boats.`;
    const [first, second] = [long('400'), long('400 of 900')];
    expect(pointsOf([first, second], { limits: blueskyLimits() })).toEqual([second]);
  });

  test.each([
    ['de', 'Im Hafen liegen nach Angaben der Stadt 3,5 Millionen Boote.'],
    ['fr', 'Le port compte 2 millions de bateaux selon la ville.'],
    ['ru', 'В порту стоят 40 процентов всех судов страны.'],
    ['zh', '据该市统计，港口目前共停泊了大约3万艘各类大小船只。'],
  ])('has figures in %s too', (language, sentence) => {
    const article = anArticle({ language, blocks: [aParagraph(sentence)] });
    expect(textsOf(threadOf({ article }), 'points')).toEqual([sentence]);
  });
});

test('an article with a list has that for its key points', () => {
  const blocks = [aParagraph('At least 400 boats were lost that night.'), aList(['one plan', 'two boats'])];
  expect(textsOf(threadOf({ article: anArticle({ blocks }) }), 'points')).toEqual([
    '• one plan\n• two boats',
  ]);
});
