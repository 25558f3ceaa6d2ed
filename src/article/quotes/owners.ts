import type { Mention } from './mention.ts';
import { type Scene, tokensOf } from './scene.ts';
import { isTitle } from './words.ts';

/**
 * Whom a text belongs to that is named instead of its author: "From Lima's blog post", "His final assessment". Null where
 * the mention names no text, or nobody owns it.
 */
export function ownerOfText(scene: Scene, mention: Mention): Mention | null {
  const { language } = scene;
  const tokens = tokensOf(scene, mention.paragraph);
  const { from, to } = mention.range;
  if (!language.texts?.has(tokens[to - 1]?.word ?? '')) return null;
  if (language.possessives?.has(tokens[from]?.word ?? ''))
    return { kind: 'pronoun', paragraph: mention.paragraph, range: oneAt(from), wholeRange: oneAt(from) };
  for (let at = to - 2; at >= from; at -= 1) {
    const owner = tokens[at];
    if (!owner?.isOwner) continue;
    const range = { from, to: at + 1 };
    const kind = isTitle({ ...owner, isOwner: false }, language) ? 'noun-phrase' : 'name';
    return { kind, paragraph: mention.paragraph, range, wholeRange: range };
  }
  return null;
}

function oneAt(at: number) {
  return { from: at, to: at + 1 };
}
