import type { Quote } from '../quote.ts';
import { attribute, nobody } from './attribute.ts';
import { kindsOf } from './kind.ts';
import { languageFor } from './languages.ts';
import { layOut } from './scene.ts';

/** Every quotation in `text`, in reading order, with its speaker where the text tells. Never throws. */
export function findQuotes(text: string, { language: tag }: { language: string }): readonly Quote[] {
  const scene = layOut(text, languageFor(tag));
  const kinds = kindsOf(scene);
  return attribute(scene).map((attribution, index) => {
    const stretch = scene.stretches[index] ?? { start: 0, end: 0 };
    const kind = kinds[index] ?? 'fragment';
    const isSaid = kind === 'statement' || kind === 'fragment';
    const { resolved, mention, rule, confidence } = isSaid ? attribution : { ...nobody, rule: kind };
    return {
      start: stretch.start,
      end: stretch.end,
      text: text.slice(stretch.start, stretch.end),
      parts: null,
      kind: kind === 'statement' ? 'statement' : 'phrase',
      speaker: resolved && { name: resolved.name, role: resolved.role },
      mention,
      rule,
      confidence,
    };
  });
}
