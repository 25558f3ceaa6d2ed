import { describe, expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';
import { countWork } from './work-meter.ts';

const hostile: Readonly<Record<string, (characters: number) => string>> = {
  'a mark nobody closes': (characters) => `Lima said: “${repeat('word after word goes on ', characters)}`,
  'openers only': (characters) => repeat('“ab ', characters),
  'thousands of quotations on one line': (characters) =>
    repeat('Lima said: “We need aircraft.” ', characters),
  'thousands of paragraphs': (characters) => repeat('“We need aircraft,” he said.\n', characters),
  'names of one letter': (characters) => repeat('A B said “x y z w”. ', characters),
  'one run of capitals': (characters) => repeat('Ab ', characters),
  'a text in capitals': (characters) => repeat('THE HEAD OF IT SAID “GO HOME NOW ALL” ', characters),
  'apostrophes only': (characters) => repeat("'a' s' ' ", characters),
  'thousands of bearers of one surname': (characters) =>
    Array.from(
      { length: characters / 60 },
      (_, index) => `${nameOf(index)} Smith left. “We stay here now,” Smith said.\n`,
    ).join(''),
  'two languages in turn': (characters) =>
    repeat('“We need aircraft,” he said. „Wir brauchen Flugzeuge“, sagte er. ', characters),
  'no paragraphs': (characters) => repeat('Mr. Lima met the minister in town. He was glad. ', characters),
  'no paragraphs and no points': (characters) => repeat('and so on he said that ', characters),
};

describe.each(Object.entries(hostile))('%s', (_, make) => {
  test('is read without throwing', () => {
    expect(() => findQuotes(make(20_000), { language: 'en' })).not.toThrow();
  });

  test('takes at most 2.2 times the work at twice the length', () => {
    expect(workFor(make(80_000)) / workFor(make(40_000))).toBeLessThan(2.2);
  });
});

test('the meter tells quadratic work', () => {
  const compareAll = (length: number) => () => {
    const all = Array.from({ length }, (_, index) => index);
    for (const one of all) all.find((other) => other === one);
  };
  expect(countWork(compareAll(200)) / countWork(compareAll(100))).toBeGreaterThan(3.5);
});

test.each(['', ' ', '\n\n', '“', '”“', '“”', '"""""', '‘’', '\u0000', '\ud800', '« »', '“.”', '.'])(
  'the text %j is read without throwing',
  (text) => {
    for (const language of ['en', 'fr', 'zh', 'ja', 'ar', 'xx', '']) {
      expect(() => findQuotes(text, { language })).not.toThrow();
    }
  },
);

test('a page in two languages keeps its quotations', () => {
  const text = '“We need more aircraft,” Ana Lima said.\n\n„Wir brauchen mehr Flugzeuge“, sagte Ana Lima.';
  expect(findQuotes(text, { language: 'en' }).map((quote) => quote.text)).toEqual([
    'We need more aircraft,',
    'Wir brauchen mehr Flugzeuge',
  ]);
});

function workFor(text: string): number {
  return countWork(() => findQuotes(text, { language: 'en' }));
}

function repeat(piece: string, characters: number): string {
  return piece.repeat(Math.ceil(characters / piece.length));
}

function nameOf(index: number): string {
  const letters = [...index.toString(26)].map((digit) =>
    String.fromCharCode(97 + Number.parseInt(digit, 26)),
  );
  return `X${letters.join('')}`;
}
