import { windows1252Character } from './html-entities.ts';

/**
 * Text without characters that nobody sees and that can lie about the order of others: controls, bidirectional
 * overrides and isolates, byte order marks, non-characters, lone surrogates. Line breaks and tabs stay. U+0080 to
 * U+009F are what their writers meant: windows-1252.
 */
export function cleanText(text: string): string {
  if (text.isWellFormed() && text.search(unwanted) === -1) return text;
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwanted, wantedInstead);
}

/** Clean text on one line; null when nothing is left. */
export function foldToLine(text: string | null | undefined): string | null {
  return text ? foldSpaces(cleanText(text)) || null : null;
}

/** Text with single spaces for all white space, and none around it; most of what feeds say is so already. */
export function foldSpaces(text: string): string {
  return (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

/** All but tab, line feed, and the ranges between what the promise of `cleanText` lists. */
const unwanted = /[^\t\n -~\u00a0-\u2029\u202f-\u2065\u206a-\ufefe\uff00-\ufffd]/g;

function wantedInstead(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 0x80 && code <= 0x9f ? windows1252Character(code).replace(unwanted, '') : '';
}
