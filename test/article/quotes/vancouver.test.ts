import { expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';

const article = `It is critical that “major gaps” in equipment are filled “in the shortest possible time” Atul Khare, the Under-Secretary-General for Field Support, said ahead of the meeting.

On the eve of the Conference, Mr. Khare said: “We are trying to make do. We are trying many innovations.”

The Conference builds on the ‘3Ps’ — pledges, planning, performance.

“This meeting is critical to our work. About 80 countries are likely to attend [...] This is a very good indication,” said Mr. Khare.`;

test('a surname after an honorific gets the full name and office from the first paragraph', () => {
  const statements = findQuotes(article, { language: 'en' }).filter((quote) => quote.kind === 'statement');
  const khare = {
    name: 'Atul Khare',
    role: 'Under-Secretary-General for Field Support',
    rolePlace: 'after',
  };
  expect(statements.map((quote) => [quote.text.slice(0, 20), quote.speaker])).toEqual([
    ['We are trying to mak', khare],
    ['This meeting is crit', khare],
  ]);
});

test('words in marks that say nothing by themselves are phrases', () => {
  const phrases = findQuotes(article, { language: 'en' }).filter((quote) => quote.kind === 'phrase');
  expect(phrases.map((quote) => quote.text)).toEqual(['major gaps', 'in the shortest possible time', '3Ps']);
});
