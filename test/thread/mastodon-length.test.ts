import { describe, expect, it } from 'vitest';
import { countMastodonCharacters } from '../../src/thread/mastodon-length.ts';
import { processorTime } from '../processor-time.ts';

// `[text, length]`, a link being worth 23. Texts of each of these kinds were put to a running Mastodon 4.6.5 (2026-11);
// the kinds under `readInItsRules` were not, their lengths follow from the patterns it matches with.

const graphemes: readonly (readonly [string, number])[] = [
  ['', 0],
  [' \n\t', 0],
  ['\u00a0\u3000', 0],
  [' padded ', 8],
  ['\u200b', 1],
  ['two\nlines', 9],
  ['two\r\nlines', 9],
  ['zażółć', 6],
  ['日本語', 3],
  ['한국어', 3],
  ['\u1112\u1161\u11ab', 1],
  ['עברית', 5],
  ['العربية', 7],
  ['ภาษาไทย', 7],
  ['e\u0301', 1],
  ['“quoted”', 8],
  ['…', 1],
  ['👍🏽', 1],
  ['👨‍👩‍👧‍👦', 1],
  ['🏳️‍🌈', 1],
  ['🇵🇱🇩🇪', 2],
  ['1️⃣', 1],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 1],
  ['𠮷', 1],
];

const links: readonly (readonly [string, number])[] = [
  ['https://un.org', 23],
  ['http://un.org/', 23],
  ['HTTPS://UN.ORG', 23],
  ['https://un.org/path?x=1&y=2#frag', 23],
  [`https://un.org/${'p'.repeat(300)}`, 23],
  ['https://a.b.un.org:8443/x', 23],
  ['https://un--org.co.uk/x', 23],
  ['https://un.museum', 23],
  ['https://przykład.pl/ścieżka', 23],
  ['https://xn--przykad-rjb.pl/', 23],
  ['https://пример.рф/путь', 23],
  ['gemini://un.org/x', 23],
  ['See https://un.org/x now', 31],
  ['https://un.org/a https://un.org/b', 47],
  ['https://un.org/ahttps://un.org/b', 23],
  ['(https://un.org/x)', 25],
  ['<https://un.org/x>', 25],
  ['"https://un.org/x"', 25],
  ['https://un.org/x.', 24],
  ['https://un.org/x, and', 28],
  ['https://un.org/x?', 24],
  ['https://un.org/x…', 23],
  ['https://un.org/x—y', 23],
  ['https://un.org/wiki/Foo_(bar)', 23],
  ['https://un.org/wiki/Foo_(bar)_baz', 23],
  ['https://un.org/x?a=(b)', 24],
  ['https://un.org/x?a=b&', 23],
  ['https://un.org/x)y', 25],
  ['https://un.org/a[b]', 24],
  ['https://un.org/「x」', 24],
  ['https://un.org/x«y»', 23],
  ['https://un.org/*', 24],
  ['https://un.org#x', 25],
  ['https://un.org?x=1', 23],
  ['https://un.org\\x', 25],
  ['https://un.org/@name/123', 23],
  ['https://un.org/👍', 23],
  ['👍https://un.org', 24],
  ['日本https://un.org/x', 25],
  ['見てhttps://un.org。次', 27],
  ['-https://un.org', 24],
];

const notLinks: readonly (readonly [string, number])[] = [
  ['un.org/path', 11],
  ['www.un.org', 10],
  ['https://localhost/x', 19],
  ['http://127.0.0.1/x', 18],
  ['http://[::1]/x', 14],
  ['https://user@un.org/x', 21],
  ['https://un.notatopleveldomain', 29],
  ['https://例え.テスト/パス', 17],
  ['https://un_org.com', 18],
  ['https://-un.org', 15],
  ['https://un-.org', 15],
  ['ftp://un.org/x', 14],
  ['https:/un.org', 13],
  ['https://', 8],
  ['xhttps://un.org', 15],
  ['@https://un.org', 15],
  ['#https://un.org', 15],
  ['mailto:a@un.org', 15],
];

const mentions: readonly (readonly [string, number])[] = [
  ['@name', 5],
  ['@name@un.org', 5],
  ['@name@a.b.un.org hi', 8],
  ['@name@localhost:3000', 10],
  ['@name@un.org.', 6],
  ['@first.last@un.org', 11],
  ['@first-last@un.org', 11],
  ['(@name@un.org)', 7],
  ['.@name@un.org', 6],
  ['@@name@un.org', 6],
  ['@name@przykład.pl', 5],
  ['@name@例え.テスト', 5],
  ['@a@b@c.org', 10],
  ['@name@', 6],
  ['x@name', 6],
  ['name@un.org', 11],
  ['/@name@un.org', 13],
  ['=@name@un.org', 13],
  ['日本@name@un.org', 14],
  ['＠name@un.org', 12],
  ['@日本', 3],
  [`@name@${'a.'.repeat(130)}org`, 269],
  ['cc @a@b.org @c@d.org @e', 11],
  ['RT @name@un.org: https://un.org', 33],
];

const tags: readonly (readonly [string, number])[] = [
  ['#tag', 4],
  ['#UNPeacekeeping #Vancouver', 26],
  ['##tag', 5],
  ['See https://un.org/x#tag and #tag', 36],
];

const readInItsRules: readonly (readonly [string, number])[] = [
  ['https://un.org/wiki/国_(国)', 26],
  ['https://t.co/abc/def', 27],
  ['a.org/https://un.org', 20],
  [`https://${'a'.repeat(64)}.org`, 76],
  // In the root zone today, but not in the list of March 2020 that the server goes by.
  ['https://festival.music/x', 24],
];

describe('Mastodon’s length of a post', () => {
  it.each(graphemes)('counts grapheme clusters: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it.each(links)('counts a link as 23, up to where the server ends it: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it.each(notLinks)('counts what the server does not take for a link in full: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it.each(mentions)('counts a mention without its server: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it.each(tags)('counts a hashtag in full: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it.each(readInItsRules)('follows the server’s rules into their corners: %j is %i', (text, length) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(length);
  });

  it('counts a link as what the server says a link costs', () => {
    expect(countMastodonCharacters('See https://un.org/x now', '', 30)).toBe(38);
  });

  it.each([
    ['text', 'warning', 11],
    ['', 'warning alone', 13],
    ['https://un.org/long/path', 'see https://un.org/in/the/warning', 56],
    ['@name@un.org', 'cw @name@un.org', 20],
    ['x'.repeat(490), 'y'.repeat(10), 500],
  ])('adds the content warning in full: %#', (text, contentWarning, length) => {
    expect(countMastodonCharacters(text, contentWarning, 23)).toBe(length);
  });

  // Ruby 3.3 knows Unicode 15.0, which takes each consonant of a Devanagari conjunct for a cluster; Unicode 15.1 and
  // Node join them. Servers differ by their Ruby, so the composer leaves room in such scripts.
  it.each([
    ['नमस्ते', 3, 4],
    ['क्षि', 1, 2],
  ])('counts conjuncts of %s by the newer Unicode, as %i, where Ruby 3.3 has %i', (text, ours, servers) => {
    expect(countMastodonCharacters(text, '', 23)).toBe(ours);
    expect(ours).toBeLessThan(servers);
  });

  it('counts a page of text without spaces in well under a second', () => {
    const page = `${'今日は国連平和維持活動に関する閣僚級会合について'.repeat(400)}https://un.org/x`;
    const count = () => expect(countMastodonCharacters(page, '', 23)).toBe(9623);
    expect(processorTime(count)).toBeLessThan(1000);
  });
});
