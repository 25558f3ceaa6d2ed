import type { Language } from './language.ts';

/** Fewer words than this say nothing worth a post. */
const fewestWords = 4;

/** A statement says something about something; a scare quote, a title or a term does not. */
export function kindOf(words: string, { language }: { language: Language }): 'statement' | 'phrase' {
  if (language.script === 'unspaced') return words.length >= 8 ? 'statement' : 'phrase';
  const count = words.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;
  if (count < fewestWords || isTitleShaped(words)) return 'phrase';
  if (/^[\p{Lu}[¿¡….]/u.test(words) && /[.,!?…。]$/u.test(words)) return 'statement';
  return language.verbs.test(words) ? 'statement' : 'phrase';
}

// "The Late Show With Stephen Colbert": every long word has a capital, and no point ends it.
function isTitleShaped(words: string): boolean {
  if (/[.!?…]$/u.test(words)) return false;
  const long = words.match(/\p{L}{4,}/gu) ?? [];
  return long.length > 1 && long.every((word) => /^\p{Lu}/u.test(word));
}
