import { describe, expect, it } from 'vitest';
import { findBreach } from '../../../src/networks/bluesky/find-breach.ts';
import type { PostRecord } from '../../../src/networks/bluesky/record.ts';

function aRecord(changes: Partial<PostRecord> = {}): PostRecord {
  return { $type: 'app.bsky.feed.post', text: 'Zażółć', createdAt: '2017-11-14T16:00:00.000Z', ...changes };
}

function facet(byteStart: number, byteEnd: number) {
  const feature = { $type: 'app.bsky.richtext.facet#tag', tag: 'x' } as const;
  return { index: { byteStart, byteEnd }, features: [feature] as const };
}

function blob(size: number) {
  return { $type: 'blob', ref: { $link: 'bafkrei' }, mimeType: 'image/jpeg', size } as const;
}

function image(size: number) {
  return { image: blob(size), alt: 'A hall', aspectRatio: { width: 4, height: 3 } };
}

describe('a post record', () => {
  it.each<[string, Partial<PostRecord>]>([
    ['300 graphemes', { text: 'é'.repeat(300) }],
    ['3000 bytes of emoji', { text: '👨‍👩‍👧‍👦'.repeat(120) }],
    ['a facet over the whole text', { facets: [facet(0, 10)] }],
    ['facets side by side', { facets: [facet(0, 2), facet(2, 4)] }],
    [
      'four images of 2,000,000 bytes',
      {
        embed: { $type: 'app.bsky.embed.images', images: Array.from({ length: 4 }, () => image(2_000_000)) },
      },
    ],
  ])('may have %s', (_, changes) => {
    expect(findBreach(aRecord(changes))).toBeNull();
  });

  it.each<[string, Partial<PostRecord>, string]>([
    ['301 graphemes', { text: 'é'.repeat(301) }, 'grapheme too big (maximum 300, got 301) at $.text'],
    ['3025 bytes', { text: '👨‍👩‍👧‍👦'.repeat(121) }, 'string too big (maximum 3000, got 3025) at $.text'],
    [
      'a facet past the end',
      { facets: [facet(0, 11)] },
      'facet past the end of the text at $.facets[0].index',
    ],
    ['an empty facet', { facets: [facet(2, 2)] }, 'facet out of order at $.facets[0].index'],
    ['overlapping facets', { facets: [facet(0, 4), facet(2, 6)] }, 'facet out of order at $.facets[1].index'],
    [
      'a facet that ends inside a character',
      { facets: [facet(0, 3)] },
      'facet inside a character at $.facets[0].index',
    ],
    [
      'a facet that begins inside a character',
      { facets: [facet(3, 6)] },
      'facet inside a character at $.facets[0].index',
    ],
    [
      'a link that is no address',
      {
        facets: [
          {
            index: { byteStart: 0, byteEnd: 2 },
            features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'example.org/a b' }],
          },
        ],
      },
      'Invalid URI at $.facets[0].features[0].uri',
    ],
    [
      'a tag of 65 letters',
      {
        facets: [
          {
            index: { byteStart: 0, byteEnd: 2 },
            features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'x'.repeat(65) }],
          },
        ],
      },
      'grapheme too big (maximum 64, got 65) at $.facets[0].features[0].tag',
    ],
    [
      'a mention of a handle',
      {
        facets: [
          {
            index: { byteStart: 0, byteEnd: 2 },
            features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'khare.example.org' }],
          },
        ],
      },
      'Invalid DID at $.facets[0].features[0].did',
    ],
    [
      'five images',
      {
        embed: { $type: 'app.bsky.embed.images', images: Array.from({ length: 5 }, () => image(1)) },
      },
      'array too big (maximum 4, got 5) at $.embed.images',
    ],
    [
      'an image of 2,000,001 bytes',
      {
        embed: { $type: 'app.bsky.embed.images', images: [image(2_000_001)] },
      },
      'blob too big (maximum 2000000, got 2000001) at $.embed.images[0].image',
    ],
    [
      'a thumb of 1,000,001 bytes',
      {
        embed: {
          $type: 'app.bsky.embed.external',
          external: { uri: 'https://example.org/', title: '', description: '', thumb: blob(1_000_001) },
        },
      },
      'blob too big (maximum 1000000, got 1000001) at $.embed.external.thumb',
    ],
    ['four languages', { langs: ['en', 'fr', 'es', 'ar'] }, 'array too big (maximum 3, got 4) at $.langs'],
  ])('may not have %s', (_, changes, breach) => {
    expect(findBreach(aRecord(changes))).toBe(breach);
  });
});
