import type { Rule, SameSpeaker } from '../rule.ts';
import { type Place, type Scene, sentenceAt, standsAlone, tokensOf, wordsAt } from '../scene.ts';
import { sentenceSubject } from '../subjects.ts';
import { isTitle } from '../words.ts';

/** Two quotations in one sentence have one speaker, whichever side tells the name. */
export const sameSentence: Rule = {
  name: 'same-sentence',
  example: 'Mr. Kessy called the fleet “too small to serve anybody” and “too old to be safe in the air”.',
  confidence: 0.93,
  find(scene, place) {
    const before = scene.places[place.index - 1];
    if (before && inOneSentence(before, place)) return sameAs(before);
    const after = scene.places[place.index + 1];
    return after && inOneSentence(after, place) ? sameAs(after) : null;
  },
};

/** A whole sentence in marks after an attributed one is the same speaker going on. */
export const sameParagraph: Rule = {
  name: 'same-paragraph',
  example: '“We need aircraft,” Mr. Kessy said. “We need them now.”',
  confidence: 0.95,
  find(scene, place) {
    const before = scene.places[place.index - 1];
    return before && before.paragraph === place.paragraph ? sameAs(before) : null;
  },
};

/** The sentence before names somebody, and then that person's words stand alone. */
export const sentenceBefore: Rule = {
  name: 'sentence-before',
  example: 'Mr. Kessy was not content with the pledges. “They come too late.”',
  confidence: 0.85,
  find(scene, place) {
    if (!standsAlone(scene, place)) return null;
    if (place.from === 0) return null;
    const before = sentenceAt(scene, { paragraph: place.paragraph, at: place.from - 1 });
    if (!before) return null;
    const tokens = tokensOf(scene, place.paragraph);
    const found = sentenceSubject(tokens, { ...before, language: scene.language });
    // "The minister": a phrase is somebody where it ends in an office.
    const isSomebody = found?.kind !== 'noun-phrase' || isTitle(tokens[found.range.to - 1], scene.language);
    return found && isSomebody ? { ...found, paragraph: place.paragraph } : null;
  },
};

/** The paragraph before ends in a colon. */
export const paragraphLeadIn: Rule = {
  name: 'paragraph-lead-in',
  example: 'The mission’s chief, Ana Lima, was blunt:\n“Stop firing.”',
  confidence: 0.93,
  find(scene, place) {
    if (place.at > 0 || !endsInColon(scene, place.paragraph - 1)) return null;
    return lastSubject(scene, place.paragraph - 1);
  },
};

/** A quotation that is not closed at the end of its paragraph and opened again in the next is one. */
export const quotationGoesOn: Rule = {
  name: 'quotation-goes-on',
  example: '“We need aircraft.\n“And we need crews,” Mr. Kessy said.',
  confidence: 0.96,
  find(scene, place) {
    const before = scene.places[place.index - 1];
    if (before && goesOn(scene, before)) return sameAs(before);
    const after = scene.places[place.index + 1];
    return after && goesOn(scene, place) ? sameAs(after) : null;
  },
};

/** A paragraph of nothing but words in marks goes on where the paragraph before left off. */
export const paragraphGoesOn: Rule = {
  name: 'paragraph-goes-on',
  example: '“We need more aircraft than this,” Mr. Kessy said.\n“And we need crews to fly them.”',
  confidence: 0.88,
  find(scene, place) {
    const before = scene.places[place.index - 1];
    const adjoins = before && before.paragraph === place.paragraph - 1;
    return adjoins && place.at === 0 && wordsAt(scene, before).length > 20 ? sameAs(before) : null;
  },
};

/** The paragraph before, without quotations, is about the one who then speaks. */
export const paragraphBefore: Rule = {
  name: 'paragraph-before',
  example: 'Mr. Kessy promised to return in spring.\n“This is not over.”',
  confidence: 0.75,
  find(scene, place) {
    if (place.at > 0 || !standsAlone(scene, place)) return null;
    return lastSubject(scene, place.paragraph - 1);
  },
};

/** Whether the quotation is left open at the end of its paragraph, and the next paragraph opens with marks again. */
export function goesOn(scene: Scene, place: Place): boolean {
  const after = scene.places[place.index + 1];
  const isOpen = scene.stretches[place.index]?.isClosed === false;
  if (!isOpen || after?.paragraph !== place.paragraph + 1 || after.at !== 0) return false;
  // “We need aircraft, Ms. Lima said.: here the mark was forgotten.
  const lastWord = /(\p{L}+)\.?$/u.exec(wordsAt(scene, place))?.[1] ?? '';
  return !scene.language.cues.has(lastWord);
}

function sameAs(place: Place): SameSpeaker {
  return { kind: 'same-speaker', as: place.index };
}

function inOneSentence(one: Place, other: Place): boolean {
  return one.paragraph === other.paragraph && one.from === other.from;
}

function endsInColon(scene: Scene, paragraph: number): boolean {
  return /^[:：]$/u.test(tokensOf(scene, paragraph).at(-1)?.text ?? '');
}

function lastSubject(scene: Scene, paragraph: number) {
  const last = scene.paragraphs[paragraph]?.sentences.at(-1);
  if (!last) return null;
  const tokens = tokensOf(scene, paragraph);
  const found = sentenceSubject(tokens, { ...last, language: scene.language });
  return found && found.kind !== 'noun-phrase' ? { ...found, paragraph } : null;
}
