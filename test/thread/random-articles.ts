import fc from 'fast-check';
import type { Block } from '../../src/article/article.ts';
import type { Quote, Speaker } from '../../src/article/quote.ts';
import type { ThreadSource } from '../../src/thread/compose-thread.ts';
import {
  aList,
  anArticle,
  anEvent,
  anImage,
  aParagraph,
  aQuote,
  aRecording,
  aStyle,
  blueskyLimits,
  mastodonLimits,
} from './builders.ts';
import { aSource } from './composing.ts';

const language = fc.constantFrom(
  'en',
  'fr',
  'es',
  'de',
  'de-CH',
  'pt',
  'it',
  'ru',
  'pl',
  'sv',
  'ar',
  'zh',
  'ja',
  'sw',
);

/** Words of many scripts, and what makes them hard: signs, addresses, abbreviations, marks, gaps, joined emoji. */
const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'peace',
      'the',
      'Minister',
      'größer',
      'мира',
      'السلام',
      '和平',
      'é̂̃',
      'हिन्दी',
      'U.N.',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '@UN_News_Centre',
        '#Peace',
        '＃平和',
        'a@b.org',
        'https://un.org/x#y',
        'un.org',
        'Mr.',
        'No.',
        'J.',
      ],
      ...[
        '[...]',
        '[…]',
        '(see',
        'below)',
        '“inner”',
        '‘3Ps’',
        '«mot»',
        '„Wort“',
        'it’s',
        '—',
        '3.5',
        'and',
        ';',
        '•',
      ],
      ...[
        '👨‍👩‍👧‍👧',
        'Video:',
        'line\nbreak',
        'non\u00a0break',
        '5,000;',
        'wait…',
        '...',
        '-',
        '"straight"',
        '؛',
        '。',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }) },
);

const sentence = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 25 }),
    fc.constantFrom('.', '.', '!', '?', '…', '。', '؟', ''),
  )
  .map(([words, stop]) => `${words.join(' ')}${stop}`);
const telling = sentence.map((words) => `We ${words}`);
const text = fc.array(sentence, { minLength: 1, maxLength: 5 }).map((sentences) => sentences.join(' '));

const speaker: fc.Arbitrary<Speaker> = fc.record({
  name: fc.constantFrom(
    'Amara Kessy',
    'Ingrid Vassall',
    'Tomasz Oyelaran',
    'Kessy',
    'Mr. Kessy',
    '王毅',
    'محمد علي',
  ),
  role: fc.constantFrom(null, 'Defence Minister', 'Head of @UN #Peace', 'Emperor of the Seas'),
});

/** One spoken paragraph and the quote in it; some are broken by their attribution. */
const spoken = fc
  .record({
    words: fc.oneof(text, telling),
    rest: fc.option(fc.oneof(text, telling)),
    speaker: fc.option(speaker, { freq: 9 }),
    kind: fc.constantFrom('statement', 'statement', 'statement', 'phrase'),
    confidence: fc.constantFrom(0.5, 0.8, 0.9, 1),
    end: fc.constantFrom(',', '', '.'),
  })
  .map(({ words, rest, end, ...told }) => {
    const name = `${told.speaker?.name ?? 'nobody'}, the ${told.speaker?.role === 'Emperor of the Seas' ? '' : told.speaker?.role}`;
    const first = `${words}${end}`;
    const between = `” said ${name}. “`;
    const whole = rest === null ? first : `${first}${between}${rest}`;
    const parts =
      rest === null
        ? null
        : [
            { start: 1, end: 1 + first.length },
            { start: 1 + first.length + between.length, end: 1 + whole.length },
          ];
    return { paragraph: `“${whole}” said ${name}.`, quote: { text: whole, parts, told } };
  });

const block: fc.Arbitrary<{ readonly block: Block; readonly quote?: { text: string } & Partial<Quote> }> =
  fc.oneof(
    text.map((words) => ({ block: aParagraph(words) })),
    text.map((words) => ({ block: { kind: 'block-quote' as const, text: words } })),
    text.map((words) => ({ block: { kind: 'heading' as const, text: words } })),
    fc
      .tuple(fc.array(text, { maxLength: 6 }), fc.option(text))
      .map(([items, intro]) => ({ block: aList(items, intro) })),
    // Most of what is drawn can't be quoted, for one reason or another.
    {
      weight: 5,
      arbitrary: spoken.map(({ paragraph, quote }) => ({
        block: aParagraph(paragraph),
        quote: { ...quote.told, text: quote.text, parts: quote.parts },
      })),
    },
  );

const limits = fc.oneof(
  fc.integer({ min: 150, max: 1000 }).map(mastodonLimits),
  fc.constant(blueskyLimits()),
);

/** Anything a composer may be given, on either network. */
export const anySource: fc.Arbitrary<ThreadSource> = fc
  .record({
    language,
    headline: text,
    lead: fc.option(text),
    blocks: fc.array(block, { maxLength: 8 }),
    altTexts: fc.array(fc.option(text), { maxLength: 3 }),
    captions: fc.array(fc.option(text), { maxLength: 3 }),
    isLive: fc.boolean(),
    contentWarning: fc.option(fc.constant('War and hunger')),
    mostPosts: fc.integer({ min: 1, max: 8 }),
    mostQuotes: fc.integer({ min: 0, max: 4 }),
    mostPoints: fc.option(fc.integer({ min: 0, max: 2 })),
    mostMedia: fc.option(fc.integer({ min: 0, max: 2 })),
    order: fc.shuffledSubarray(['quotes', 'points', 'media'] as const),
    limits,
  })
  .map((drawn) => {
    let start = 0;
    const quotes = drawn.blocks.flatMap(({ quote }) => {
      start += 1;
      if (quote === undefined) return [];
      const { text: words, parts, ...told } = quote;
      return [aQuote(words, { ...told, ...placedAt(start * 100_000, { words, parts: parts ?? null }) })];
    });
    return aSource({
      article: anArticle({
        language: drawn.language,
        headline: drawn.headline,
        isLive: drawn.isLive,
        lead: drawn.lead,
        blocks: drawn.blocks.map((each) => each.block),
        images: drawn.altTexts.map((altText) => anImage({ altText })),
        recordings: drawn.captions.map((caption) => aRecording({ caption })),
      }),
      quotes,
      event: anEvent({
        parts: {
          mostPosts: 6,
          mostQuotes: drawn.mostQuotes,
          mostPoints: drawn.mostPoints,
          mostMedia: drawn.mostMedia,
          order: drawn.order,
        },
      }),
      style: aStyle({
        mostPosts: drawn.mostPosts,
        contentWarning: drawn.contentWarning,
        handles: { 'Amara Kessy': 'kessy.example.org', 'محمد علي': '@ali@social.example.org' },
      }),
      limits: drawn.limits,
    });
  });

function placedAt(
  start: number,
  { words, parts }: { readonly words: string; readonly parts: Quote['parts'] },
): Pick<Quote, 'start' | 'end' | 'parts'> {
  const shifted =
    parts?.map((part) => ({ start: start + part.start - 1, end: start + part.end - 1 })) ?? null;
  return { start, end: start + words.length, parts: shifted };
}
