import { describe, expect, it } from 'vitest';
import { windows1252Character } from '../../src/feed/html-entities.ts';
import { undoSecondEncoding } from '../../src/feed/twice-encoded.ts';
import { feedIn, rssWith } from './feed-text.ts';

describe('text that was encoded twice', () => {
  it.each([
    ['Für die Sicherheit – „größer“ heißt’s'],
    ['L’été à Genève, «où» l’on négocie'],
    ['В Москве объявлен «оранжевый» уровень'],
    ['東京 と 大阪 の 間'],
  ])('is read as it was meant: %s', (text) => {
    expect(undoSecondEncoding(encodedAgain(text))).toBe(text);
  });

  it.each([
    ['Latin-1', (byte: number) => String.fromCharCode(byte)],
    ['windows-1252', windows1252Character],
  ])('is recognised where it was taken for %s', (_, characterOf) => {
    const text = '“One” – “two” – “three”';
    expect(undoSecondEncoding(encodedAgain(text, characterOf))).toBe(text);
  });

  it.each([
    ['which is sound', 'Für die Sicherheit – „größer“ heißt’s'],
    ['in capitals beside a closing quote', 'LIBERTÉ, «ÉGALITÉ»'],
    ['which tells of the error', 'Why some see “Ã©” for “é”, “Ã¼” for “ü” and “ÃŸ” for “ß”'],
    ['without such letters', 'Plain words'],
  ])('stays as it is: one %s', (_, text) => {
    expect(undoSecondEncoding(text)).toBe(text);
  });

  it('makes a feed readable again', async () => {
    const feed = await feedIn(encodedAgain(rssWith({ item: '<title>Größere Städte für Genève</title>' })));
    expect(feed.items).toMatchObject([{ title: 'Größere Städte für Genève' }]);
  });
});

function encodedAgain(text: string, characterOf = windows1252Character): string {
  return Array.from(Buffer.from(text), (byte) =>
    byte < 128 ? String.fromCharCode(byte) : characterOf(byte),
  ).join('');
}
