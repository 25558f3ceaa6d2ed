import type { Mention } from '../mention.ts';
import { readMentionAt } from '../mentions.ts';
import { ownerOfText } from '../owners.ts';
import { agentOf, isPassive } from '../passives.ts';
import type { Rule } from '../rule.ts';
import { type Place, type Scene, tokensOf } from '../scene.ts';
import { sentenceSubject, subjectBefore, subjectOf } from '../subjects.ts';
import { lastBetween, type Token } from '../tokens.ts';
import { isCue, isCueAt, isDeterminer, isFiller, isNameLike, isParticiple } from '../words.ts';

/** A verb of speech leads up to the quotation with a comma or a colon. */
export const leadIn: Rule = {
  name: 'lead-in',
  example: 'Mr. Kessy said: “We need aircraft.”',
  confidence: 0.97,
  find(scene, place) {
    return endsInLeadMark(scene, place) ? subjectOfCue(scene, place) : null;
  },
};

/** The verb comes first even before the quotation. */
export const invertedLeadIn: Rule = {
  name: 'inverted-lead-in',
  example: 'Said Kessy: “We need aircraft.”',
  confidence: 0.95,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    if (!endsInLeadMark(scene, place)) return null;
    const from = lastBetween(tokens, {
      from: place.from,
      to: place.at - 1,
      fits: (token) => token.text === ',',
    });
    // "Ana Lima, who led the talks, told delegates: …" has its subject before the verb.
    if (from > place.from && isNameLike(tokens[place.from], language)) return null;
    const first = tokens[Math.max(from + 1, place.from)];
    if (!first || !language.cues.has(first.word)) return null;
    const found = readMentionAt(tokens, {
      from: Math.max(from + 1, place.from) + 1,
      to: place.at - 1,
      language,
    });
    // "Kessy, who led the talks, tweeted this: …"
    const isBare = found && isDeterminer(tokens[found.range.to - 1], language);
    return found?.range.to === place.at - 1 && !isBare ? { ...found, paragraph: place.paragraph } : null;
  },
};

/** As in a transcript, a name and a colon. */
export const nameAndColon: Rule = {
  name: 'name-and-colon',
  example: 'Amara Kessy, logistics chief: “We need aircraft.”',
  confidence: 0.9,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    if (!endsInColon(scene, place)) return null;
    let from = place.at - 1;
    while (from > Math.max(place.from, place.at - 20) && !/^[—–―-]$/u.test(tokens[from - 1]?.text ?? ''))
      from -= 1;
    const found = readMentionAt(tokens, { from, to: place.at - 1, language });
    const rest = found ? tokens[found.range.to]?.text : '';
    // "Kessy’s answer was: …"
    let end = found?.wholeRange.to ?? place.at;
    while (isFiller(tokens[end], language)) end += 1;
    const fits = found?.kind !== 'pronoun' && end === place.at - 1;
    return found && (fits || (found.kind === 'name' && rest === ','))
      ? { ...found, paragraph: place.paragraph }
      : null;
  },
};

/** A verb of speech stands somewhere before the quotation in its sentence. */
export const cueBefore: Rule = {
  name: 'cue-before',
  example: 'Mr. Kessy told delegates that the fleet was “too small to serve a continent”.',
  confidence: 0.9,
  find: (scene, place) => subjectOfCue(scene, place),
};

/** The sentence about somebody ends in a colon, and then come the words. */
export const colonAfterSentence: Rule = {
  name: 'colon-after-sentence',
  example: 'Mr. Kessy was not content with the pledges of the first day: “They come too late.”',
  confidence: 0.86,
  find(scene, place) {
    if (!endsInColon(scene, place)) return null;
    const tokens = tokensOf(scene, place.paragraph);
    const found = sentenceSubject(tokens, { from: place.from, to: place.at, language: scene.language });
    return found && { ...found, paragraph: place.paragraph };
  },
};

/** The sentence that holds the quotation has a subject, and nothing else to go by. */
export const sentenceSpeaker: Rule = {
  name: 'sentence-subject',
  example: 'Mr. Kessy was blunt about a fleet “too small to serve a continent”.',
  confidence: 0.7,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    // "Kessy was asked, “Who will fly them?”": by somebody else.
    const verb = place.at - 2;
    if (isCue(tokens[verb], language) && isPassive(tokens, { verb, language })) return null;
    const found = sentenceSubject(tokens, { from: place.from, to: place.at, language });
    const mention = found && { ...found, paragraph: place.paragraph };
    return mention && (mention.kind !== 'noun-phrase' || ownerOfText(scene, mention)) ? mention : null;
  },
};

function endsInColon(scene: Scene, place: Place): boolean {
  return /^[:：]$/u.test(tokensOf(scene, place.paragraph)[place.at - 1]?.text ?? '');
}

function endsInLeadMark(scene: Scene, place: Place): boolean {
  return /^[:,،：，]$/u.test(tokensOf(scene, place.paragraph)[place.at - 1]?.text ?? '');
}

// The nearest verb of speech wins; one of thought ("believes") only where there is no other.
function subjectOfCue(scene: Scene, place: Place): Mention | null {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  const floor = floorOf(scene, place);
  let thought: Mention | null = null;
  for (let at = place.at - 1; at >= floor; at -= 1) {
    const token = tokens[at];
    const isVerb = isCueAt(tokens, { at, language });
    if (!isVerb && !isParticiple(token, language)) continue;
    if (!isVerb && floor > place.from) return null;
    if (!isVerb && place.at - at > 12) continue;
    const found = isVerb
      ? subjectOfFinite(scene, { place, verb: at, floor })
      : subjectOfParticiple(scene, { place, verb: at });
    if (!found) continue;
    if (!language.thoughts.has(token?.word ?? '')) return found;
    thought ??= found;
  }
  return thought;
}

// A quotation earlier in the sentence has its own frame: look no further back than that.
function floorOf(scene: Scene, place: Place): number {
  const tokens = tokensOf(scene, place.paragraph);
  let at = place.at;
  while (at > Math.max(place.from, place.at - 80) && !isLongQuote(tokens[at - 1])) at -= 1;
  return at;
}

function isLongQuote(token: Token | undefined): boolean {
  return token?.kind === 'quote' && !token.isBrief;
}

function subjectOfFinite(
  scene: Scene,
  { place, verb, floor }: { place: Place; verb: number; floor: number },
): Mention | null {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  if (isPassive(tokens, { verb, language })) {
    const agent = agentOf(tokens, { verb, to: place.at, language });
    return agent && { ...agent, paragraph: place.paragraph };
  }
  const near = subjectOf(tokens, { verb, floor, to: place.at, language });
  const found =
    near ?? (floor === place.from ? sentenceSubject(tokens, { from: floor, to: verb, language }) : null);
  return found && { ...found, paragraph: place.paragraph };
}

// "…, with Trump reportedly yelling: “…”" has a subject of its own; "Trump left, yelling: “…”" has the clause's.
function subjectOfParticiple(scene: Scene, { place, verb }: { place: Place; verb: number }): Mention | null {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  for (let at = verb; at > place.from; at -= 1) {
    // "with Trump calling it a fraud and asking": the companion is the subject of both.
    const own = isParticiple(tokens[at], language) ? companionBefore(scene, { place, verb: at }) : null;
    if (own) return own;
    if (!isCueAt(tokens, { at, language })) continue;
    const main = subjectBefore(tokens, { verb: at, floor: place.from, language });
    if (main) return { ...main, paragraph: place.paragraph };
  }
  const found = sentenceSubject(tokens, { from: place.from, to: verb, language });
  return found && { ...found, paragraph: place.paragraph };
}

// "with Trump reportedly yelling", "a tape has Trump saying"
function companionBefore(scene: Scene, { place, verb }: { place: Place; verb: number }): Mention | null {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  const isCompanion = (at: number) => language.companions?.has(tokens[at]?.word ?? '') === true;
  let from = verb;
  while (from > Math.max(place.from, verb - 8) && !isCompanion(from - 1)) from -= 1;
  const opens = isNameLike(tokens[from], language) || isDeterminer(tokens[from], language);
  const isPlain = tokens.slice(from, verb).every(({ kind }) => kind === 'word');
  if (isCompanion(from - 1) && opens && isPlain && from < verb) {
    const named = readMentionAt(tokens, { from, to: verb, language });
    if (named?.wholeRange.to === verb) return { ...named, paragraph: place.paragraph };
  }
  const own = subjectBefore(tokens, { verb, floor: place.from, language });
  return own && isCompanion(own.range.from - 1) ? { ...own, paragraph: place.paragraph } : null;
}
