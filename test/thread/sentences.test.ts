import { describe, expect, test } from 'vitest';
import { endsSentence, splitSentences, wholeSentencesThatFit } from '../../src/thread/sentences.ts';
import { wordingFor } from '../../src/thread/wording/wording.ts';
import { processorTime } from '../processor-time.ts';

const en = wordingFor('en');

describe('splitSentences', () => {
  test.each([
    ['an honorific', ['Mr. Khare spoke first. ', 'Ms. Vassall answered.']],
    ['a rank', ['Lt. Gen. Oyelaran took the floor. ', 'He was brief.']],
    ['initials', ['J. K. Adeyemi disagreed. ', 'So did W. E. B. Moss.']],
    ['an acronym with stops', ['The U.S. Army sent engineers. ', 'They arrived.']],
    ['an abbreviation', ['See resolution No. 2378 of 2017. ', 'It passed.']],
    ['a decimal number', ['It cost 3.5 billion. ', 'Nobody minded.']],
    ['words in brackets', ['The plan (see Annex. It is long.) was adopted. ', 'They left.']],
    ['a quotation inside', ['He said “Wait. We are not done.” and left. ', 'She stayed.']],
    ['a printed gap', ['One came. [...] ', 'Two left. (…) ', 'Three stayed.']],
    ['a question', ['Who pays? ', 'We do!']],
  ])('%s makes no false end', (_, sentences) => {
    expect(splitSentences(sentences.join(''), en)).toEqual(sentences);
  });

  test.each([
    ['fr', ['M. Diallo a parlé. ', 'Mme Roux aussi.']],
    ['de', ['Dr. Weiß kam z. B. aus Bonn. ', 'Er blieb.']],
    ['es', ['El Sr. Ruiz habló. ', 'La Sra. Paz también.']],
    ['ru', ['Об этом сказал г-н Петров. ', 'Он уехал.']],
    ['zh', ['会议开始了。', '各国部长到场。']],
    ['ja', ['会議が始まった。', '大臣が集まった。']],
    ['ar', ['بدأ المؤتمر. ', 'هل وصل الوزراء؟ ', 'نعم.']],
  ])('sentences of %s end where its readers say', (language, sentences) => {
    expect(splitSentences(sentences.join(''), wordingFor(language))).toEqual(sentences);
  });

  test('joined, the sentences are the text again', () => {
    const text = '  One. Two [...] Three.  Four… (five. six';
    expect(splitSentences(text, en).join('')).toBe(text);
  });

  test('a bracket that never closes costs time in proportion to the text', () => {
    const unclosed = `(${'One sentence. '.repeat(20_000)}`;
    expect(processorTime(() => expect(splitSentences(unclosed, en)).toHaveLength(1))).toBeLessThan(2000);
  });
});

test.each([
  ['They came.', true],
  ['They came.”', true],
  ['会议开始了。', true],
  ['Who came?)', true],
  ['They came,', false],
  ['the ‘3Ps’', false],
])('%s ends a sentence: %s', (text, ends) => {
  expect(endsSentence(text)).toBe(ends);
});

test('the whole sentences that fit are the longest run from the start', () => {
  const fits = (text: string) => text.length <= 12;
  expect(wholeSentencesThatFit('One. Two. Three. Four.', { wording: en, fits })).toBe('One. Two.');
  expect(wholeSentencesThatFit('A first sentence far too long. Two.', { wording: en, fits })).toBeNull();
});
