import { describe, expect, test } from 'vitest';
import { comparable, defuse, excerptOf } from '../../src/thread/source-text.ts';

describe('text of the source', () => {
  test.each([
    ['a handle', 'Follow @UN_News_Centre now', 'Follow @\u2060UN_News_Centre now'],
    ['a handle with its server', '@news@social.example', '@\u2060news@\u2060social.example'],
    ['a hashtag', 'Join #Peace today', 'Join #\u2060Peace today'],
    ['a full-width hashtag', '＃平和', '＃\u2060平和'],
    ['an address', 'See https://un.org/x#y', 'See https:\u2060//un.org/x#\u2060y'],
    ['an address in capitals', 'HTTPS://UN.ORG', 'HTTPS:\u2060//UN.ORG'],
    ['a magnet link', 'magnet:?xt=urn:btih:1', 'magnet:\u2060?xt=urn:btih:1'],
  ])('with %s is live nowhere', (_, text, defused) => {
    expect(defuse(text)).toBe(defused);
  });

  test('with a lone sign stays as it is', () => {
    expect(defuse('5 apples @ $1, ranked # 3')).toBe('5 apples @ $1, ranked # 3');
  });

  test('stands on one line', () => {
    expect(defuse(' Ministers\n   meet ')).toBe('Ministers meet');
  });

  test('compares equal to itself after all that', () => {
    const text = 'Ask @press\nor see https://un.org#top';
    expect(comparable(defuse(text))).toBe(comparable(text));
  });
});

test('an excerpt ends between words', () => {
  expect(excerptOf('word '.repeat(40))).toBe(`${'word '.repeat(16)}…`);
});
