import { genderOfGivenName } from './given-names.ts';
import type { Gender, Language } from './language.ts';
import type { Range } from './mentions.ts';
import { type Scene, tokensOf } from './scene.ts';
import { subjectOf } from './subjects.ts';
import { firstBetween, type Token } from './tokens.ts';
import { splitUncasedName } from './uncased-names.ts';
import { isCue, isDeterminer, isHonorific, isNameLike, isPreposition, isTitle } from './words.ts';

/** A name as it stands in one place, parted from what is set before it. */
export interface PrintedName {
  readonly paragraph: number;
  /** The name proper: "Atul Khare". */
  readonly name: Range;
  /** The office before it without article: "Under-Secretary-General"; null when none is. */
  readonly roleText: string | null;
  /** Where the phrase starts that ends in the name: "the campaign manager Robby Mook". */
  readonly phraseFrom: number;
  readonly honorificGender: Gender;
  /** The honorific right before the name, as the language's table spells it. */
  readonly honorific: string | null;
}

/** Every name outside quotations, in reading order. */
export function printedNames(scene: Scene): readonly PrintedName[] {
  if (scene.language.script !== 'cased') return uncasedNames(scene);
  const names = scene.paragraphs.flatMap((paragraph, index) =>
    namesIn(scene, { tokens: paragraph.tokens, index }),
  );
  const tails = new Set<string>();
  for (const name of names) {
    if (followsNoName(scene, name)) continue;
    const nameWords = wordsOfName(scene, name);
    for (let from = 0; from < nameWords.length; from += 1) tails.add(nameWords.slice(from).join(' '));
  }
  return names.map((name) => withoutFalseStart(scene, { name, tails }));
}

// Without capitals a name shows only where somebody speaks.
function uncasedNames(scene: Scene): readonly PrintedName[] {
  const { language } = scene;
  return scene.paragraphs.flatMap(({ tokens, sentences }, paragraph) =>
    sentences.flatMap(({ from, to }) => {
      const verb = firstBetween(tokens, { from, to, fits: (token) => isCue(token, language) });
      const found = verb < 0 ? null : subjectOf(tokens, { verb, floor: from, to, language });
      const name = found?.kind === 'name' ? readName(scene, { paragraph, range: found.range }) : null;
      return name ? [name] : [];
    }),
  );
}

function namesIn(
  scene: Scene,
  { tokens, index }: { tokens: readonly Token[]; index: number },
): readonly PrintedName[] {
  const found: PrintedName[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isNameLike(tokens[at], scene.language)) continue;
    const run = readRun(tokens, { from: at, language: scene.language });
    const range = { from: beforeRun(tokens, { from: at, language: scene.language }), to: run.to };
    const name = readName(scene, { paragraph: index, range });
    if (name && isPersonal(tokens, { name, language: scene.language })) found.push(name);
    at = run.to - 1;
  }
  return found;
}

// At the start of a sentence, or after "In", the first capitals may belong to another word: "Congratulations Obama",
// "In New Hampshire Sanders". They are dropped where the rest is a name elsewhere and the whole is not.
function withoutFalseStart(
  scene: Scene,
  { name, tails }: { name: PrintedName; tails: ReadonlySet<string> },
): PrintedName {
  const nameWords = wordsOfName(scene, name);
  if (nameWords.length < 2 || !followsNoName(scene, name)) return name;
  if (genderOfGivenName(nameWords) !== 'any' || tails.has(nameWords.join(' '))) return name;
  for (let from = 1; from < nameWords.length; from += 1) {
    if (tails.has(nameWords.slice(from).join(' ')))
      return { ...name, name: { from: name.name.from + from, to: name.name.to } };
  }
  return name;
}

function followsNoName(scene: Scene, name: PrintedName): boolean {
  const before = tokensOf(scene, name.paragraph)[name.name.from - 1];
  return !before || /^[.!?:]$/u.test(before.text) || isPreposition(before, scene.language);
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
  const nameStart = startOfName(tokens, { from: runStart, to: range.to, language });
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
    roleText: roleBefore(scene, { paragraph, from: range.from, to: nameStart }),
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
    roleText: role && scene.text.slice(tokens[role.from]?.start ?? 0, tokens[role.to - 1]?.end ?? 0),
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

/** A run of more capitals than this is no name but a headline in capitals; bounds the work on hostile text. */
const longestName = 12;

function readRun(tokens: readonly Token[], { from, language }: { from: number; language: Language }): Range {
  let to = from + 1;
  while (to < Math.min(tokens.length, from + longestName) && !tokens[to - 1]?.isOwner) {
    const token = tokens[to];
    if (isNameLike(token, language)) to += 1;
    else if (token && language.particles.has(token.text) && isNameLike(tokens[to + 1], language)) to += 2;
    else break;
  }
  return { from, to };
}

// "campaign manager Robby": lower-case words before the capital that hold a calling.
function beforeRun(
  tokens: readonly Token[],
  { from, language }: { from: number; language: Language },
): number {
  let start = from;
  for (let at = from - 1; at >= Math.max(0, from - 5); at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || isPreposition(token, language) || isCue(token, language)) break;
    if (isTitle(token, language) || isHonorific(token, language) || start < from) start = at;
    else break;
    if (isDeterminer(token, language)) break;
  }
  return start;
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

function roleBefore(
  scene: Scene,
  { paragraph, from, to }: { paragraph: number; from: number; to: number },
): string | null {
  const { language } = scene;
  const tokens = tokensOf(scene, paragraph);
  let start = from;
  while (start < to && isDeterminer(tokens[start], language) && !tokens[start]?.isOwner) start += 1;
  let end = to;
  while (end > start && isHonorific(tokens[end - 1], language) && !isTitle(tokens[end - 1], language))
    end -= 1;
  const holdsTitle = tokens.slice(start, end).some((token) => isTitle(token, language));
  if (!holdsTitle) return null;
  return scene.text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0);
}

// "the White House", "in Iowa", "NATO": what stands with an article or after "in" is rarely a person.
function isPersonal(
  tokens: readonly Token[],
  { name: { name, roleText, honorific }, language }: { name: PrintedName; language: Language },
): boolean {
  if (roleText !== null || honorific !== null) return true;
  const before = tokens[name.from - 1];
  const first = tokens[name.from];
  if (before && language.articles.has(before.word)) return false;
  if (name.to - name.from > 1) return true;
  if (/^\p{Lu}{2,6}$/u.test(first?.text ?? '')) return false;
  return language.placePrepositions?.has(before?.word ?? '') !== true;
}

/** The name as the article prints it, without an owner's 's. */
export function textOfName(
  scene: Scene,
  { paragraph, name }: Pick<PrintedName, 'paragraph' | 'name'>,
): string {
  const tokens = tokensOf(scene, paragraph);
  const end = tokens[name.to - 1];
  const text = scene.text.slice(tokens[name.from]?.start ?? 0, end?.end ?? 0);
  return end?.isOwner ? text.replace(/['’]s?$/u, '') : text;
}
