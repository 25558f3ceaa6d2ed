import { genderOfGivenName } from './given-names.ts';
import type { Gender, Language } from './language.ts';
import { type PrintedName, printedNames, wordsOfName } from './names.ts';
import { readRoleAfter } from './roles.ts';
import type { Scene } from './scene.ts';
import { isCue, isFiller } from './words.ts';

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

export interface Sighting {
  readonly paragraph: number;
  readonly at: number;
  /** The honorific or office printed with the name there. */
  readonly role: string | null;
}

/** Reads every name outside quotations, and joins the ones that mean the same person; fullest names first. */
export function meetPeople(scene: Scene): readonly Person[] {
  const printed = printedNames(scene);
  const people: Draft[] = [];
  const byWord = new Map<string, Draft[]>();
  for (const name of printed.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const nameWords = wordsOfName(scene, name);
    const person = matching(byWord, nameWords, name) ?? draft(nameWords, scene, name);
    if (person.sightings.length === 0) {
      people.push(person);
      for (const word of new Set(nameWords)) byWord.set(word, [...(byWord.get(word) ?? []), person]);
    }
    learn(person, { scene, name });
  }
  for (const person of people) person.sightings.sort((a, b) => a.paragraph - b.paragraph || a.at - b.at);
  return people;
}

interface Draft {
  name: string;
  words: readonly string[];
  role: string | null;
  gender: Gender;
  sightings: Sighting[];
  isCertain: boolean;
}

function lengthOf(name: PrintedName): number {
  return name.name.to - name.name.from;
}

function draft(nameWords: readonly string[], scene: Scene, name: PrintedName): Draft {
  const text = textOf(scene, { paragraph: name.paragraph, ...name.name });
  return { name: text, words: nameWords, role: null, gender: 'any', sightings: [], isCertain: false };
}

// A longer name contains a shorter one's words: surname alone, given name alone, or both with a middle name between.
function matching(
  byWord: ReadonlyMap<string, Draft[]>,
  nameWords: readonly string[],
  name: PrintedName,
): Draft | null {
  const last = nameWords.at(-1) ?? '';
  const candidates = (byWord.get(last) ?? []).filter((person) => covers(person.words, nameWords));
  if (candidates.length < 2 || nameWords.length > 1) return candidates[0] ?? null;
  return nearest(candidates, name);
}

function covers(long: readonly string[], short: readonly string[]): boolean {
  if (short.length === 1) return short[0] === long.at(-1) || short[0] === long[0];
  return short.at(-1) === long.at(-1) && short[0] === long[0];
}

// Namesakes: an office printed with the surname decides, then whoever was named last.
function nearest(candidates: readonly Draft[], name: PrintedName): Draft | null {
  const withRole = candidates.filter((person) => sharesRole(person.role, name.roleText));
  const pool = name.roleText && withRole.length > 0 ? withRole : candidates;
  const before = (person: Draft) =>
    person.sightings.findLast(
      (seen) =>
        seen.paragraph < name.paragraph || (seen.paragraph === name.paragraph && seen.at < name.name.from),
    );
  const scored = pool.map((person) => ({ person, seen: before(person) }));
  scored.sort(
    (a, b) => (b.seen?.paragraph ?? -1) - (a.seen?.paragraph ?? -1) || (b.seen?.at ?? 0) - (a.seen?.at ?? 0),
  );
  return scored[0]?.person ?? null;
}

function sharesRole(role: string | null, printed: string | null): boolean {
  if (!role || !printed) return false;
  const known = new Set(role.toLowerCase().split(/\s+/u));
  return printed
    .toLowerCase()
    .split(/\s+/u)
    .some((word) => known.has(word));
}

function learn(person: Draft, { scene, name }: { scene: Scene; name: PrintedName }): void {
  const { language } = scene;
  const tokens = scene.paragraphs[name.paragraph]?.tokens ?? [];
  person.sightings.push({ paragraph: name.paragraph, at: name.name.from, role: name.roleText });
  const after = readRoleAfter(scene, name);
  person.role ??= after ?? name.roleText;
  const told = genderTold(name, { role: after ?? name.roleText, language });
  if (person.gender === 'any') person.gender = told !== 'any' ? told : genderOfGivenName(person.words);
  let verb = name.name.to;
  while (isFiller(tokens[verb], language)) verb += 1;
  person.isCertain ||=
    name.honorific !== null ||
    name.roleText !== null ||
    after !== null ||
    person.gender !== 'any' ||
    isCue(tokens[verb], language) ||
    isCue(tokens[name.name.from - 1], language);
}

function genderTold(
  name: PrintedName,
  { role, language }: { role: string | null; language: Language },
): Gender {
  const honorific = name.honorific ? language.honorifics.get(name.honorific) : undefined;
  if (honorific && honorific !== 'any') return honorific;
  for (const word of (role ?? '').toLowerCase().split(/[^\p{L}-]+/u)) {
    const gender = language.titles.get(word);
    if (gender === 'female' || gender === 'male') return gender;
  }
  return 'any';
}

function textOf(scene: Scene, range: { paragraph: number; from: number; to: number }): string {
  const tokens = scene.paragraphs[range.paragraph]?.tokens ?? [];
  const end = tokens[range.to - 1];
  const text = scene.text.slice(tokens[range.from]?.start ?? 0, end?.end ?? 0);
  return end?.isOwner ? text.replace(/['’]s?$/u, '') : text;
}
