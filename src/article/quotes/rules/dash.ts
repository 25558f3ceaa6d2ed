import { readMentionAt } from '../mentions.ts';
import type { Rule } from '../rule.ts';
import { tokensOf } from '../scene.ts';

/** The name stands after a dash, as under a letter. */
export const nameAfterDash: Rule = {
  name: 'name-after-dash',
  example: '“We need aircraft.” — Amara Kessy, logistics chief',
  confidence: 0.95,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const dash = tokens[place.at + 1];
    if (!dash || !/^[—–―-]$/u.test(dash.text)) return null;
    const found = readMentionAt(tokens, { from: place.at + 2, to: tokens.length, language: scene.language });
    if (found?.kind !== 'name') return null;
    const next = tokens[found.range.to];
    return !next || /^[,.(]$/u.test(next.text) ? { ...found, paragraph: place.paragraph } : null;
  },
};
