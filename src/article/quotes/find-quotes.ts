import type { Quote, Speaker } from '../quote.ts';
import { attribute } from './attribute.ts';
import { kindOf } from './kind.ts';
import { languageFor } from './languages.ts';
import { layOut } from './scene.ts';

/** Every quotation in `text`, in reading order, with its speaker where the text tells. Never throws. */
export function findQuotes(text: string, { language: tag }: { language: string }): readonly Quote[] {
  const language = languageFor(tag);
  const scene = layOut(text, language);
  return attribute(scene).map((attribution, index) => {
    const stretch = scene.stretches[index] ?? { start: 0, end: 0 };
    const words = text.slice(stretch.start, stretch.end);
    const speaker: Speaker | null = attribution.resolved && {
      name: attribution.resolved.name,
      role: attribution.resolved.role,
    };
    return {
      start: stretch.start,
      end: stretch.end,
      text: words,
      parts: null,
      kind: kindOf(words, { language }),
      speaker,
      mention: attribution.mention,
      rule: attribution.rule,
      confidence: attribution.confidence,
    };
  });
}
