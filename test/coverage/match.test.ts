import { describe, expect, test } from 'vitest';
import { matchStory } from '../../src/coverage/match.ts';
import { findTerms } from '../../src/coverage/term.ts';
import { processorTime } from '../processor-time.ts';

const nothing = { title: '', summary: '', categories: [], text: '' };
const rule = { any: [], all: [], none: [] };

/** Whether the term stands in the text. */
const stands = (term: string, text: string) =>
  matchStory({ ...rule, any: [term] }, { ...nothing, text }).covered;

describe('a rule', () => {
  const texts = {
    title: 'Ministers meet in Vancouver',
    summary: 'They pledge helicopters.',
    categories: ['Peace and Security', 'Americas'],
    text: 'Blue helmets need them, Mr. Khare said in Vancouver.',
  };

  test('covers a story that has one of the terms, and says where it is most telling', () => {
    expect(matchStory({ ...rule, any: ['Khare', 'Vancouver'] }, texts)).toEqual({
      covered: true,
      term: 'Vancouver',
      where: 'title',
    });
    expect(matchStory({ ...rule, any: ['helicopters'] }, texts)).toEqual({
      covered: true,
      term: 'helicopters',
      where: 'summary',
    });
    expect(matchStory({ ...rule, any: ['americas'] }, texts)).toEqual({
      covered: true,
      term: 'americas',
      where: 'categories',
    });
    expect(matchStory({ ...rule, any: ['Khare'] }, texts)).toEqual({
      covered: true,
      term: 'Khare',
      where: 'text',
    });
  });

  test('does not cover a story that has none of them', () => {
    expect(matchStory({ ...rule, any: ['Geneva'] }, texts)).toEqual({
      covered: false,
      because: 'no-term-found',
      term: null,
    });
  });

  test('does not cover a story that lacks one it must have', () => {
    expect(matchStory({ ...rule, all: ['Khare', 'Geneva'] }, texts)).toEqual({
      covered: false,
      because: 'missing-term',
      term: 'Geneva',
    });
    expect(matchStory({ any: ['Geneva'], all: ['Khare'], none: [] }, texts).covered).toBe(false);
    expect(matchStory({ ...rule, all: ['Khare', 'helicopters'] }, texts)).toEqual({
      covered: true,
      term: 'helicopters',
      where: 'summary',
    });
  });

  test('does not cover a story that has a term it must not have, whatever else it has', () => {
    expect(matchStory({ any: ['Vancouver'], all: ['Khare'], none: ['pledge'] }, texts)).toEqual({
      covered: false,
      because: 'excluded-term',
      term: 'pledge',
    });
  });

  test('finds no phrase across two categories', () => {
    expect(matchStory({ ...rule, any: ['security americas'] }, texts).covered).toBe(false);
  });

  test('covers every story by a star alone', () => {
    expect(matchStory({ ...rule, any: ['*'] }, nothing).covered).toBe(true);
  });
});

describe('a term', () => {
  test.each([
    ['whatever its case', 'peacekeeping', 'UN PEACEKEEPING'],
    ['whatever its accents', 'Sao Tome', 'São Tomé'],
    ['whatever its accents, the other way round', 'Łódź', 'in Lodz'],
    ['where one letter is written as two', 'STRASSE', 'die Straße'],
    ['before an apostrophe, straight or curly', 'Ukraine', 'Ukraine’s'],
    ['whatever its quotation marks', 'l’été', "l'ete"],
    ['whatever the space between its words', 'defence ministerial', 'Defence\n \u00a0Ministerial'],
    ['whatever the hyphens between its words', 'follow up', 'a follow\u2011up'],
    ['with a soft hyphen inside', 'peacekeeping', 'peace\u00adkeeping'],
    ['with signs that are no letters', 'C++', 'in C++, mostly'],
    ['with dots', 'O.N.U.', 'l’O.N.U. dit'],
    ['with an ending where it ends in a star', 'Ukrain*', 'Ukrainian heritage'],
    ['in decomposed letters', 'Zürich', 'Zu\u0308rich'],
    ['in Cyrillic', 'миротворцы', 'МИРОТВОРЦЫ ООН'],
    ['in Arabic with vowel signs', 'سلام', 'سَلَام'],
    ['in Chinese, where no space sets it off', '维和', '联合国维和行动'],
    ['in Japanese at the head of a compound', '京都', '京都市の話'],
    ['in Thai', 'ยูเครน', 'ประเทศไทยไม่ใช่ยูเครน'],
    ['in Korean with a particle', '한국', '한국은'],
    ['in Latin letters amid Chinese', 'UN', '国UN国'],
  ])('is found %s', (_, term, text) => {
    expect(stands(term, text)).toBe(true);
  });

  test.each([
    ['inside a longer word', 'Mali', 'Somalia'],
    ['at the head of a longer word', 'Ukraine', 'Ukrainer'],
    ['before digits', 'UN', 'UN2720'],
    ['written together where it has two words', 'co operation', 'cooperation'],
    ['with a meaning for regular expressions', 'a.c', 'abc'],
    ['inside another Japanese word', '京都', '東京都の話'],
    ['with another Japanese voicing', 'ガス', 'カス'],
    ['with another Thai tone', 'ไม้', 'ไม่ใช่'],
    ['with another Devanagari vowel', 'कि', 'का'],
    ['inside a Korean word', '한국', '대한국'],
  ])('is not found %s', (_, term, text) => {
    expect(stands(term, text)).toBe(false);
  });

  test('is looked for in a long article in a few milliseconds', () => {
    const text = '国连平和维持活动说话 peace and security '.repeat(1_000);
    const rule = { any: ['维话', 'defence ministerial'], all: [], none: ['活说'] };
    const match = () => expect(matchStory(rule, { ...nothing, text }).covered).toBe(false);
    expect(processorTime(match)).toBeLessThan(200);
  });
});

describe('of several terms', () => {
  test('those that stand in any text are found, in the order they are listed', () => {
    const texts = ['Twelve were KILLED on the quay.', 'Nobody names the casualties.'];
    expect(findTerms(['casualties', 'wounded', 'kill*', 'quay nobody'], texts)).toEqual([
      'casualties',
      'kill*',
    ]);
  });

  test('a * alone is found wherever there is a text', () => {
    expect([findTerms(['*'], ['']), findTerms(['*'], [])]).toEqual([['*'], []]);
  });
});
