import { genderOfGivenName } from './given-names.ts';
import type { Gender, Language } from './language.ts';
import { type PrintedName, printedNames, wordsOfName } from './names.ts';
import { readRoleAfter } from './roles.ts';
import { type Scene, tokensOf } from './scene.ts';
import { isCue, isFiller, isPreposition } from './words.ts';

/** Somebody the article names, with what it tells of them anywhere. */
export interface Person {
  /** The fullest name printed. */
  readonly name: string;
  /** Its words in lower case. */
  readonly words: readonly string[];
  /** As printed, without article; null when the article gives none. */
  readonly role: string | null;
  readonly gender: Gender;
  /** Where the name stands outside quotations, in order. */
  readonly sightings: readonly Sighting[];
  /** True when the article treats the name as a person's: it speaks, has an honorific, an office, a given name. */
  readonly isCertain: boolean;
}

/** One place where a name stands. */
export interface Sighting {
  readonly paragraph: number;
  readonly at: number;
  /** `subject`: first in its sentence or before a verb of speech; `aside`: hangs on "of", or owns what follows. */
  readonly standing: 'subject' | 'object' | 'aside';
}

/** Reads every name outside quotations, and joins the ones that mean the same person. */
export function meetPeople(scene: Scene): readonly Person[] {
  const names = printedNames(scene).map((printed) => ({ printed, words: wordsOfName(scene, printed) }));
  const register: Register = { people: [], byWord: new Map() };
  for (const name of names.toSorted((a, b) => b.words.length - a.words.length)) {
    if (name.words.length < 2) break;
    const person = namedInFull(register, name.words) ?? meet(register, { scene, name });
    learn(person, { scene, name });
  }
  // In reading order, since a surname alone means whoever bore it so far.
  for (const name of names) {
    if (name.words.length > 1) continue;
    const person = namedInShort(register, name) ?? meet(register, { scene, name });
    learn(person, { scene, name });
  }
  for (const person of register.people) person.sightings.sort(byPlace);
  learnFromPronouns(scene, register.people);
  return register.people;
}

interface Draft {
  name: string;
  words: readonly string[];
  role: string | null;
  gender: Gender;
  sightings: Sighting[];
  isCertain: boolean;
  /** How often the surname alone has meant this person so far. */
  shortSightings: number;
}

interface Register {
  readonly people: Draft[];
  readonly byWord: Map<string, Draft[]>;
}

interface Name {
  readonly printed: PrintedName;
  readonly words: readonly string[];
}

function meet(register: Register, { scene, name }: { scene: Scene; name: Name }): Draft {
  const person: Draft = {
    name: textOfName(scene, name.printed),
    words: name.words,
    role: null,
    gender: 'any',
    sightings: [],
    isCertain: false,
    shortSightings: 0,
  };
  register.people.push(person);
  for (const word of new Set(name.words)) {
    const known = register.byWord.get(word);
    if (known) known.push(person);
    else register.byWord.set(word, [person]);
  }
  return person;
}

// "Hillary Rodham Clinton" and "Hillary Clinton": same given name, same surname.
function namedInFull(register: Register, name: readonly string[]): Draft | null {
  const namesakes = register.byWord.get(name.at(-1) ?? '') ?? [];
  return (
    namesakes.find((person) => person.words.at(-1) === name.at(-1) && person.words[0] === name[0]) ?? null
  );
}

function namedInShort(register: Register, name: Name): Draft | null {
  const word = name.words[0] ?? '';
  const bearers = (register.byWord.get(word) ?? []).filter((person) => fitsHonorific(person, name.printed));
  const bySurname = bearers.filter((person) => person.words.at(-1) === word);
  const byGivenName = bearers.filter((person) => person.words[0] === word);
  return bearerOf(bySurname, name.printed) ?? bearerOf(byGivenName, name.printed);
}

function fitsHonorific(person: Draft, { honorificGender }: PrintedName): boolean {
  if (honorificGender === 'any' || person.gender === 'any') return true;
  return person.gender === honorificGender;
}

// Namesakes: an office printed with the surname decides; then whoever the surname has meant so far, since the paper
// names the relative in full; then whoever was named last.
function bearerOf(bearers: readonly Draft[], name: PrintedName): Draft | null {
  if (bearers.length < 2) return bearers[0] ?? null;
  const inOffice = bearers.filter((person) => sharesWord(person.role, name.roleText));
  const pool = inOffice.length > 0 ? inOffice : bearers;
  const known = pool.filter((person) => lastSeen(person, name) !== undefined);
  const ranked = (known.length > 0 ? known : pool).toSorted(
    (a, b) =>
      b.shortSightings - a.shortSightings ||
      b.sightings.length - a.sightings.length ||
      byPlace(lastSeen(b, name) ?? nowhere, lastSeen(a, name) ?? nowhere),
  );
  return ranked[0] ?? null;
}

const nowhere: Sighting = { paragraph: -1, at: 0, standing: 'aside' };

function lastSeen(person: Draft, name: PrintedName): Sighting | undefined {
  return person.sightings.findLast(
    (seen) =>
      seen.paragraph < name.paragraph || (seen.paragraph === name.paragraph && seen.at < name.name.from),
  );
}

function byPlace(a: Sighting, b: Sighting): number {
  return a.paragraph - b.paragraph || a.at - b.at;
}

function sharesWord(one: string | null, other: string | null): boolean {
  if (!one || !other) return false;
  const known = new Set(one.toLowerCase().split(/\s+/u));
  return other
    .toLowerCase()
    .split(/\s+/u)
    .some((word) => known.has(word));
}

function learn(person: Draft, { scene, name }: { scene: Scene; name: Name }): void {
  const { printed } = name;
  const after = readRoleAfter(scene, printed);
  const role = after ?? printed.roleText;
  const told =
    printed.honorificGender !== 'any' ? printed.honorificGender : genderOfRole(role, scene.language);
  person.role ??= role;
  if (person.gender === 'any') person.gender = told === 'any' ? genderOfGivenName(person.words) : told;
  person.isCertain ||=
    printed.honorific !== null || role !== null || person.gender !== 'any' || speaks(scene, printed);
  person.sightings.push({
    paragraph: printed.paragraph,
    at: printed.name.from,
    standing: standingOf(scene, printed),
  });
  if (name.words.length === 1) person.shortSightings += 1;
}

function genderOfRole(role: string | null, language: Language): Gender {
  for (const word of (role ?? '').toLowerCase().split(/[^\p{L}-]+/u)) {
    const gender = language.titles.get(word);
    if (gender === 'female' || gender === 'male') return gender;
  }
  return 'any';
}

function speaks(scene: Scene, { paragraph, name }: PrintedName): boolean {
  const tokens = tokensOf(scene, paragraph);
  let verb = name.to;
  while (isFiller(tokens[verb], scene.language)) verb += 1;
  return isCue(tokens[verb], scene.language) || isCue(tokens[name.from - 1], scene.language);
}

function standingOf(scene: Scene, printed: PrintedName): Sighting['standing'] {
  const { paragraph, phraseFrom, name } = printed;
  const tokens = tokensOf(scene, paragraph);
  if (tokens[name.to - 1]?.isOwner || isPreposition(tokens[phraseFrom - 1], scene.language)) return 'aside';
  const sentence = scene.paragraphs[paragraph]?.sentences.findLast((one) => one.from <= name.from);
  const isFirst = sentence !== undefined && phraseFrom - sentence.from < 2;
  return isFirst || /^[,:]$/u.test(tokens[phraseFrom - 1]?.text ?? '') || speaks(scene, printed)
    ? 'subject'
    : 'object';
}

// "Clinton said she would": a pronoun after the only person of its sentence tells that person's gender.
function learnFromPronouns(scene: Scene, people: readonly Draft[]): void {
  const unknown = new Map<string, Draft>();
  const everybody = new Set<string>();
  for (const person of people) {
    for (const seen of person.sightings) {
      const key = `${seen.paragraph}:${seen.at}`;
      everybody.add(key);
      if (person.gender === 'any') unknown.set(key, person);
    }
  }
  if (unknown.size === 0) return;
  scene.paragraphs.forEach((paragraph, index) => {
    for (const sentence of paragraph.sentences) {
      let last: Draft | undefined;
      let count = 0;
      for (let at = sentence.from; at < sentence.to; at += 1) {
        const key = `${index}:${at}`;
        if (everybody.has(key)) {
          count += unknown.get(key) === last && last ? 0 : 1;
          last = unknown.get(key);
        }
        const gender = scene.language.pronouns.get(paragraph.tokens[at]?.word ?? '');
        if (count === 1 && last?.gender === 'any' && (gender === 'male' || gender === 'female'))
          last.gender = gender;
      }
    }
  });
}

function textOfName(scene: Scene, { paragraph, name }: PrintedName): string {
  const tokens = tokensOf(scene, paragraph);
  const end = tokens[name.to - 1];
  const text = scene.text.slice(tokens[name.from]?.start ?? 0, end?.end ?? 0);
  return end?.isOwner ? text.replace(/['’]s?$/u, '') : text;
}
