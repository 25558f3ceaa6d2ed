import { windows1252Character } from './html-entities.ts';

/**
 * Text without characters that nobody sees and that can lie about the order of others: controls, bidirectional
 * overrides and isolates, byte order marks, non-characters, lone surrogates. Line breaks and tabs stay. U+0080 to
 * U+009F are what their writers meant: windows-1252.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0080-\u009f]/g, (character) => windows1252Character(character.charCodeAt(0)))
    .replace(invisible, '');
}

/** Clean text on one line; null when nothing is left. */
export function foldToLine(text: string | null | undefined): string | null {
  return (
    cleanText(text ?? '')
      .replace(/\s+/gu, ' ')
      .trim() || null
  );
}

const invisible = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
