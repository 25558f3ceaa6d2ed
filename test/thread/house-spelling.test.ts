import { describe, expect, test } from 'vitest';
import { checkVerbatim } from '../../src/thread/check-verbatim.ts';
import type { ThreadSource } from '../../src/thread/compose-thread.ts';
import { inHouseSpelling } from '../../src/thread/house-spelling.ts';
import { plain } from '../../src/thread/spans.ts';
import type { Thread } from '../../src/thread/thread.ts';
import { anArticle, aParagraph, aQuote, aSpeaker, aStyle } from './builders.ts';
import { aSource, textsOf, threadOf } from './composing.ts';

const glossary = {
  Kiev: 'Kyiv',
  'Kiev Oblast': 'Kyiv region',
  Kyiv: 'Kyjiw',
  Zelensky: 'Zelenskyy',
  "Lugansk People's Militia": 'Luhansk militia',
  基辅: '基辅市',
};

describe('a name of the glossary', () => {
  test.each([
    ['in a speaker’s name', 'Volodymyr Zelensky', 'Volodymyr Zelenskyy'],
    ['in a role', 'Mayor of Kiev', 'Mayor of Kyiv'],
    ['with an ending set off', 'Kiev’s mayor', 'Kyiv’s mayor'],
    ['that begins a longer one of the glossary', 'Head of Kiev Oblast', 'Head of Kyiv region'],
    ['over a space that does not break', 'Head of Kiev\u00a0Oblast', 'Head of Kyiv region'],
    ['with a curved apostrophe', 'Lugansk People’s Militia', 'Luhansk militia'],
    ['in a script without spaces', '驻基辅大使', '驻基辅市大使'],
  ])('%s is respelled', (_, printed, ours) => {
    expect(inHouseSpelling({ name: printed, role: printed }, { glossary })).toEqual({
      name: ours,
      role: ours,
    });
  });

  test.each([
    ['inside a longer word', 'Kievan Rus'],
    ['in other letters', 'KIEV'],
  ])('%s stays', (_, printed) => {
    expect(inHouseSpelling({ name: printed, role: null }, { glossary })).toEqual({
      name: printed,
      role: null,
    });
  });
});

/** A quotation that itself has the names, by a speaker whose name and role have them. */
const source = aSource({
  article: anArticle({
    lead: 'Kiev waits.',
    blocks: [aParagraph('“Kiev is waiting for Zelensky,” said Olena Zelensky, Mayor of Kiev.')],
  }),
  quotes: [
    aQuote('Kiev is waiting for Zelensky,', {
      start: 1,
      speaker: aSpeaker({ name: 'Olena Zelensky', role: 'Mayor of Kiev' }),
    }),
  ],
  style: aStyle({ glossary }),
});

describe('a thread under a glossary', () => {
  test('names the speaker as the house does, and leaves every word of the source as printed', () => {
    expect(textsOf(threadOf(source))).toEqual([
      expect.stringContaining('Kiev waits.'),
      '“Kiev is waiting for Zelensky.”\n\n— Olena Zelenskyy, Mayor of Kyiv',
    ]);
  });

  test.each(['Olena Zelensky', 'Olena Zelenskyy'])('mentions who is listed among people as %s', (name) => {
    const style = aStyle({ glossary, handles: { [name]: '@olena.example' } });
    expect(textsOf(threadOf({ ...source, style }), 'quote')[0]).toContain(
      '— Olena Zelenskyy (@olena.example), Mayor of Kyiv',
    );
  });

  test('is refused when the words of the source are respelled', () => {
    expect(verdict('“Kyiv is waiting for Zelenskyy.”\n\n— Olena Zelenskyy, Mayor of Kyiv')).toBe(
      'not-in-source',
    );
  });

  test('is refused when the article does not print the form that the spelling is for', () => {
    const speaker = aSpeaker({ name: 'Olena Zelensky', role: 'Mayor of Kiev' });
    const article = anArticle({
      lead: 'Kyiv waits.',
      blocks: [aParagraph('“We are waiting,” said Olena Zelenskyy, Mayor of Kyiv.')],
    });
    const quotes = [aQuote('We are waiting,', { start: 1, speaker })];
    const text = '“We are waiting.”\n\n— Olena Zelenskyy, Mayor of Kyiv';
    expect(verdict(text, { ...source, article, quotes })).toBe('wrong-speaker');
  });

  test('is refused when it stands under a spelling of another name', () => {
    const style = aStyle({ glossary: { 'Olena Zelensky': 'Olena Zelenskyy' } });
    const text = '“Kiev is waiting for Zelensky.”\n\n— Olha Zelenskyy, Mayor of Kiev';
    expect(verdict(text, { ...source, style })).toBe('wrong-speaker');
  });
});

/** What the check says of the thread with this text as its quote. */
function verdict(text: string, from: ThreadSource = source): string {
  const [opener, quote] = threadOf(source).posts;
  if (!opener || !quote) throw new Error('no quote was posted');
  const thread: Thread = { subject: 'story-1', posts: [{ ...quote, spans: [plain(text)] }], leftOut: [] };
  const checked = checkVerbatim(thread, from);
  return checked.ok ? 'passes' : checked.failure.code;
}
