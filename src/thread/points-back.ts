import { foldText } from '../base/folded-text.ts';
import type { Wording } from './wording/language.ts';

/** "It aims to:" can't stand first in a post: nobody would know what does. */
export function pointsBack(words: string, { anaphors, spaced }: Wording): boolean {
  const start = foldText(words.replace(/^[\p{P}\s]+/u, ''));
  return anaphors.some((anaphor) => {
    const folded = foldText(anaphor);
    return start.startsWith(folded) && (!spaced || !/^[\p{L}\p{M}]/u.test(start.slice(folded.length)));
  });
}
