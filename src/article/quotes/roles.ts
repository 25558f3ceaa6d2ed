import type { Language } from './language.ts';
import type { PrintedName } from './names.ts';
import { type Scene, tokensOf } from './scene.ts';
import type { Token } from './tokens.ts';
import {
  isClauseEdge,
  isCue,
  isParticiple,
  isPreposition,
  isPronoun,
  isRelative,
  isTitle,
  looksLikeParticiple,
} from './words.ts';

/** The office in apposition after a name, as printed without article: "Amara Kessy, the logistics chief, said". */
export function readRoleAfter(scene: Scene, { paragraph, name }: PrintedName): string | null {
  const { language } = scene;
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
  if (!sawTitle || end === start) return null;
  return scene.text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0);
}

// "Donald Trump, throwing a wrench in …" and "Ana Lima, of Geneva" tell no office.
function opensOffice(token: Token | undefined, language: Language): boolean {
  if (token?.kind !== 'word' || isPreposition(token, language) || isPronoun(token, language)) return false;
  return isTitle(token, language) || !(looksLikeParticiple(token, language) && !token.isCapital);
}
