import { genderOfGivenName } from './given-names.ts';
import type { Language } from './language.ts';
import type { Range } from './mention.ts';
import { type PrintedName, readName, wordsOfName } from './names.ts';
import { type Scene, tokensOf } from './scene.ts';
import { subjectOf } from './subjects.ts';
import { firstBetween, type Token } from './tokens.ts';
import {
  isClauseEdge,
  isCue,
  isDeterminer,
  isFiller,
  isHonorific,
  isNameLike,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  looksLikeParticiple,
} from './words.ts';

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
  const plain = plainWords(scene);
  return names.map((name) => withoutFalseStart(scene, { name, tails, plain }));
}

// The words the text also prints without a capital.
function plainWords(scene: Scene): ReadonlySet<string> {
  const plain = new Set<string>();
  for (const { tokens } of scene.paragraphs) {
    for (const { kind, isCapital, word } of tokens) if (kind === 'word' && !isCapital) plain.add(word);
  }
  return plain;
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
  const inTitleCase = index === 0 && isInTitleCase(tokens, scene.language);
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isNameLike(tokens[at], scene.language)) continue;
    const run = readRun(tokens, { from: at, language: scene.language });
    const range = { from: beforeRun(tokens, { from: at, language: scene.language }), to: run.to };
    const name = readName(scene, { paragraph: index, range });
    const isLost = inTitleCase && !startsWithGivenName(scene, name);
    if (name && !isLost && isPersonal(tokens, { name, language: scene.language })) found.push(name);
    at = run.to - 1;
  }
  return found;
}

// "Lima Hid the Plan From Her Own Party": in such a headline nothing tells where a name ends, unless it is a short run
// that starts with a given name.
function isInTitleCase(tokens: readonly Token[], language: Language): boolean {
  const long = tokens.filter(({ kind, text }) => kind === 'word' && text.length > 3);
  const isShort = tokens.length < 40 && long.length > 3;
  return isShort && long.every((token) => token.isCapital || isPreposition(token, language));
}

function startsWithGivenName(scene: Scene, name: PrintedName | null): boolean {
  const nameWords = name ? wordsOfName(scene, name) : [];
  return nameWords.length < 4 && genderOfGivenName(nameWords) !== 'any';
}

// At the start of a sentence, or after "In", the first capitals may belong to another word: "Congratulations Obama",
// "In New Hampshire Sanders". They are dropped where the rest is a name elsewhere and the whole is not; but "Tendai Moyo"
// keeps its given name: only a preposition, or the same word in lower case elsewhere, tells that one word is none.
function withoutFalseStart(
  scene: Scene,
  { name, tails, plain }: { name: PrintedName; tails: ReadonlySet<string>; plain: ReadonlySet<string> },
): PrintedName {
  const nameWords = wordsOfName(scene, name);
  if (nameWords.length < 2 || !followsNoName(scene, name)) return name;
  if (genderOfGivenName(nameWords) !== 'any' || tails.has(nameWords.join(' '))) return name;
  for (let from = 1; from < nameWords.length; from += 1) {
    const isGivenName =
      nameWords.length === 2 && !plain.has(nameWords[0] ?? '') && !isAfterPreposition(scene, name);
    if (!isGivenName && tails.has(nameWords.slice(from).join(' ')))
      return { ...name, name: { from: name.name.from + from, to: name.name.to } };
  }
  return name;
}

function followsNoName(scene: Scene, name: PrintedName): boolean {
  const before = tokensOf(scene, name.paragraph)[name.name.from - 1];
  return !before || /^[.!?:]$/u.test(before.text) || isAfterPreposition(scene, name);
}

function isAfterPreposition(scene: Scene, { paragraph, name }: PrintedName): boolean {
  return isPreposition(tokensOf(scene, paragraph)[name.from - 1], scene.language);
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
    // "and although former governor Ana Lima", "had endorsed Senator Ana Lima"
    const isVerbal = isFiller(token, language) || looksLikeParticiple(token, language);
    if (isVerbal || isPronoun(token, language)) break;
    if (isClauseEdge(token, language) || isRelative(token, language)) break;
    if (isTitle(token, language) || isHonorific(token, language) || start < from) start = at;
    else break;
    if (isDeterminer(token, language)) break;
  }
  return start;
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
