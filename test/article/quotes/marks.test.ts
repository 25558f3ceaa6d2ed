import { describe, expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';
import { readOnly, readPhrases, readStatements } from './readings.ts';

describe('marks', () => {
  test.each([
    ['curly double', 'en', '“We need more aircraft,” Ms. Lima said.', 'We need more aircraft,'],
    ['straight double', 'en', '"We need more aircraft," Ms. Lima said.', 'We need more aircraft,'],
    ['curly single', 'en', '‘We need more aircraft,’ Ms. Lima said.', 'We need more aircraft,'],
    ['straight single', 'en', "'We need more aircraft,' Ms. Lima said.", 'We need more aircraft,'],
    ['German low-high', 'de', '„Wir brauchen mehr Flugzeuge“, sagte Lima.', 'Wir brauchen mehr Flugzeuge'],
    [
      'German low-high single',
      'de',
      '‚Wir brauchen mehr Flugzeuge‘, sagte Lima.',
      'Wir brauchen mehr Flugzeuge',
    ],
    [
      'German inward guillemets',
      'de',
      '»Wir brauchen mehr Flugzeuge«, sagte Lima.',
      'Wir brauchen mehr Flugzeuge',
    ],
    [
      'Swiss outward guillemets',
      'de',
      '«Wir brauchen mehr Flugzeuge», sagte Lima.',
      'Wir brauchen mehr Flugzeuge',
    ],
    [
      'French with thin spaces',
      'fr',
      '«\u202fIl nous faut des avions\u202f», a dit Mme Lima.',
      'Il nous faut des avions',
    ],
    ['single guillemets', 'fr', '‹ Il nous faut des avions ›, a dit Mme Lima.', 'Il nous faut des avions'],
    ['Swedish right-right', 'sv', '”Vi behöver fler flygplan”, sade Lima.', 'Vi behöver fler flygplan'],
    [
      'Polish low-high',
      'pl',
      '„Potrzebujemy więcej samolotów” – powiedziała Lima.',
      'Potrzebujemy więcej samolotów',
    ],
    [
      'Japanese corners',
      'ja',
      '事務総長は「私たちにはもっと航空機が必要だ」と述べた。',
      '私たちにはもっと航空機が必要だ',
    ],
    [
      'Japanese white corners',
      'ja',
      '事務総長は『私たちにはもっと航空機が必要だ』と述べた。',
      '私たちにはもっと航空機が必要だ',
    ],
    ['Chinese curly', 'zh', '利马说：“我们需要更多的飞机。”', '我们需要更多的飞机。'],
  ])('%s marks are found and left out', (_, language, text, words) => {
    expect(readOnly(text, language).text).toBe(words);
  });

  test('a mark that opens where it should close is taken by its spaces', () => {
    expect(readOnly('“We need more aircraft,“ Ms. Lima said.').text).toBe('We need more aircraft,');
  });

  test('a curly opener and a straight closer make a pair', () => {
    expect(readOnly('“We need more aircraft," Ms. Lima said.').text).toBe('We need more aircraft,');
  });

  test('apostrophes inside single marks do not close them', () => {
    expect(readOnly('‘It’s the ministers’ duty, and they don’t do it,’ Ms. Lima said.').text).toBe(
      'It’s the ministers’ duty, and they don’t do it,',
    );
  });

  test('a decade and an elision are no marks', () => {
    expect(
      readStatements('In the ’90s, rock ’n’ roll was over. “It was over by then,” Ms. Lima said.'),
    ).toEqual([['It was over by then,', 'Lima']]);
  });

  test('feet and inches inside a quotation do not close it', () => {
    expect(readOnly('"The fence is 6\'2" high and no more," Ms. Lima said.').text).toBe(
      'The fence is 6\'2" high and no more,',
    );
  });

  test('inches in the writer’s words open nothing', () => {
    expect(readStatements('He bought a 12" pipe. "It was far too short," Ms. Lima said.')).toEqual([
      ['It was far too short,', 'Lima'],
    ]);
  });

  test('a quotation inside a quotation belongs to the outer one', () => {
    expect(readStatements('“He said, ‘You are free to go,’ and I left,” recalled Hana Dorjee.')).toEqual([
      ['He said, ‘You are free to go,’ and I left,', 'Hana Dorjee'],
    ]);
  });

  test('an inner quotation that ends with the outer one closes with it', () => {
    expect(readOnly('“They all shouted, ‘Run for your lives!’” Ms. Lima said.').text).toBe(
      'They all shouted, ‘Run for your lives!’',
    );
  });

  test('a mark that nobody closed ends with its line, and is not sure enough to be posted', () => {
    const [unclosed, closed] = findQuotes(
      '“We need more aircraft, Ms. Lima said.\n\n“They come too late,” Ms. Lima added.',
      {
        language: 'en',
      },
    );
    expect(unclosed?.confidence).toBeLessThan(0.6);
    expect([closed?.text, closed?.speaker?.name]).toEqual(['They come too late,', 'Lima']);
  });

  test('a second opener makes the first one a slip', () => {
    expect(readOnly('The “ plan failed. “We need more aircraft,” Ms. Lima said.').text).toBe(
      'We need more aircraft,',
    );
  });

  test('bracketed insertions and gaps stay as printed', () => {
    expect(readOnly('“[They] are likely to attend […] at a high level,” said Ms. Lima.').text).toBe(
      '[They] are likely to attend […] at a high level,',
    );
  });

  test('a quotation over three paragraphs is one, with its paragraphs as parts', () => {
    const quote = readOnly('Ms. Lima said: “We need aircraft.\n\n“We need crews.\n\n“And we need them now.”');
    expect(quote.text).toBe('We need aircraft.\n\nWe need crews.\n\nAnd we need them now.');
    expect(quote.parts).toHaveLength(3);
    expect(quote.speaker?.name).toBe('Lima');
  });

  test('a sentence broken by its attribution is one quote in two parts', () => {
    const text = '“We came,” Ms. Lima said, “because nobody else would.”';
    const quote = readOnly(text);
    expect(quote.parts?.map(({ start, end }) => text.slice(start, end))).toEqual([
      'We came,',
      'because nobody else would.',
    ]);
  });

  test('a new sentence after the attribution is a quote of its own', () => {
    expect(readStatements('“We came far too late,” Ms. Lima said. “Nobody else came at all.”')).toEqual([
      ['We came far too late,', 'Lima'],
      ['Nobody else came at all.', 'Lima'],
    ]);
  });

  test('the writer’s words inside French marks part the quotation', () => {
    expect(
      readStatements(
        'Mme Lima est prudente. « Un mandat sans budget est vide, a-t-elle dit. Tout le monde le sait. »',
        {
          language: 'fr',
        },
      ),
    ).toEqual([
      ['Un mandat sans budget est vide', 'Lima'],
      ['Tout le monde le sait.', 'Lima'],
    ]);
  });

  test('offsets point at the words in the text', () => {
    const text = 'In short: “We need more aircraft,” Ms. Lima said.';
    const { start, end, text: words } = readOnly(text);
    expect(text.slice(start, end)).toBe(words);
  });
});

describe('statements and phrases', () => {
  test('a scare quote, a term and a title are phrases', () => {
    expect(
      readPhrases(
        'The “major gaps” in the ‘3Ps’ were the talk of “The Late Show With Anna Berg” last night.',
      ),
    ).toEqual(['major gaps', '3Ps', 'The Late Show With Anna Berg']);
  });

  test('four words without a verb are a phrase', () => {
    expect(readPhrases('She called it “a very long road” for everybody.')).toEqual(['a very long road']);
  });

  test('a title after the word film is nobody’s words', () => {
    const quote = readOnly('Ms. Lima presented the film “Nobody knows the river”.');
    expect([quote.kind, quote.rule, quote.speaker]).toEqual(['phrase', 'title', null]);
  });

  test.each([
    [
      'the sentence’s own point inside the marks',
      'She was a guest on “The Late Show With Anna Berg.” It rained.',
    ],
    ['a preposition without a capital', 'She was host of “The Nightly Show with Anna Berg” for a year.'],
    [
      'a comma inside the marks',
      'She read of it in Anna Lima’s “Fire: A Life Between Sea And Land,” she wrote.',
    ],
  ])('a title with %s is a phrase', (_, text) => {
    expect(readOnly(text).rule).toBe('title');
  });

  test('capitals around a verb say something', () => {
    expect(readStatements('She wore a cape with “I’m with Madam President” on it.')).toHaveLength(1);
  });

  test('a list of titles is one to its end', () => {
    const text =
      'Dazu gehören Stücke wie „Mein Boot liegt im Hafen“, „Vom Bug bis zum Heck“ und „Ich habe Zeit“.';
    expect(readPhrases(text, 'de')).toHaveLength(3);
  });

  test('a headline’s quotation is a phrase, since the article has it whole', () => {
    const text =
      'Lima: “We need more aircraft”\n\n“We need more aircraft, and we need them now,” Ana Lima said.';
    expect(readStatements(text)).toEqual([['We need more aircraft, and we need them now,', 'Ana Lima']]);
  });

  test('in a text that quotes in double marks, single ones set off terms', () => {
    expect(
      readPhrases(
        '“We need aircraft, crews and fuel for them,” Ana Lima said of what she calls ‘the road that never ends’.',
      ),
    ).toEqual(['the road that never ends']);
  });

  test.each([
    ['somebody spoke of it', 'Ana Lima sprach von einer „Gefahr für Leib und Leben“.', false],
    ['it is called so', 'Der Hafen wird von Ana Lima als „Tor zur Welt“ bezeichnet.', false],
    ['it has a definite article', 'Das teilte das „Institut für Fluss und Hafen“ mit.', true],
    ['it goes by its letters', 'Ana Lima sprach mit Leuten von „Fluss und Hafen“ (FUH) darüber.', true],
    ['it stands behind zum', 'Sie wurde im Mai zum „Man of the Match“ gewählt.', true],
    [
      'other languages’ words go by their letters',
      'Sie gehört der „Front for a free Anvera“ (FFA) an.',
      true,
    ],
    ['nobody says anything', 'Im Mai beginnt „Gefahr für Leib und Leben“ im Theater.', true],
  ])('where all nouns have capitals, they make a title or not as %s', (_, text, isTitle) => {
    expect(readOnly(text, 'de').rule === 'title').toBe(isTitle);
  });
});
