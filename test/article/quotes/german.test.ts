import { expect, test } from 'vitest';
import { type Reading, readStatements } from './readings.ts';

interface Case {
  readonly difficulty: string;
  readonly text: string;
  readonly expected: readonly Reading[];
}

const cases: readonly Case[] = [
  {
    difficulty: 'so and an office compounded from two nouns',
    text: '»Der Fluss fragt nicht, wer was unterschrieben hat«, so Umweltminister Konrad Seelhofer.',
    expected: [['Der Fluss fragt nicht, wer was unterschrieben hat', 'Konrad Seelhofer', 'Umweltminister']],
  },
  {
    difficulty: 'the verb before its subject after an adverbial',
    text: 'Am Montag sagte die Ministerin Ingrid Vass: „Wir haben darauf lange genug gewartet.“',
    expected: [['Wir haben darauf lange genug gewartet.', 'Ingrid Vass', 'Ministerin']],
  },
  {
    difficulty: 'a spokeswoman without a name, with a genitive',
    text: '„Wir haben darauf lange genug gewartet“, sagte eine Sprecherin der Stadtwerke.',
    expected: [['Wir haben darauf lange genug gewartet', 'eine Sprecherin der Stadtwerke', null]],
  },
  {
    difficulty: 'the verb reflexive before its subject',
    text: '„Ich halte die Gebühren für richtig“, äußerte sich Ministerin Ingrid Vass in Bonn.',
    expected: [['Ich halte die Gebühren für richtig', 'Ingrid Vass', 'Ministerin']],
  },
  {
    difficulty: 'a whole clause before the verb',
    text: 'Nachdem die Sitzung zu Ende war, entgegnete Ingrid Vass: „Wollen Sie das nun einfach so stehen lassen?“',
    expected: [['Wollen Sie das nun einfach so stehen lassen?', 'Ingrid Vass', null]],
  },
  {
    difficulty: 'a participle before the verb, its subject behind',
    text: 'Passend zu den Gefahren des Eises warnte die Sprecherin des Hafens: „Auf dem Eis kann es glatt sein.“',
    expected: [['Auf dem Eis kann es glatt sein.', 'die Sprecherin des Hafens', null]],
  },
  {
    difficulty: 'a source named by heißt es in',
    text: '„Allen ist damit ein Dienst erwiesen worden“, heißt es in einer Mitteilung des Hafens.',
    expected: [['Allen ist damit ein Dienst erwiesen worden', 'einer Mitteilung des Hafens', null]],
  },
  {
    difficulty: 'two who speak as one',
    text: 'Ingrid Vass und Konrad Seelhofer sagten: „Wir haben darauf lange genug gewartet.“',
    expected: [['Wir haben darauf lange genug gewartet.', 'Ingrid Vass und Konrad Seelhofer', null]],
  },
  {
    difficulty: 'the pronoun sie for a minister named before',
    text: 'Ministerin Ingrid Vass war zufrieden. „Wir haben darauf lange genug gewartet“, sagte sie.',
    expected: [['Wir haben darauf lange genug gewartet', 'Ingrid Vass', 'Ministerin']],
  },
];

test.each(cases)('$difficulty', ({ text, expected }) => {
  expect(readStatements(text, { language: 'de', withRole: true })).toEqual(expected);
});
