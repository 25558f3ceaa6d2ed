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

/** The name stands on the next line after a dash. */
export const nameOnNextLine: Rule = {
  name: 'name-on-next-line',
  example: '“We need aircraft.”\n— Amara Kessy, logistics chief',
  confidence: 0.95,
  find(scene, place) {
    const next = tokensOf(scene, place.paragraph + 1);
    if (place.at > 0 || place.at + 1 < tokensOf(scene, place.paragraph).length) return null;
    // In a pulled quote the mark is closed under the name only.
    const isPulled = !scene.stretches[place.index]?.isClosed && /^["”“]$/u.test(next.at(-1)?.text ?? '');
    const hasDash = /^[—–―-]$/u.test(next[0]?.text ?? '');
    if (!hasDash && !isPulled) return null;
    const found = readMentionAt(next, { from: hasDash ? 1 : 0, to: next.length, language: scene.language });
    return found?.kind === 'name' ? { ...found, paragraph: place.paragraph + 1 } : null;
  },
};
