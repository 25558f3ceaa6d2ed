import type { Gender } from './language.ts';
import { type PrintedName, textOfName } from './names.ts';
import type { Scene } from './scene.ts';

/** A person while the article is still being read. */
export interface Draft {
  name: string;
  words: readonly string[];
  role: string | null;
  rolePlace: 'before' | 'after';
  gender: Gender;
  isCertain: boolean;
  /** How often the name has stood so far, in full and alone. */
  sightings: number;
  /** How often a single word of it has meant this person so far. */
  shortSightings: number;
  /** How often the name in full was the subject of its sentence so far. */
  fullAsSubject: number;
  /** Where the name stood first and last, as paragraph numbers. */
  firstParagraph: number;
  lastParagraph: number;
  /** The number of the last name so far that named this person in full; -1 for none. */
  lastInFull: number;
}

/** Everybody met so far, by every word of their names. */
export interface Register {
  readonly people: Draft[];
  readonly byWord: Map<string, Draft[]>;
}

/** A name as printed, with its words in lower case. */
export interface Name {
  readonly printed: PrintedName;
  readonly words: readonly string[];
}

/** More bearers of one word than this are not told apart; bounds the work on hostile text. */
const mostBearers = 24;

/** Enters somebody not met before. */
export function register({ people, byWord }: Register, { scene, name }: { scene: Scene; name: Name }): Draft {
  const person: Draft = {
    name: textOfName(scene, name.printed),
    words: name.words,
    role: null,
    rolePlace: 'after',
    gender: 'any',
    isCertain: false,
    sightings: 0,
    shortSightings: 0,
    fullAsSubject: 0,
    firstParagraph: name.printed.paragraph,
    lastParagraph: -1,
    lastInFull: -1,
  };
  people.push(person);
  for (const word of new Set(name.words)) {
    const bearers = byWord.get(word);
    if (!bearers) byWord.set(word, [person]);
    else if (bearers.length < mostBearers) bearers.push(person);
  }
  return person;
}

/** "Hillary Rodham Clinton" after "Hillary Clinton": same given name, same surname. */
export function namedInFull({ byWord }: Register, { words }: Name): Draft | null {
  const bearers = byWord.get(words.at(-1) ?? '') ?? [];
  const same = bearers.find((person) => person.words.at(-1) === words.at(-1) && person.words[0] === words[0]);
  if (same && words.length > same.words.length) same.words = words;
  return same ?? null;
}

/** Whom a name alone means. */
export interface Bearer {
  readonly person: Draft;
  /** True when a namesake may be meant just as well. */
  readonly isContested: boolean;
}

/** "Mr. Khare", "Khare", or "Atul" after "Atul Khare": the surname counts before the given name. */
export function namedInShort({ byWord }: Register, { words: [word = ''], printed }: Name): Bearer | null {
  const bearers = (byWord.get(word) ?? []).filter((person) => fitsHonorific(person, printed));
  const bySurname = bearers.filter((person) => person.words.at(-1) === word);
  const byGivenName = bearers.filter((person) => person.words[0] === word);
  return bearerOf(bySurname, printed) ?? bearerOf(byGivenName, printed);
}

function fitsHonorific(person: Draft, { honorificGender }: PrintedName): boolean {
  return honorificGender === 'any' || person.gender === 'any' || person.gender === honorificGender;
}

// Namesakes: an office printed with the surname decides; then whoever the surname has meant so far, since a relative
// is named in full each time; then whoever is named most.
function bearerOf(bearers: readonly Draft[], name: PrintedName): Bearer | null {
  const inOffice = bearers.filter((person) => sharesWord(person.role, name.roleText));
  const pool = inOffice.length > 0 ? inOffice : bearers;
  const introduced = pool.filter((person) => person.firstParagraph <= name.paragraph);
  const ranked = (introduced.length > 0 ? introduced : pool).toSorted(
    (a, b) =>
      b.shortSightings - a.shortSightings ||
      b.fullAsSubject - a.fullAsSubject ||
      b.sightings - a.sightings ||
      b.firstParagraph - a.firstParagraph,
  );
  const [person, ...others] = ranked;
  return person ? { person, isContested: others.some((other) => contests(other, person)) } : null;
}

// "Jeb Bush met George W. Bush. Bush said": the surname has meant neither so far, and the other was named as often or
// since. But who is named in full as the subject again and again is whom the article is about.
function contests(other: Draft, person: Draft): boolean {
  if (person.fullAsSubject > 1 && person.fullAsSubject > other.fullAsSubject) return false;
  return (
    person.shortSightings === 0 &&
    (person.sightings <= other.sightings || other.lastInFull > person.lastInFull)
  );
}

function sharesWord(one: string | null, other: string | null): boolean {
  if (!one || !other) return false;
  const known = new Set(one.toLowerCase().split(/\s+/u));
  return other
    .toLowerCase()
    .split(/\s+/u)
    .some((word) => known.has(word));
}
