import { foldText } from '../base/folded-text.ts';

/** The words of a text without case, accents, marks and signs: the same for "“We mean it.”" and "We mean it,". */
export function comparableWords(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
