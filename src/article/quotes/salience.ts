import type { Gender } from './language.ts';
import type { Mention } from './mentions.ts';
import type { Person, Sighting } from './people.ts';
import { type Scene, tokensOf } from './scene.ts';

/** What the reading has come to so far. */
export interface Discourse {
  readonly people: readonly Person[];
  readonly lastSpeaker: LastSpeaker | null;
}

/** Who spoke the quotation before, and where. */
export interface LastSpeaker {
  readonly person: Person;
  readonly paragraph: number;
  readonly at: number;
}

/** The person of that gender the reader has most in mind at a pronoun; null when there is none. */
export function mostSalient(
  scene: Scene,
  { mention, discourse, gender }: { mention: Mention; discourse: Discourse; gender: Gender },
): { person: Person; certainty: number } | null {
  const here = { paragraph: mention.paragraph, at: mention.range.from };
  const ranked = discourse.people
    .filter((person) => person.isCertain && (person.gender === 'any' || person.gender === gender))
    .map((person) => ({ person, score: scoreOf(scene, { person, here, discourse, gender }) }))
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first) return null;
  const lead = first.score - (second?.score ?? first.score - 3);
  return { person: first.person, certainty: lead >= 1 ? 0.92 : 0.75 };
}

interface Spot {
  readonly paragraph: number;
  readonly at: number;
}

const weights = { subject: 1, object: 0, aside: -0.4 } as const;

function scoreOf(
  scene: Scene,
  { person, here, discourse, gender }: { person: Person; here: Spot; discourse: Discourse; gender: Gender },
): number {
  const spoke = discourse.lastSpeaker?.person === person ? discourse.lastSpeaker : null;
  const spoken = spoke ? 1.4 - distance(scene, { from: spoke, to: here }) : Number.NEGATIVE_INFINITY;
  const best = recent(person, here).reduce(
    (most, seen) => Math.max(most, weights[seen.standing] - distance(scene, { from: seen, to: here })),
    spoken,
  );
  return best + (person.gender === gender ? 0.8 : 0);
}

// The last few places suffice: what lies further back has lost to them.
function recent(person: Person, here: Spot): readonly Sighting[] {
  const until = person.sightings.findLastIndex((seen) => isBefore(seen, here));
  return person.sightings.slice(Math.max(0, until - 3), until + 1);
}

function isBefore(one: Spot, other: Spot): boolean {
  return one.paragraph < other.paragraph || (one.paragraph === other.paragraph && one.at < other.at);
}

// In sentences of the writer's own; a paragraph break weighs a little more.
function distance(scene: Scene, { from, to }: { from: Spot; to: Spot }): number {
  if (to.paragraph - from.paragraph > 6) return Number.POSITIVE_INFINITY;
  let sentences = 0;
  for (let index = from.paragraph; index <= to.paragraph; index += 1) {
    for (const sentence of scene.paragraphs[index]?.sentences ?? []) {
      const starts = { paragraph: index, at: sentence.from };
      if (
        isBefore(from, starts) &&
        isBefore(starts, to) &&
        hasWords(scene, { paragraph: index, ...sentence })
      )
        sentences += 1;
    }
  }
  return sentences + (to.paragraph - from.paragraph) * 0.3;
}

function hasWords(
  scene: Scene,
  { paragraph, from, to }: { paragraph: number; from: number; to: number },
): boolean {
  const tokens = tokensOf(scene, paragraph);
  for (let at = from; at < to; at += 1) if (tokens[at]?.kind === 'word') return true;
  return false;
}
