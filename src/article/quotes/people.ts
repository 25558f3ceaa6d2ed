import { learnFromPronouns, learnFromSighting } from './evidence.ts';
import { wordsOfName } from './names.ts';
import { type Draft, type Name, namedInFull, namedInShort, type Register, register } from './namesakes.ts';
import type { Person, Sighting, Spot } from './person.ts';
import { printedNames } from './printed-names.ts';
import type { Scene } from './scene.ts';

/** Everybody the article names outside quotations. */
export interface People {
  /** Who is named at this very place; null when nobody is. */
  namedAt(spot: Spot): Sighting | null;
  /** The last sightings before a place, nearest first. */
  sightingsBefore(spot: Spot, most: number): readonly Sighting[];
  /** Everybody whose office holds this word, in lower case. */
  holding(officeWord: string): readonly Person[];
}

/** Reads every name outside quotations, and joins the ones that mean the same person. */
export function meetPeople(scene: Scene): People {
  const names = printedNames(scene).map((printed) => ({ printed, words: wordsOfName(scene, printed) }));
  const known: Register = { people: [], byWord: new Map() };
  const sightings: DraftSighting[] = [];
  const inFull = new Map<Name, DraftSighting>();
  for (const name of names) {
    if (name.words.length < 2) continue;
    const person = namedInFull(known, name) ?? register(known, { scene, name });
    const seen = { person, isContested: false, ...learnFromSighting(person, { scene, name }) };
    inFull.set(name, seen);
    sightings.push(seen);
  }
  // In reading order and after the full names, since a surname alone means whoever bore it so far.
  for (const [index, name] of names.entries()) {
    const full = inFull.get(name);
    if (full) {
      full.person.lastInFull = index;
      if (full.standing === 'subject') full.person.fullAsSubject += 1;
      continue;
    }
    const found = namedInShort(known, name);
    const person = found?.person ?? register(known, { scene, name });
    const isContested = found?.isContested === true;
    sightings.push({ person, isContested, ...learnFromSighting(person, { scene, name, isContested }) });
  }
  sightings.sort(byPlace);
  learnFromPronouns(scene, sightings);
  return peopleOf(known.people, sightings);
}

interface DraftSighting extends Sighting {
  readonly person: Draft;
}

function peopleOf(all: readonly Person[], sightings: readonly Sighting[]): People {
  const byOfficeWord = new Map<string, Person[]>();
  for (const person of all) {
    for (const word of new Set((person.role ?? '').toLowerCase().match(/[\p{L}\p{M}-]+/gu))) {
      byOfficeWord.set(word, [...(byOfficeWord.get(word) ?? []).slice(0, 8), person]);
    }
  }
  return {
    namedAt: (spot) => {
      const seen = sightings[firstNotBefore(sightings, spot)];
      return seen && byPlace(seen, spot) === 0 ? seen : null;
    },
    sightingsBefore: (spot, most) => {
      const end = firstNotBefore(sightings, spot);
      return sightings.slice(Math.max(0, end - most), end).reverse();
    },
    holding: (officeWord) => byOfficeWord.get(officeWord) ?? [],
  };
}

function firstNotBefore(sightings: readonly Sighting[], spot: Spot): number {
  let low = 0;
  let high = sightings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const seen = sightings[middle];
    if (seen && byPlace(seen, spot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byPlace(a: Spot, b: Spot): number {
  return a.paragraph - b.paragraph || a.at - b.at;
}
