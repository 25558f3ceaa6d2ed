import type { Rule } from '../rule.ts';
import { type Place, type Scene, tokensOf } from '../scene.ts';
import { sentenceSubject, subjectBefore } from '../subjects.ts';
import { isCue, isParticiple } from '../words.ts';

/** A verb of speech leads up to the quotation with a comma or a colon. */
export const leadIn: Rule = {
  name: 'lead-in',
  example: 'Mr. Kessy said: “We need aircraft.”',
  confidence: 0.97,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const mark = tokens[place.at - 1]?.text ?? '';
    if (!/^[:,،：，]$/u.test(mark)) return null;
    return subjectOfCue(scene, { place, floor: floorOf(scene, place) });
  },
};

/** A verb of speech stands somewhere before the quotation in its sentence. */
export const cueBefore: Rule = {
  name: 'cue-before',
  example: 'Mr. Kessy told delegates that the fleet was “too small to serve a continent”.',
  confidence: 0.9,
  find(scene, place) {
    return subjectOfCue(scene, { place, floor: floorOf(scene, place) });
  },
};

/** The sentence that holds the quotation has a subject, and nothing else to go by. */
export const sentenceSpeaker: Rule = {
  name: 'sentence-subject',
  example: 'Mr. Kessy was blunt about a fleet “too small to serve a continent”.',
  confidence: 0.7,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const found = sentenceSubject(tokens, { from: place.from, to: place.at, language: scene.language });
    const names = found?.kind === 'name' || found?.kind === 'pronoun';
    return found && names ? { ...found, paragraph: place.paragraph } : null;
  },
};

function floorOf(scene: Scene, place: Place): number {
  const tokens = tokensOf(scene, place.paragraph);
  let at = place.at;
  while (at > Math.max(place.from, place.at - 80) && tokens[at - 1]?.kind !== 'quote') at -= 1;
  return at;
}

function subjectOfCue(scene: Scene, { place, floor }: { place: Place; floor: number }) {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  for (let at = place.at - 1; at >= floor; at -= 1) {
    if (isParticiple(tokens[at], language) && floor > place.from) return null;
    if (!isCue(tokens[at], language) && !isParticiple(tokens[at], language)) continue;
    const near = isCue(tokens[at], language) ? subjectBefore(tokens, { verb: at, floor, language }) : null;
    const found =
      near ?? (floor === place.from ? sentenceSubject(tokens, { from: place.from, to: at, language }) : null);
    return found && { ...found, paragraph: place.paragraph };
  }
  return null;
}
