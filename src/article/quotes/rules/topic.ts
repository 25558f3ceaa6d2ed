import { readMentionAt } from '../mentions.ts';
import type { Rule } from '../rule.ts';
import { type Place, type Scene, tokensOf } from '../scene.ts';
import { firstBetween, lastBetween, type Token } from '../tokens.ts';
import { isCue } from '../words.ts';

/** The speaker is what the sentence is about, marked by a particle on either side of the quotation. */
export const topicOfSentence: Rule = {
  name: 'topic-of-sentence',
  example: 'ハレ事務次長は「もっと航空機が必要だ」と述べた。',
  confidence: 0.93,
  find(scene, place) {
    if (!scene.language.topicParticles || !hasCueAfter(scene, place)) return null;
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    const fits = (token: Token) => language.topicParticles?.has(token.word) === true;
    const before = lastBetween(tokens, { from: place.from, to: place.at, fits });
    if (before > place.from) {
      const found = readMentionAt(tokens, { from: place.from, to: before, language });
      if (found) return { ...found, paragraph: place.paragraph };
    }
    const after = firstBetween(tokens, { from: place.at + 1, to: place.to, fits });
    const found = after > 0 ? readMentionAt(tokens, { from: place.at + 2, to: after, language }) : null;
    return found && { ...found, paragraph: place.paragraph };
  },
};

function hasCueAfter(scene: Scene, place: Place): boolean {
  const tokens = tokensOf(scene, place.paragraph);
  for (let at = place.at + 1; at < Math.min(place.to, place.at + 40); at += 1) {
    if (isCue(tokens[at], scene.language)) return true;
    // The segmenter parts stem and ending: 述|べた.
    if (scene.language.cues.has(`${tokens[at]?.word}${tokens[at + 1]?.word}`)) return true;
  }
  return false;
}
