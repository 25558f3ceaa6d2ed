import type { Language } from '../language.ts';
import { readMentionAt } from '../mentions.ts';
import type { Rule } from '../rule.ts';
import { tokensOf } from '../scene.ts';
import type { Token } from '../tokens.ts';
import { isCue, isPreposition } from '../words.ts';

/** The source is named without a verb. */
export const accordingTo: Rule = {
  name: 'according-to',
  example: 'The fleet is “too small to serve a continent”, according to Mr. Kessy.',
  confidence: 0.93,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    const phrases = language.accordingTo.map((phrase) => phrase.split(' '));
    for (let at = Math.max(place.from, place.at - 60); at < Math.min(place.to, place.at + 40); at += 1) {
      const length = phraseAt(tokens, { at, phrases });
      if (length === 0 || isAside(tokens, { at, quote: place.at, language })) continue;
      // "nach Ansicht von Senator Dodd"
      const from = isPreposition(tokens[at + length], language) ? at + length + 1 : at + length;
      const found = readMentionAt(tokens, { from, to: place.to, language });
      if (found) return { ...found, paragraph: place.paragraph };
    }
    return null;
  },
};

// "Kessy said, according to a translator, that it was “too small”": the speaker was told before.
function isAside(
  tokens: readonly Token[],
  { at, quote, language }: { at: number; quote: number; language: Language },
): boolean {
  return at < quote && tokens[at - 1]?.text === ',' && isCue(tokens[at - 2], language);
}

function phraseAt(
  tokens: readonly { readonly word: string }[],
  { at, phrases }: { at: number; phrases: readonly (readonly string[])[] },
): number {
  for (const parts of phrases) {
    if (parts.every((part, offset) => tokens[at + offset]?.word === part)) return parts.length;
  }
  return 0;
}
