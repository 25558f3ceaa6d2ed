import { describe, expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';

describe('noun phrases that name a source', () => {
  test.each([
    [
      'two adjectives parted by a comma',
      '“From the first day I made it my priority,” the bespectacled, 71-year-old diplomat said in an interview.',
      'the bespectacled, 71-year-old diplomat',
    ],
    [
      'a body with of in its name',
      'Unions were early, with the Fredonian Federation of Teachers calling her “the champion that working people need.”',
      'the Fredonian Federation of Teachers',
    ],
    [
      'a date inside',
      'A Feb. 1 letter from the board warns that “any further word about it will come through our lawyers.”',
      'A Feb. 1 letter from the board',
    ],
    [
      'a weekday after its article',
      '“There are snails that have shown more spine,” reads a Monday editorial in the paper.',
      'a Monday editorial in the paper',
    ],
    [
      'an adjective that ends like an adverb',
      'An early tweet quoted the mayor as saying “we need to do something about this now!”',
      'An early tweet',
    ],
    [
      'a plural before a verb that could be a noun',
      '“The kingdom is one of the leading nations in this,” the Fredonians state in the paper they shared.',
      'Fredonians',
    ],
    [
      'several without an article',
      '“The extent of the harm is beyond counting,” federal prosecutors wrote in seeking a long sentence.',
      'federal prosecutors',
    ],
    [
      'a calling before a verb that looks like its participle',
      'The retired surgeon addressed the row on Monday, remarking that “this is not a hard question for anyone.”',
      'The retired surgeon',
    ],
    [
      'a calling that the sentence before is about',
      'The harbour leader also told of a dream. “I heard somebody tell me to look at the tide.”',
      'The harbour leader',
    ],
  ])('%s', (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

describe('asides that name somebody else', () => {
  test.each([
    [
      'according to, after the verb',
      'Amara Kessy said, according to a translator, that the door “was open like an orchid in the sun.”',
      'Amara Kessy',
    ],
    [
      'a shouted word before',
      'When somebody in the hall shouted, “Lima,” Amara Kessy joked, in a low voice, “Come on up and get your hat!”',
      'Amara Kessy',
    ],
    [
      'a show in marks inside the apposition',
      'Amara Kessy, a contestant on the show “The Harbour,” who went on to sing, said that it was “always kind and generous to me.”',
      'Amara Kessy',
    ],
  ])('%s', (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });

  test('an answer that was given before a colon is its owner’s', () => {
    expect(lastSpeaker('Nobody moved. Kessy’s response was: “Is that ship ours or theirs, please?”')).toBe(
      'Kessy',
    );
  });
});

describe('passives', () => {
  test.each([
    ['names the hearer', 'Tom Berg was asked, “What is the most dangerous place you have been to?”', null],
    [
      'tells who speaks by by',
      'Tom Berg was asked by Amara Kessy, “What is the worst place you have seen?”',
      'Amara Kessy',
    ],
    [
      'describes somebody',
      'Tom Berg was described by Amara Kessy as “a man who never listened to anybody.”',
      'Amara Kessy',
    ],
    [
      'quotes its subject',
      'Tom Berg was quoted as saying that “it is the worst place on earth.”',
      'Tom Berg',
    ],
  ])('%s', (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

test('a name before somebody’s office is not the subject that he means', () => {
  const text =
    'Senator Ted Lund came. “He is feeling defensive about it,” Lund said.\n\nLund spokesman Rick Tyler said that voters know that Lund has “the strength to make hard decisions,” he said.';
  expect(lastSpeaker(text)).toBe('Rick Tyler');
});

function lastSpeaker(text: string): string | null {
  return findQuotes(text, { language: 'en' }).at(-1)?.speaker?.name ?? null;
}
