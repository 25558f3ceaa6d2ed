import { genderOfGivenName } from './given-names.ts';
import type { Language } from './language.ts';
import type { Range } from './mention.ts';
import type { PrintedName } from './names.ts';
import { printedIn, type Scene, tokensOf } from './scene.ts';
import type { Token } from './tokens.ts';
import {
  isClauseEdge,
  isCue,
  isDeterminer,
  isFiller,
  isNameLike,
  isParticiple,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  looksLikeParticiple,
} from './words.ts';

/** The office in apposition after a name, as printed without article: "Amara Kessy, the logistics chief, said". */
export function readRoleAfter(scene: Scene, printed: PrintedName): string | null {
  const { language } = scene;
  const { paragraph, name } = printed;
  const tokens = tokensOf(scene, paragraph);
  let at = name.to;
  if (!/^[,،、]$/u.test(tokens[at]?.text ?? '')) return null;
  at += 1;
  if (/^\p{N}+$/u.test(tokens[at]?.text ?? '') && tokens[at + 1]?.text === ',') at += 2;
  const article = language.articles.has(tokens[at]?.word ?? '');
  const start = article ? at + 1 : at;
  if (!opensOffice(tokens[start], language)) return null;
  let end = start;
  let sawTitle = false;
  while (end < Math.min(tokens.length, start + 18)) {
    const token = tokens[end];
    if (!token || token.kind === 'quote' || isRelative(token, language)) break;
    if (isCue(token, language) || isParticiple(token, language)) break;
    if (isClauseEdge(token, language) && !language.coordinators.has(token.word)) break;
    if (token.text === '.' || token.text === '(') break;
    sawTitle ||= isTitle(token, language);
    end += 1;
  }
  if (end === start) return null;
  const range = { from: start, to: end };
  const isOffice = sawTitle || isOfficeByShape(tokens, { range, hasArticle: article, printed, language });
  if (!isOffice) return null;
  return printedIn(scene, { paragraph, ...range });
}

// "said Ada Holm, Harbour Master of the city": no table knows the calling, but what stands between commas beside somebody
// who speaks, in capitals with "of" or in two nouns with an article, can hardly be anything else.
function isOfficeByShape(
  tokens: readonly Token[],
  {
    range: { from, to },
    hasArticle,
    printed,
    language,
  }: { range: Range; hasArticle: boolean; printed: PrintedName; language: Language },
): boolean {
  if (language.script !== 'cased' || language.nounsAreCapitalised) return false;
  if (!/^[.,]$/u.test(tokens[to]?.text ?? '.') || !speaks(tokens, { printed, after: to, language }))
    return false;
  let head = from;
  while (head < to && isNameLike(tokens[head], language) && !tokens[head]?.isOwner) head += 1;
  const isCapital = head > from;
  if (!isCapital) head = endOfNouns(tokens, { from, to, language });
  const leadsOn = head < to && isPreposition(tokens[head], language);
  if (!leadsOn && head < to) return false;
  const words = tokens.slice(from, to).map((token) => token.word);
  if (words.some((word) => language.coordinators.has(word))) return false;
  if (words.slice(0, head - from).some((word) => language.institutions.has(word))) return false;
  if (!isCapital) return hasArticle && head - from > 1;
  // "Jane Roe of Texas" is somebody else.
  return (hasArticle || leadsOn) && genderOfGivenName([words[0] ?? '', '']) === 'any';
}

function speaks(
  tokens: readonly Token[],
  { printed, after, language }: { printed: PrintedName; after: number; language: Language },
): boolean {
  if (isCue(tokens[printed.phraseFrom - 1], language)) return true;
  let verb = after + 1;
  while (isFiller(tokens[verb], language)) verb += 1;
  return tokens[after]?.text === ',' && isCue(tokens[verb], language);
}

function endOfNouns(
  tokens: readonly Token[],
  { from, to, language }: { from: number; to: number; language: Language },
): number {
  let at = from;
  while (at < to && isNoun(tokens[at], language)) at += 1;
  return at;
}

function isNoun(token: Token | undefined, language: Language): boolean {
  const isLittle =
    isPreposition(token, language) || isFiller(token, language) || isDeterminer(token, language);
  return (
    token?.kind === 'word' && !isLittle && !looksLikeParticiple(token, language) && /^\p{L}/u.test(token.text)
  );
}

// "Donald Trump, throwing a wrench in …", "Ana Lima, of Geneva", "Ana Lima, and Tom Berg, an envoy", "Ana Lima, her chief"
// tell no office.
function opensOffice(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || isPreposition(token, language) || isPronoun(token, language)) return false;
  if (language.coordinators.has(token.word) || language.possessives?.has(token.word)) return false;
  if (isFiller(token, language) && !isTitle(token, language)) return false;
  return isTitle(token, language) || !(looksLikeParticiple(token, language) && !token.isCapital);
}
