import { describe, expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';
import { readOnly, readStatements } from './readings.ts';

const words = 'We need more aircraft.';

describe('where the speaker stands', () => {
  test.each([
    ['after the verb', `“We need more aircraft,” said Amara Kessy.`],
    ['before the verb', `“We need more aircraft,” Amara Kessy said.`],
    ['before the verb with an adverb', `“We need more aircraft,” Amara Kessy later added.`],
    ['before an aside with who', `“We need more aircraft,” Amara Kessy, who took office in May, said.`],
    ['before two asides', `“We need more aircraft,” Amara Kessy, 54, a former pilot, told delegates.`],
    ['before an aside in brackets', `“We need more aircraft,” Amara Kessy (Fredonia) said.`],
    ['in a lead-in with a colon', `Amara Kessy told delegates: “${words}”`],
    ['in a lead-in with a comma', `In Geneva on Monday, Amara Kessy said, “${words}”`],
    ['in a lead-in after other news', `Amara Kessy closed the talks, adding: “${words}”`],
    ['in a lead-in with an aside', `Amara Kessy, who leads the talks, told delegates, “${words}”`],
    ['after a verb that opens the lead-in', `Said Amara Kessy: “${words}”`],
    ['before a bare colon', `Amara Kessy: “${words}”`],
    ['after according to', `The fleet is “too small to serve anybody,” according to Amara Kessy.`],
    ['before according to', `According to Amara Kessy, the fleet is “too small to serve anybody.”`],
    ['after a dash', `“${words}” — Amara Kessy`],
    ['after a dash on the next line', `“${words}”\n— Amara Kessy, pilot`],
    ['in the paragraph before a colon', `The chief of the mission, Amara Kessy, was blunt:\n\n“${words}”`],
    ['at the end of the sentence', `The fleet is “too small to serve” anybody at all, Amara Kessy said.`],
    ['at the end after the verb', `The fleet is “too small to serve” anybody at all, says Amara Kessy.`],
    ['before a relative without commas', `Amara Kessy who led the talks said: “${words}”`],
    ['with the clause of a participle', `The hall rose, with Amara Kessy shouting: “${words}”`],
    ['in front of a question', `“Who will fly them all?” Amara Kessy asked.`],
  ])('%s', (_, text) => {
    expect(findQuotes(text, { language: 'en' })[0]?.speaker?.name).toBe('Amara Kessy');
  });
});

describe('names that are hard to see', () => {
  test.each([
    [
      'whose side the name before tells',
      '“I waited for an hour,” said Lima constituent Dan Golar.',
      'Dan Golar',
    ],
    [
      'with a given name no table knows, first in its sentence',
      'Tendai Moyo opened the day. “I waited for an hour,” Moyo said.',
      'Tendai Moyo',
    ],
    ['that begins with a verb', '“I waited for an hour,” said Will Doren, a professor.', 'Will Doren'],
    [
      'that begins with a verb, before the verb',
      'Then Will Doren said: “I waited for an hour.”',
      'Will Doren',
    ],
  ])('a name %s', (_, text, name) => {
    expect(readOnly(text).speaker?.name).toBe(name);
  });
});

describe('offices', () => {
  test.each([
    ['before the name', '“We need aircraft now,” said Defence Minister Ingrid Vassall.', 'Defence Minister'],
    [
      'in lower case before the name',
      '“We need aircraft now,” said campaign manager Ingrid Vassall.',
      'campaign manager',
    ],
    [
      'after the name',
      '“We need aircraft now,” said Ingrid Vassall, head of the UN mission in Anvera.',
      'head of the UN mission in Anvera',
    ],
    [
      'after the name with an article',
      'Ingrid Vassall, the Under-Secretary-General for Field Support, said: “We need aircraft now.”',
      'Under-Secretary-General for Field Support',
    ],
    [
      'with of before the name',
      'Secretary of State Ingrid Vassall said: “We need aircraft now.”',
      'Secretary of State',
    ],
    [
      'after the name, a calling no table knows',
      'The tide waits. “We need aircraft now,” said Ingrid Vassall, Harbour Master of the city.',
      'Harbour Master of the city',
    ],
    [
      'after the name with an article, a calling no table knows',
      'Ingrid Vassall, the harbour master, said: “We need aircraft now.”',
      'harbour master',
    ],
    [
      'after name and age',
      'Ingrid Vassall, 54, a teacher from Port Selwyn, said: “We need aircraft now.”',
      'teacher from Port Selwyn',
    ],
  ])('%s', (_, text, role) => {
    expect(readOnly(text).speaker).toMatchObject({ name: 'Ingrid Vassall', role });
  });

  test.each([
    ['before', '“We need aircraft now,” Colonel Tomás Arriaga said.', 'Colonel'],
    ['after', '“We need aircraft now,” said Tomás Arriaga, colonel of the guard.', 'colonel of the guard'],
    ['before', 'Colonel Tomás Arriaga spoke. “We need aircraft now,” Mr. Arriaga said.', 'Colonel'],
  ])('an office set %s the name is told to stand there: %s', (rolePlace, text, role) => {
    expect(readOnly(text).speaker).toEqual({ name: 'Tomás Arriaga', role, rolePlace });
  });

  test('an office given anywhere in the article is told with the surname', () => {
    const text =
      'Ingrid Vassall, the defence minister, opened the talks.\n\nThen it was late. “We need aircraft now,” Ms. Vassall said.';
    expect(readStatements(text, { withRole: true })).toEqual([
      ['We need aircraft now,', 'Ingrid Vassall', 'defence minister'],
    ]);
  });

  test.each([
    ['somebody else', '“We need aircraft now,” said Ingrid Vassall, Jane Roe of Fredonia and others.'],
    ['a place', '“We need aircraft now,” said Ingrid Vassall, Port Selwyn.'],
    ['an institution', '“We need aircraft now,” said Ingrid Vassall, University of Port Selwyn.'],
    ['a state of mind', '“We need aircraft now,” said Ingrid Vassall, tired of waiting.'],
  ])('%s after the name is no office', (_, text) => {
    expect(readOnly(text).speaker).toMatchObject({ name: 'Ingrid Vassall', role: null });
  });

  test('what somebody does is no office', () => {
    expect(
      readOnly('Ingrid Vassall, speaking to reporters, said: “We need aircraft now.”').speaker?.role,
    ).toBeNull();
  });

  test('a namesake is told by the office', () => {
    const text =
      'Senator Idris Calloway voted for it. His brother, Representative Jonah Calloway, voted against it.\n\n“He has said that since we were six,” said Senator Calloway.';
    expect(readStatements(text)[0]?.[1]).toBe('Idris Calloway');
  });

  test('a namesake is told by the honorific', () => {
    const text =
      'Bill Torvald met Anna Torvald in the hall.\n\n“I have waited long enough for this,” Mrs. Torvald said.';
    expect(readStatements(text)[0]?.[1]).toBe('Anna Torvald');
  });
});

describe('pronouns and noun phrases', () => {
  test('he is the man and she is the woman of two ministers', () => {
    const text =
      'Defence Minister Ingrid Vassall and Foreign Minister Tomasz Oyelaran opened the day.\n\nMr. Oyelaran warned that money was short. “A mandate needs a budget first,” he said.\n\n“Budgets follow courage in the end,” she replied.';
    expect(readStatements(text).map(([, speaker]) => speaker)).toEqual(['Tomasz Oyelaran', 'Ingrid Vassall']);
  });

  test('a subject stays in mind through its pronouns', () => {
    const text =
      'Paul Renner spoke to voters after meeting John Dorn. He said he would think about it. He would take his time.\n\n“I want to be sure of it,” he said.';
    expect(readStatements(text)[0]?.[1]).toBe('Paul Renner');
  });

  test('a pronoun in the same sentence tells the gender of a name we do not know', () => {
    const text =
      'Amara Kessy said she would stay. Tom Berg left the hall.\n\n“I will stay to the end,” she said.';
    expect(readStatements(text)[0]?.[1]).toBe('Amara Kessy');
  });

  test('the minister is the one minister of the article', () => {
    const text =
      'Defence Minister Ingrid Vassall arrived late.\n\n“I was held up at the border,” the minister said.';
    expect(readStatements(text)[0]?.[1]).toBe('Ingrid Vassall');
  });

  test('the logistics chief is the official for logistics', () => {
    const text =
      'Amara Kessy, Under-Secretary-General for Operational Logistics, arrived.\n\n“You opened your doors to us,” the logistics chief said.';
    expect(readStatements(text)[0]?.[1]).toBe('Amara Kessy');
  });

  test('a spokesman without a name is printed as the article has him', () => {
    expect(readOnly('“We need aircraft now,” said a spokesman for the ministry.').speaker).toMatchObject({
      name: 'a spokesman for the ministry',
      role: null,
    });
  });

  test.each([
    [
      'the owner of a post',
      'Aides said no more. From Kessy’s Facebook post: “For the sake of us all, we must move on.”',
      'Kessy',
    ],
    [
      'his assessment',
      'Mr. Tom Berg was tired. His final assessment: “It is not quite what we hoped.”',
      'Tom Berg',
    ],
    [
      'the owner by her office',
      'Nobody else came. The Fredonian senator’s answer read: “The most important thing is the family.”',
      'The Fredonian senator',
    ],
  ])('the author of a text is its owner: %s', (_, text, name) => {
    expect(readStatements(text)[0]?.[1]).toBe(name);
  });

  test.each([
    ['before the verb', 'Ana Lima and Tom Berg said: “We need more aircraft than this.”'],
    ['after the verb', '“We need more aircraft than this,” wrote Ana Lima and Tom Berg.'],
    [
      'with a statement',
      'Ana Lima and Tom Berg issued a statement saying “we need more aircraft than this.”',
    ],
    ['in a transcript', 'Ana Lima and Tom Berg: “We need more aircraft than this.”'],
  ])('two who speak as one are both named: %s', (_, text) => {
    expect(readStatements(text)[0]?.[1]).toBe('Ana Lima and Tom Berg');
  });

  test('a sentence in marks after an attributed one goes on with its speaker', () => {
    const text = '“We need aircraft now,” Amara Kessy said. The hall fell silent. “We need crews as well.”';
    expect(readStatements(text).map(([, speaker]) => speaker)).toEqual(['Amara Kessy', 'Amara Kessy']);
  });
});

describe('abstention', () => {
  test.each([
    ['nobody is named', '“We need more aircraft than this.”'],
    ['only a pronoun without anybody before it', '“We need more aircraft than this,” she said.'],
    [
      'the pronoun fits nobody of its gender',
      'Mr. Tom Berg left. “We need more aircraft than this,” she said.',
    ],
    [
      'two namesakes are named and nothing tells them apart',
      'Idris Calloway met his brother Jonah Calloway. “We need more aircraft than this,” Calloway said.',
    ],
    ['a bare determiner precedes the verb', 'The plan failed. “We need more aircraft than this,” this said.'],
    ['a line in capitals', 'PRESIDENT OF THE BOARD SAID “WE NEED MORE AIRCRAFT THAN THIS”'],
  ])('no name is given where %s', (_, text) => {
    expect(readOnly(text).speaker).toBeNull();
  });

  test('names inside a quotation are not taken for its speaker', () => {
    expect(readOnly('“Amara Kessy said that to me,” the spokesman said.').speaker?.name).not.toBe(
      'Amara Kessy',
    );
  });
});
