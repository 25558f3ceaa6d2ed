import { genderOfGivenName } from './given-names.ts';
import type { Gender, Language } from './language.ts';
import type { Passage, Range } from './mention.ts';
import { printedIn, type Scene, tokensOf } from './scene.ts';
import type { Token } from './tokens.ts';
import { splitUncasedName } from './uncased-names.ts';
import { isDeterminer, isHonorific, isNameLike, isPreposition, isTitle } from './words.ts';

/** A name as it stands in one place, parted from what is set before it. */
export interface PrintedName {
  readonly paragraph: number;
  /** The name proper: "Atul Khare". */
  readonly name: Range;
  /** The office set to it without article: "Under-Secretary-General"; null when none is. */
  readonly roleText: string | null;
  /** On which side of the name the office stands. */
  readonly rolePlace: 'before' | 'after';
  /** Where the phrase starts that ends in the name: "the campaign manager Robby Mook". */
  readonly phraseFrom: number;
  readonly honorificGender: Gender;
  /** The honorific right before the name, as the language's table spells it. */
  readonly honorific: string | null;
}

/** Parts "Environment Minister Kwabena Sorel" into office and name; null where nobody is named. */
export function readName(
  scene: Scene,
  { paragraph, range }: { paragraph: number; range: Range },
): PrintedName | null {
  const { language } = scene;
  const tokens = tokensOf(scene, paragraph);
  if (language.script !== 'cased') return readUncasedName(scene, { paragraph, range });
  const runStart = startOfRun(tokens, { range, language });
  // "Secretary of State Ana Lima": the run begins inside the office.
  const leadsOn = isPreposition(tokens[runStart - 1], language) && isTitle(tokens[runStart - 2], language);
  const isInOffice = leadsOn && range.to - runStart > 2;
  const nameStart = isInOffice
    ? afterNouns(tokens, { from: runStart, to: range.to, language })
    : startOfName(tokens, { from: runStart, to: range.to, language });
  if (nameStart >= range.to) return null;
  const name = { from: nameStart, to: range.to };
  if (isInstitution(tokens, { range: name, language })) return null;
  const before = tokens[nameStart - 1];
  const honorific = nameStart > range.from && isHonorific(before, language) ? (before?.word ?? null) : null;
  return {
    paragraph,
    name,
    phraseFrom: range.from,
    honorific,
    honorificGender: language.honorifics.get(honorific ?? '') ?? 'any',
    roleText: roleBefore(scene, {
      paragraph,
      from: isInOffice ? Math.min(range.from, runStart - 2) : range.from,
      to: nameStart,
    }),
    rolePlace: 'before',
  };
}

function readUncasedName(
  scene: Scene,
  { paragraph, range }: { paragraph: number; range: Range },
): PrintedName {
  const { language } = scene;
  const tokens = tokensOf(scene, paragraph);
  const { name, role, honorific } = splitUncasedName(tokens, { range, language });
  return {
    paragraph,
    name,
    phraseFrom: range.from,
    honorific,
    honorificGender: language.honorifics.get(honorific ?? '') ?? 'any',
    rolePlace: role && role.to <= name.from ? 'before' : 'after',
    roleText: role && printedIn(scene, { paragraph, ...role }),
  };
}

/** The words of a name in lower case, without "Jr." and the like. */
export function wordsOfName(
  scene: Scene,
  { paragraph, name }: Pick<PrintedName, 'paragraph' | 'name'>,
): readonly string[] {
  if (scene.language.script === 'unspaced') return textOfName(scene, { paragraph, name }).split(/[·・＝]/u);
  const all = tokensOf(scene, paragraph)
    .slice(name.from, name.to)
    .map((token) => token.word);
  const proper = all.filter((word) => !/^(?:jr\.?|sr\.?|i{1,3}|iv)$/u.test(word));
  return proper.length > 0 ? proper : all;
}

function startOfRun(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): number {
  let at = range.to;
  while (at > range.from) {
    const token = tokens[at - 1];
    if (!token || (token.isOwner && at < range.to)) break;
    const joins = isNameLike(token, language) || (at < range.to && language.particles.has(token.text));
    if (!joins) break;
    at -= 1;
  }
  return at;
}

function startOfName(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  for (let at = to - 1; at >= from; at -= 1) {
    if (isTitle(tokens[at], language) || isHonorific(tokens[at], language)) return at + 1;
  }
  return language.nounsAreCapitalised ? afterNouns(tokens, { from, to, language }) : from;
}

// "Der Astronaut Neil Armstrong": where nouns have capitals too, a name is the last two words, or what begins with a
// given name, or with the word before "von".
function afterNouns(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  for (let at = from; at < to - 1; at += 1) {
    if (genderOfGivenName([tokens[at]?.word ?? '', '']) !== 'any') return at;
    if (language.particles.has(tokens[at + 1]?.text ?? '')) return at;
  }
  return Math.max(from, to - 2);
}

function isInstitution(
  tokens: readonly Token[],
  { range, language }: { range: Range; language: Language },
): boolean {
  for (let at = range.from; at < range.to; at += 1) {
    if (language.institutions.has(tokens[at]?.word ?? '')) return true;
  }
  return false;
}

function roleBefore(scene: Scene, { paragraph, from, to }: Passage): string | null {
  const { language } = scene;
  const tokens = tokensOf(scene, paragraph);
  let start = from;
  while (start < to && isDeterminer(tokens[start], language) && !tokens[start]?.isOwner) start += 1;
  let end = to;
  while (end > start && isHonorific(tokens[end - 1], language) && !isTitle(tokens[end - 1], language))
    end -= 1;
  const holdsTitle = tokens.slice(start, end).some((token) => isTitle(token, language));
  if (!holdsTitle) return null;
  return printedIn(scene, { paragraph, from: start, to: end });
}

/** The name as the article prints it, without an owner's 's. */
export function textOfName(
  scene: Scene,
  { paragraph, name }: Pick<PrintedName, 'paragraph' | 'name'>,
): string {
  const text = printedIn(scene, { paragraph, ...name });
  const isOwner = tokensOf(scene, paragraph)[name.to - 1]?.isOwner;
  return isOwner ? text.replace(/['’]s?$/u, '') : text;
}
