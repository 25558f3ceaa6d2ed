import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeRichText } from '../../../src/networks/bluesky/rich-text.ts';
import type { Span } from '../../../src/thread/thread.ts';

const nobody: ReadonlyMap<string, string> = new Map();

describe('the rich text of a post', () => {
  it('counts facets in UTF-8 bytes, not in characters', () => {
    const spans: Span[] = [
      { kind: 'plain', text: 'Zażółć 🇵🇱 “gęślą” ' },
      { kind: 'tag', text: '#Warszawa', tag: 'Warszawa' },
      { kind: 'plain', text: ' — ' },
      { kind: 'link', text: 'example.org/żółw', url: 'https://example.org/%C5%BC' },
    ];
    const { text, facets } = writeRichText(spans, nobody);
    expect(text).toBe('Zażółć 🇵🇱 “gęślą” #Warszawa — example.org/żółw');
    expect(facets).toEqual([
      {
        index: { byteStart: 35, byteEnd: 44 },
        features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Warszawa' }],
      },
      {
        index: { byteStart: 49, byteEnd: 68 },
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/%C5%BC' }],
      },
    ]);
  });

  it('makes a mention live when its handle is known, whatever its case', () => {
    const spans: Span[] = [{ kind: 'mention', text: '@Khare.Example.org', handle: '@Khare.Example.org' }];
    const { facets } = writeRichText(spans, new Map([['khare.example.org', 'did:plc:khare']]));
    expect(facets).toEqual([
      {
        index: { byteStart: 0, byteEnd: 18 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:khare' }],
      },
    ]);
  });

  it('leaves a mention of an unknown handle as plain text', () => {
    const spans: Span[] = [{ kind: 'mention', text: '@khare.example.org', handle: '@khare.example.org' }];
    expect(writeRichText(spans, nobody)).toEqual({ text: '@khare.example.org', facets: [] });
  });

  it('makes nothing live that the plan calls plain', () => {
    const spans: Span[] = [{ kind: 'plain', text: '@everyone #trending https://example.org' }];
    expect(writeRichText(spans, nobody).facets).toEqual([]);
  });

  it('covers exactly the bytes of every live span, for any spans', () => {
    const letter = fc.constantFrom(
      'a',
      ' ',
      '\n',
      'é',
      'ł',
      '—',
      '“',
      '한',
      '\u0301',
      '\u{1f1f5}\u{1f1f1}',
      '👩‍🚀',
      '#',
      '@',
    );
    const text = fc.string({ unit: letter, maxLength: 30 });
    const anySpan = fc.oneof(
      fc.record({ kind: fc.constant('plain' as const), text }),
      fc.record({ kind: fc.constant('link' as const), text, url: fc.constant('https://example.org/') }),
      fc.record({ kind: fc.constant('tag' as const), text, tag: text }),
    );
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
        const { text: joined, facets } = writeRichText(spans, nobody);
        const bytes = Buffer.from(joined);
        const covered = facets.map(({ index }) => bytes.toString('utf8', index.byteStart, index.byteEnd));
        expect(covered).toEqual(
          spans.filter((span) => span.kind !== 'plain' && span.text !== '').map((span) => span.text),
        );
      }),
    );
  });
});
