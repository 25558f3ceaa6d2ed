import { describe, expect, test } from 'vitest';
import {
  anArticle,
  anEvent,
  aParagraph,
  aQuote,
  aSpeaker,
  aStyle,
  aTemplate,
  blueskyLimits,
  mastodonLimits,
} from './builders.ts';
import { textsOf, threadOf } from './composing.ts';

const kessy = aSpeaker();
const vassall = aSpeaker({ name: 'Ingrid Vassall', role: 'Defence Minister' });
const introductions = aParagraph(
  'Amara Kessy, the Under-Secretary-General for Operational Logistics, met Defence Minister Ingrid Vassall.',
);

describe('a pull quote', () => {
  test('stands between the marks of its language, over its speaker and role', () => {
    expect(quotePosts([['We need a plan with dates in it.', {}]])).toEqual([
      '“We need a plan with dates in it.”\n\n— Amara Kessy, Under-Secretary-General for Operational Logistics',
    ]);
  });

  test('closes with a full stop where the article went on with a comma', () => {
    expect(quotePosts([['We need a plan with dates in it,', {}]])[0]).toContain(
      '“We need a plan with dates in it.”',
    );
  });

  test('keeps its own question mark', () => {
    expect(quotePosts([['Where are the helicopters?', {}]])[0]).toContain('“Where are the helicopters?”');
  });

  test('goes without a role the article does not print', () => {
    const speaker = aSpeaker({ role: 'Emperor of the Seas' });
    expect(quotePosts([['We need a plan with dates in it.', { speaker }]])).toEqual([
      '“We need a plan with dates in it.”\n\n— Amara Kessy',
    ]);
  });

  test('that holds the language’s own marks stands between its other ones', () => {
    const words = 'They told me “never again” and meant it.';
    expect(quotePosts([[words, {}]])[0]).toContain(`‘${words}’`);
  });

  test('broken by its attribution is put together again from whole sentences', () => {
    const text = 'We are late,” she said. “We must hurry.';
    const parts = [
      { start: 0, end: 12 },
      { start: 25, end: 39 },
    ];
    expect(quotePosts([[text, { parts }]])[0]).toContain('“We are late. We must hurry.”');
  });

  test('keeps the stretches apart when the finder left the attribution out', () => {
    const article = anArticle({
      blocks: [introductions, aParagraph('“We are late,” she said. “We must hurry.”')],
    });
    const parts = [
      { start: 1, end: 13 },
      { start: 25, end: 39 },
    ];
    const quote = aQuote('We are late, We must hurry.', { parts, start: 1, end: 39 });
    expect(textsOf(threadOf({ article, quotes: [quote] }), 'quote')[0]).toContain(
      '“We are late. We must hurry.”',
    );
  });

  test('loses the sentence that its attribution breaks', () => {
    const text = 'We are late. The gap,” she said, “can be closed. We must hurry.';
    const parts = [
      { start: 0, end: 21 },
      { start: 34, end: 63 },
    ];
    expect(quotePosts([[text, { parts }]])[0]).toContain('“We must hurry.”');
  });

  test('over several paragraphs drops the marks that open them', () => {
    const text = 'We are late.\n\n“We must hurry.';
    expect(quotePosts([[text, {}]])[0]).toContain('“We are late. We must hurry.”');
  });

  test('carries the printed gap when all of it fits', () => {
    const text = 'About 80 countries will come [...] This is a good sign.';
    expect(quotePosts([[text, {}]])[0]).toContain(`“${text}”`);
  });
});

describe('a quote too long for one post', () => {
  const first = `The first thing to say is that ${'very '.repeat(45)}many are waiting.`;
  const second = 'Nobody should have to wait this long for a helicopter, an engineer or a nurse.';
  const third = 'We can do better.';

  test('is cut to the longest run of whole sentences that fits', () => {
    const [post] = quotePosts([[`${first} ${second} ${third}`, {}]], { on: blueskyLimits() });
    expect(post).toContain(`“${second} ${third}”`);
  });

  test('is not cut where only a printed gap ends the words', () => {
    for (const gap of ['[...]', '[…]', '(…)']) {
      const text = `Some ${'very '.repeat(20)}late planes may come ${gap} ${second} ${first}`;
      const [post] = quotePosts([[text, {}]], { on: blueskyLimits() });
      expect(post).toContain(`“${second}”`);
    }
  });

  test('gives up the role before it gives up all its words', () => {
    const words = `${'Never '.repeat(40)}again.`;
    expect(quotePosts([[words, {}]], { on: blueskyLimits() })).toEqual([`“${words}”\n\n— Amara Kessy`]);
  });

  test('is left out when not one whole sentence fits', () => {
    const thread = quoteThread([[`${'Never '.repeat(60)}again.`, {}]], { on: blueskyLimits() });
    expect(textsOf(thread, 'quote')).toEqual([]);
    expect(thread.leftOut).toMatchObject([{ what: 'quote', because: 'too-long' }]);
  });
});

describe('words are not posted', () => {
  test('when they are a phrase, not a statement', () => {
    const thread = quoteThread([['We need a plan with dates in it.', { kind: 'phrase' }]]);
    expect(textsOf(thread, 'quote')).toEqual([]);
    expect(thread.leftOut).toEqual([]);
  });

  test.each([
    ['nobody knows who said them', { speaker: null }, 'speaker-unknown'],
    ['we are not sure enough who said them', { confidence: 0.79 }, 'speaker-unknown'],
    ['only a surname is known', { speaker: aSpeaker({ name: 'Kessy' }) }, 'speaker-unknown'],
    [
      'only an honorific and a surname are known',
      { speaker: aSpeaker({ name: 'Mr. Kessy' }) },
      'speaker-unknown',
    ],
    ['the article does not name the speaker', { speaker: aSpeaker({ name: 'John Doe' }) }, 'speaker-unknown'],
  ])('when %s', (_, told, because) => {
    const thread = quoteThread([['We need a plan with dates in it.', told]]);
    expect(textsOf(thread, 'quote')).toEqual([]);
    expect(thread.leftOut).toMatchObject([{ what: 'quote', because }]);
  });

  test('when the article does not hold them', () => {
    const thread = threadOf({
      article: anArticle({ blocks: [introductions] }),
      quotes: [aQuote('We never said this at all.')],
    });
    expect(textsOf(thread, 'quote')).toEqual([]);
    expect(thread.leftOut).toMatchObject([{ what: 'quote', because: 'not-in-source' }]);
  });

  test('when the lead already quotes them', () => {
    const thread = threadOf({
      article: anArticle({ lead: '“We need a plan,” said Amara Kessy on Tuesday.', blocks: [introductions] }),
      quotes: [aQuote('We need a plan,')],
    });
    expect(thread.leftOut).toMatchObject([{ what: 'quote', because: 'already-in-lead' }]);
  });

  test('when they stand in a pull quote only, with no speaker', () => {
    const thread = threadOf({
      article: anArticle({
        blocks: [introductions, { kind: 'block-quote', text: 'We need a plan with dates.' }],
      }),
      quotes: [aQuote('We need a plan with dates.')],
    });
    expect(textsOf(thread, 'quote')).toEqual([]);
  });

  test('a second time when a pull quote repeats them', () => {
    const words = 'We need a plan with dates in it.';
    const thread = quoteThread([
      [words, { start: 100 }],
      [words, { start: 500 }],
    ]);
    expect(textsOf(thread, 'quote')).toHaveLength(1);
  });

  test('when they start in mid-sentence', () => {
    const thread = quoteThread([['to need a plan with dates in it', {}]]);
    expect(thread.leftOut).toMatchObject([{ what: 'quote', because: 'mid-sentence' }]);
  });
});

describe('of more quotes than the template takes', () => {
  test('everybody is heard before anyone twice, in the article’s order', () => {
    const posts = quotePosts([
      ['First words of the one.', { speaker: kessy, start: 100 }],
      ['Second words of the one.', { speaker: kessy, start: 200 }],
      ['First words of the other.', { speaker: vassall, start: 300 }],
    ]);
    expect(posts.map((text) => text.split('\n')[0])).toEqual([
      '“First words of the one.”',
      '“First words of the other.”',
    ]);
  });

  test('those whom the lead names come before others', () => {
    const article = anArticle({
      lead: 'Amara Kessy met Port Selwyn’s pilots on Tuesday.',
      blocks: [
        aParagraph('“Words of a minister,” said Ingrid Vassall.'),
        aParagraph('“Words of hers,” said Amara Kessy.'),
      ],
    });
    const quotes = [
      aQuote('Words of a minister,', {
        speaker: aSpeaker({ name: 'Ingrid Vassall', role: null }),
        start: 100,
      }),
      aQuote('Words of hers,', { speaker: aSpeaker({ role: null }), start: 200 }),
    ];
    const event = anEvent({ parts: aTemplate({ mostQuotes: 1 }) });
    expect(textsOf(threadOf({ article, quotes, event }), 'quote')).toEqual([
      '“Words of hers.”\n\n— Amara Kessy',
    ]);
  });

  test('those with an office come before those without', () => {
    const thread = quoteThread(
      [
        ['Words of somebody.', { speaker: aSpeaker({ role: null }), start: 100 }],
        ['Words of a minister.', { speaker: vassall, start: 200 }],
      ],
      { mostQuotes: 1 },
    );
    expect(textsOf(thread, 'quote')[0]).toContain('Ingrid Vassall, Defence Minister');
    expect(thread.leftOut).toMatchObject([
      { what: 'quote', because: 'no-room', excerpt: 'Words of somebody.' },
    ]);
  });
});

describe('a speaker who agreed to be mentioned', () => {
  const handles = { 'Amara Kessy': 'kessy.example.org' };

  test('is mentioned after the name, as a live span', () => {
    const thread = quoteThread([['We need a plan.', {}]], { handles });
    expect(textsOf(thread, 'quote')[0]).toContain(
      '— Amara Kessy (@kessy.example.org), Under-Secretary-General',
    );
    expect(thread.posts[1]?.spans).toContainEqual({
      kind: 'mention',
      text: '@kessy.example.org',
      handle: '@kessy.example.org',
    });
  });

  test('is mentioned once in a thread', () => {
    const posts = quotePosts(
      [
        ['We need a plan.', { start: 100 }],
        ['We need it now.', { start: 200 }],
      ],
      { handles },
    );
    expect(posts.map((text) => text.includes('@kessy'))).toEqual([true, false]);
  });

  test('goes unmentioned where the words need the room', () => {
    const thread = quoteThread([[`${'Never '.repeat(37)}again.`, {}]], { handles, on: blueskyLimits() });
    expect(textsOf(thread, 'quote')[0]).not.toContain('@');
    expect(thread.leftOut).toMatchObject([{ what: 'mention', because: 'no-room' }]);
  });
});

type Told = readonly [text: string, told: Parameters<typeof aQuote>[1]];

/** A thread over an article that holds the quotes, a paragraph each. */
function quoteThread(
  told: readonly Told[],
  { on = mastodonLimits(), handles = {}, mostQuotes = 2 } = {},
): ReturnType<typeof threadOf> {
  return threadOf({
    article: anArticle({
      blocks: [introductions, ...told.map(([text]) => aParagraph(`She said: “${text}”`))],
    }),
    quotes: told.map(([text, rest]) => aQuote(text, rest)),
    event: anEvent({ parts: aTemplate({ mostQuotes, order: ['quotes'] }) }),
    style: aStyle({ handles }),
    limits: on,
  });
}

function quotePosts(...from: Parameters<typeof quoteThread>): string[] {
  return textsOf(quoteThread(...from), 'quote');
}
