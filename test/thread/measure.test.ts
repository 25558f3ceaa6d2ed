import { describe, expect, test } from 'vitest';
import { measureText } from '../../src/thread/measure.ts';
import { link, plain } from '../../src/thread/spans.ts';
import { blueskyLimits, mastodonLimits } from './builders.ts';

const onBluesky = { measure: blueskyLimits().measure, contentWarning: null };
const onMastodon = { measure: mastodonLimits().measure, contentWarning: null };

describe('on Bluesky', () => {
  test('a post holds 300 graphemes and not one more', () => {
    expect(measureText('é'.repeat(300), onBluesky).fits).toBe(true);
    expect(measureText('é'.repeat(301), onBluesky).fits).toBe(false);
  });

  test('bytes bind before graphemes where each grapheme is long', () => {
    const family = '👨‍👩‍👧‍👧';
    expect(measureText(family.repeat(120), onBluesky)).toEqual({
      characters: 120,
      mostCharacters: 300,
      fits: true,
    });
    expect(measureText(family.repeat(121), onBluesky).fits).toBe(false);
  });

  test('a content warning takes no room in the text', () => {
    expect(measureText('a'.repeat(300), { ...onBluesky, contentWarning: 'War' }).fits).toBe(true);
  });
});

describe('on Mastodon', () => {
  test('a link counts 23 however long it is', () => {
    const spans = [plain('Read '), link(`https://news.example.org/${'x'.repeat(400)}`)];
    expect(measureText(spans, onMastodon).characters).toBe(28);
  });

  test('a content warning takes its room from the text', () => {
    const warned = { ...onMastodon, contentWarning: 'War' };
    expect(measureText('a'.repeat(497), warned).fits).toBe(true);
    expect(measureText('a'.repeat(498), warned).fits).toBe(false);
  });
});
