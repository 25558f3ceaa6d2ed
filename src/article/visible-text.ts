import { cleanText } from '../feed/plain-text.ts';

/**
 * Text as a reader sees it, on one line: characters that show nothing, or that turn the order of others around, are
 * gone; typographic quotes, dashes and non-breaking spaces stay as the publisher set them. Zero-width joiners stay in
 * emoji and in scripts that are spelled with them, zero-width spaces in scripts that break lines with them.
 */
export function visibleText(text: string): string {
  return cleanText(text)
    .replace(lineSeparators, ' ')
    .replace(unseen, '')
    .replace(joiners, keepNeededJoiner)
    .replace(spaces, ' ')
    .trim();
}

const lineSeparators = /[\u2028\u2029]/g;

// Soft hyphen, grapheme joiner, Hangul and Khmer fillers, Mongolian separator, marks of direction, word joiner and
// invisible operators, object replacement, and tag characters outside flags.
const unseen =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u2060-\u206f\u3164\uffa0\ufff9-\ufffc]|(?<![\u{1f3f4}\u{e0000}-\u{e007f}])[\u{e0000}-\u{e007f}]+/gu;

const joiners = /[\u200b-\u200d]/g;

// Not \s: a non-breaking space is the publisher's choice and is kept.
const spaces = /[ \t\n\f]+/g;

function keepNeededJoiner(joiner: string, at: number, text: string): string {
  const before = characterBefore(text, at);
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  if (joiner === '\u200b') return breaksByZeroWidthSpace.test(before + after) ? joiner : '';
  if (joiner === '\u200d' && emojiPart.test(before) && emojiPart.test(after)) return joiner;
  return spelledWithJoiners.test(before) ? joiner : '';
}

function characterBefore(text: string, at: number): string {
  const unit = text.slice(Math.max(0, at - 1), at);
  return /[\udc00-\udfff]/.test(unit) ? text.slice(Math.max(0, at - 2), at) : unit;
}

const breaksByZeroWidthSpace =
  /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}]/u;
const emojiPart = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u2640\u2642]|\ufe0f/u;
const spelledWithJoiners =
  /[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Mandaic}\p{sc=Nko}\p{sc=Mongolian}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Myanmar}\p{sc=Khmer}]/u;
