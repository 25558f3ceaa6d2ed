import type { Language } from './language.ts';
import type { Mention } from './mention.ts';
import { readMentionAt } from './mentions.ts';
import type { Token } from './tokens.ts';
import { isAdverb } from './words.ts';

/** Whether the cue at `verb` is passive: "was asked" names the hearer; "was quoted" still names who spoke. */
export function isPassive(
  tokens: readonly Token[],
  { verb, language }: { verb: number; language: Language },
): boolean {
  const { passive } = language;
  if (!passive || passive.active.has(tokens[verb]?.word ?? '')) return false;
  let before = verb - 1;
  while (isAdverb(tokens[before], language)) before -= 1;
  return passive.auxiliaries.has(tokens[before]?.word ?? '');
}

/** "She was asked by Lima": who speaks by a passive; null where nobody is named. */
export function agentOf(
  tokens: readonly Token[],
  { verb, to, language }: { verb: number; to: number; language: Language },
): Omit<Mention, 'paragraph'> | null {
  if (tokens[verb + 1]?.word !== language.passive?.by) return null;
  return readMentionAt(tokens, { from: verb + 2, to, language });
}
