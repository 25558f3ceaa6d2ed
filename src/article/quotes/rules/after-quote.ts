import type { Language } from '../language.ts';
import type { Mention } from '../mention.ts';
import { readMentionAt } from '../mentions.ts';
import type { Rule } from '../rule.ts';
import { type Place, type Scene, sentenceAt, tokensOf } from '../scene.ts';
import { subjectBefore } from '../subjects.ts';
import { lastBetween, type Token } from '../tokens.ts';
import {
  isAdverb,
  isCalendar,
  isCue,
  isCueAt,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isParticiple,
  isPreposition,
  isPronoun,
  isTitle,
  isTitleOfSeveral,
  looksLikeParticiple,
  namesHearer,
} from '../words.ts';

/** The verb follows the quotation at once, then comes the speaker. */
export const verbThenSpeaker: Rule = {
  name: 'verb-then-speaker',
  example: '“We need aircraft,” said Amara Kessy, the logistics chief.',
  confidence: 0.97,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const verb = skipToVerb(scene, place);
    if (!isCue(tokens[verb], scene.language) || namesHearer(tokens[verb], scene.language)) return null;
    if (isPronoun(tokens[verb], scene.language)) return inversion(place, verb);
    // „…“, äußerte sich Lima
    const start = isReflexive(tokens[verb + 1], scene.language) ? verb + 2 : verb + 1;
    if (!opensPhrase(scene, { paragraph: place.paragraph, at: start })) return null;
    const found = readMentionAt(tokens, {
      from: start,
      to: endOf(scene, place),
      language: scene.language,
      followsVerb: true,
    });
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
    const verb = nextCue(scene, { place, from: start, to: endOf(scene, place) });
    if (verb < 0) return null;
    const near = subjectBefore(tokens, { verb, floor: start, language });
    const found = near && near.range.from <= start + 1 ? near : firstOfSeveral(scene, { place, start, verb });
    if (!found) return null;
    const isFramed = endsInPoint(scene, place) || hasCueBefore(scene, place);
    if (isFramed && takesObject(scene, { place, verb })) return null;
    return { ...found, paragraph: place.paragraph };
  },
};

/** The sentence goes on after the quotation, and only its end tells whose words they are. */
export const verbAtEnd: Rule = {
  name: 'verb-at-end',
  example: 'The fleet is “too small to serve” a continent of that size, Mr. Kessy said.',
  confidence: 0.9,
  find(scene, place) {
    const tokens = tokensOf(scene, place.paragraph);
    const { language } = scene;
    for (let at = Math.min(place.to, place.at + 80) - 1; at > place.at + 2; at -= 1) {
      if (!isCueAt(tokens, { at, language })) continue;
      const isInverted = tokens[at - 1]?.text === ',' && !namesHearer(tokens[at], language);
      if (isInverted && opensPhrase(scene, { paragraph: place.paragraph, at: at + 1 })) {
        const after = readMentionAt(tokens, { from: at + 1, to: place.to, language });
        if (after) return { ...after, paragraph: place.paragraph };
      }
      const found = subjectBefore(tokens, { verb: at, floor: place.at + 1, language });
      const comma = found ? tokens[found.range.from - 1]?.text : '';
      if (found && (comma === ',' || comma === '،')) return { ...found, paragraph: place.paragraph };
    }
    return null;
  },
};

function isReflexive(token: Token | undefined, language: Language): boolean {
  return isFiller(token, language) && !isPronoun(token, language) && !isNameLike(token, language);
}

// « …, dit-elle »: verb and pronoun in one word.
function inversion(place: Place, at: number): Mention {
  const range = { from: at, to: at + 1 };
  return { kind: 'pronoun', paragraph: place.paragraph, range, wholeRange: range };
}

// “…,” Lima and Kessy wrote / “…,” Ana Lima, the lawyer who founded it wrote: the first name, where it is set off.
function firstOfSeveral(scene: Scene, { place, start, verb }: { place: Place; start: number; verb: number }) {
  const tokens = tokensOf(scene, place.paragraph);
  const first = readMentionAt(tokens, { from: start, to: verb, language: scene.language });
  const next = first ? tokens[first.range.to] : undefined;
  const isSetOff = next?.text === ',' || scene.language.coordinators.has(next?.word ?? '');
  return first?.kind === 'name' && isSetOff ? first : null;
}

function afterComma(scene: Scene, place: Place): number {
  const tokens = tokensOf(scene, place.paragraph);
  let at = place.at + 1;
  while (at < place.at + 3 && /^[,،、，—–]$/u.test(tokens[at]?.text ?? '')) at += 1;
  return at;
}

// “…,” she quietly added / “…,” also said
function skipToVerb(scene: Scene, place: Place): number {
  const tokens = tokensOf(scene, place.paragraph);
  let at = afterComma(scene, place);
  while (
    at < place.at + 5 &&
    (isAdverb(tokens[at], scene.language) || isFiller(tokens[at], scene.language))
  ) {
    if (isPronoun(tokens[at], scene.language) || isNameLike(tokens[at], scene.language)) break;
    at += 1;
  }
  return at;
}

// A point or a question mark ends the sentence for the eye only: “Why now?” Sanders asked.
function endOf(scene: Scene, place: Place): number {
  if (place.to > place.at + 1 || hasCueBefore(scene, place)) return place.to;
  const next = sentenceAt(scene, { paragraph: place.paragraph, at: place.at + 1 });
  return next?.from === place.at + 1 ? next.to : place.to;
}

// Lima said it was “too late.” They asked for more: the sentence told its speaker already.
function hasCueBefore(scene: Scene, place: Place): boolean {
  const tokens = tokensOf(scene, place.paragraph);
  const { language } = scene;
  const from = Math.max(place.from, place.at - 60);
  const fits = (token: Token) => isCue(token, language) || isParticiple(token, language);
  return lastBetween(tokens, { from, to: place.at, fits }) >= 0;
}

function endsInPoint(scene: Scene, place: Place): boolean {
  return place.to === place.at + 1 && endOf(scene, place) > place.to;
}

// “We won.” Lima said she would go on; even as she claimed that “they won,” Berg said it was over: a clause with a
// statement of its own.
function takesObject(scene: Scene, { place, verb }: { place: Place; verb: number }): boolean {
  const next = tokensOf(scene, place.paragraph)[verb + 1];
  if (!next || /^[.,;]$/u.test(next.text)) return false;
  return !isPreposition(next, scene.language) && !isCalendar(next, scene.language);
}

function nextCue(scene: Scene, { from, to, place }: { place: Place; from: number; to: number }): number {
  const tokens = tokensOf(scene, place.paragraph);
  for (let at = from; at < Math.min(to, from + 60); at += 1) {
    const token = tokens[at];
    if (token?.kind === 'quote') return -1;
    if (isCueAt(tokens, { at, language: scene.language })) return at;
  }
  return -1;
}

// A name, a pronoun, "the …" open a phrase; a lower-case word does only where a calling or a name follows soon.
function opensPhrase(scene: Scene, { paragraph, at }: { paragraph: number; at: number }): boolean {
  const tokens = tokensOf(scene, paragraph);
  const { language } = scene;
  const token = tokens[at];
  if (language.script !== 'cased') return token?.kind === 'word' && !isPreposition(token, language);
  // “We will win” that race, Lima said: the writer's sentence goes on.
  if (language.clauseOpeners.has(token?.word ?? '') && !isNameLike(token, language)) return false;
  if (isPronoun(token, language) || isDeterminer(token, language) || isNameLike(token, language)) return true;
  for (let ahead = at; ahead < at + 5; ahead += 1) {
    const word = tokens[ahead];
    if (word?.kind !== 'word' || isCue(word, language)) return false;
    const isOffice = isTitle(word, language) || isTitleOfSeveral(word, language);
    if (isOffice || isHonorific(word, language) || isNameLike(word, language)) return true;
    const { prepositions, clauseOpeners, relatives, fillers } = language;
    if ([prepositions, clauseOpeners, relatives, fillers].some((table) => table.has(word.word))) return false;
    if (looksLikeParticiple(word, language)) return false;
  }
  return false;
}
