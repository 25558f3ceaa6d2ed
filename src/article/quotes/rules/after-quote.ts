import { readMentionAt } from '../mentions.ts';
import type { Rule } from '../rule.ts';
import { type Place, type Scene, tokensOf } from '../scene.ts';
import { subjectBefore } from '../subjects.ts';
import {
  isAdverb,
  isCue,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isPronoun,
  isTitle,
} from '../words.ts';

/** The verb follows the quotation at once, then comes the speaker. */
export const verbThenSpeaker: Rule = {
  name: 'verb-then-speaker',
  example: '“We need aircraft,” said Amara Kessy, the logistics chief.',
  confidence: 0.97,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const verb = skipToVerb(scene, place);
    if (!isCue(tokens[verb], scene.language)) return null;
    const start = verb + 1;
    if (!opensPhrase(scene, { paragraph: place.paragraph, at: start })) return null;
    const found = readMentionAt(tokens, { from: start, to: endOf(scene, place), language: scene.language });
    return found && { ...found, paragraph: place.paragraph };
  },
};

/** The speaker follows the quotation, then comes the verb. */
export const speakerThenVerb: Rule = {
  name: 'speaker-then-verb',
  example: '“We need aircraft,” Mr. Kessy, who took office in May, told delegates.',
  confidence: 0.97,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    const start = afterComma(scene, place);
    if (!opensPhrase(scene, { paragraph: place.paragraph, at: start })) return null;
    const verb = nextCue(scene, { place, from: start });
    if (verb < 0) return null;
    const found = subjectBefore(tokens, { verb, floor: start, language });
    return found && found.range.from <= start + 1 ? { ...found, paragraph: place.paragraph } : null;
  },
};

function afterComma(scene: Scene, place: Place): number {
  const next = tokensOf(scene, place.paragraph)[place.at + 1];
  return next && /^[,،、]$/u.test(next.text) ? place.at + 2 : place.at + 1;
}

// “…,” she quietly added / “…,” also said
function skipToVerb(scene: Scene, place: Place): number {
  const tokens = tokensOf(scene, place.paragraph);
  let at = afterComma(scene, place);
  while (
    isAdverb(tokens[at], scene.language) ||
    (isFiller(tokens[at], scene.language) && at < place.at + 4)
  ) {
    if (isPronoun(tokens[at], scene.language) || isNameLike(tokens[at], scene.language)) break;
    at += 1;
  }
  return at;
}

// A question ends the sentence for the reader's eye only: “Why now?” Sanders asked.
function endOf(scene: Scene, place: Place): number {
  const sentences = scene.paragraphs[place.paragraph]?.sentences ?? [];
  if (place.to > place.at + 1) return place.to;
  return sentences.find((sentence) => sentence.from === place.at + 1)?.to ?? place.to;
}

function nextCue(scene: Scene, { place, from }: { place: Place; from: number }): number {
  const tokens = tokensOf(scene, place.paragraph);
  const end = Math.min(place.to, from + 60);
  for (let at = from; at < end; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'quote') return -1;
    if (isCue(token, scene.language)) return at;
  }
  return -1;
}

function opensPhrase(scene: Scene, { paragraph, at }: { paragraph: number; at: number }): boolean {
  const token = tokensOf(scene, paragraph)[at];
  const { language } = scene;
  return (
    isPronoun(token, language) ||
    isDeterminer(token, language) ||
    isNameLike(token, language) ||
    isHonorific(token, language) ||
    isTitle(token, language) ||
    (token?.kind === 'word' &&
      /^\p{Ll}/u.test(token.text) &&
      !language.prepositions.has(token.word) &&
      !language.clauseOpeners.has(token.word) &&
      !language.relatives.has(token.word) &&
      !language.fillers.has(token.word) &&
      !isCue(token, language))
  );
}
