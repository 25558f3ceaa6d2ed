import type { Gender } from './language.ts';
import type { Passage } from './mention.ts';
import type { People } from './people.ts';
import type { Person, Sighting, Spot } from './person.ts';
import { type Scene, sentenceIndexAt, tokensOf } from './scene.ts';

/** What the reading has come to so far. */
export interface Discourse {
  readonly people: People;
  readonly lastSpeaker: LastSpeaker | null;
  /** The last pronouns that opened sentences, with whom they meant: a subject goes on being the subject. */
  readonly echoes: readonly Sighting[];
}

/** Who spoke the quotation before, and where. */
export interface LastSpeaker extends Spot {
  readonly person: Person;
}

/** Names further back than this many have been forgotten by the reader. */
const memory = 40;

/** The person of that gender the reader has most in mind at a pronoun; null when there is none. */
export function mostSalient(
  scene: Scene,
  { here, discourse, gender }: { here: Spot; discourse: Discourse; gender: Gender },
): { person: Person; certainty: number } | null {
  const scores = new Map<Person, number>();
  const consider = (person: Person, score: number) => {
    if (!person.isCertain || !fits(person, gender) || score === Number.NEGATIVE_INFINITY) return;
    const sure = score + (person.gender === gender ? 0.4 : 0) - (mayBeThing(person) ? 0.9 : 0);
    scores.set(person, Math.max(sure, scores.get(person) ?? sure));
  };
  for (const seen of [...discourse.people.sightingsBefore(here, memory), ...discourse.echoes]) {
    consider(seen.person, weights[seen.standing] - distance(scene, { from: seen, to: here }));
  }
  const { lastSpeaker } = discourse;
  if (lastSpeaker)
    consider(lastSpeaker.person, weights.subject - distance(scene, { from: lastSpeaker, to: here }));
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!first) return null;
  const lead = second ? first[1] - second[1] : 3;
  return { person: first[0], certainty: lead >= 1 ? 0.95 : 0.8 };
}

const weights: Readonly<Record<Sighting['standing'], number>> = { subject: 1.3, object: 0, aside: -0.4 };

// "China claims", "Reuters reports": one word without a gender is no person for sure.
function mayBeThing({ words, gender, role }: Person): boolean {
  return words.length === 1 && gender === 'any' && role === null;
}

function fits(person: Person, gender: Gender): boolean {
  return person.gender === 'any' || person.gender === gender;
}

// In sentences of the writer's own; a paragraph break weighs a little more. Past six paragraphs nobody is in mind.
function distance(scene: Scene, { from, to }: { from: Spot; to: Spot }): number {
  if (to.paragraph - from.paragraph > 6) return Number.POSITIVE_INFINITY;
  let sentences = 0;
  for (let paragraph = to.paragraph; paragraph >= from.paragraph; paragraph -= 1) {
    const all = scene.paragraphs[paragraph]?.sentences ?? [];
    for (const sentence of all.length > 200 ? [] : all) {
      const startsAfter = paragraph > from.paragraph || sentence.from > from.at;
      const startsBefore = paragraph < to.paragraph || sentence.from < to.at;
      if (startsAfter && startsBefore && hasWords(scene, { paragraph, ...sentence })) sentences += 1;
    }
  }
  return sentences + (to.paragraph - from.paragraph) * 0.3;
}

function hasWords(scene: Scene, { paragraph, from, to }: Passage): boolean {
  const tokens = tokensOf(scene, paragraph);
  for (let at = from; at < to; at += 1) if (tokens[at]?.kind === 'word') return true;
  return false;
}

/**
 * Follows the pronouns that open sentences from `from` up to `to`; yields the echoes to go on with. "He", "She" at the
 * start of a sentence keep a person in mind who is named no more.
 */
export function hearEchoes(
  scene: Scene,
  { from, to, discourse }: { from: Spot; to: Spot; discourse: Discourse },
): readonly Sighting[] {
  let echoes = discourse.echoes;
  for (let paragraph = from.paragraph; paragraph <= to.paragraph; paragraph += 1) {
    const sentences = scene.paragraphs[paragraph]?.sentences ?? [];
    const first = paragraph === from.paragraph ? sentenceIndexAt(scene, from) : 0;
    for (const sentence of sentences.slice(
      first,
      paragraph === to.paragraph ? sentenceIndexAt(scene, to) + 1 : undefined,
    )) {
      const here = { paragraph, at: sentence.from };
      const isPassed = paragraph === from.paragraph && sentence.from <= from.at;
      if (isPassed || (paragraph === to.paragraph && sentence.from >= to.at)) continue;
      const gender = scene.language.pronouns.get(tokensOf(scene, paragraph)[sentence.from]?.word ?? '');
      if (gender !== 'male' && gender !== 'female') continue;
      const meant = mostSalient(scene, { here, discourse: { ...discourse, echoes }, gender });
      if (meant)
        echoes = [
          ...echoes.slice(-3),
          { ...here, person: meant.person, isContested: false, standing: 'subject' },
        ];
    }
  }
  return echoes;
}
