import type { Quote, Speaker } from '../quote.ts';
import { type Attribution, attribute, nobody } from './attribute.ts';
import { kindsOf, type WordsKind } from './kind.ts';
import { languageFor } from './languages.ts';
import type { Resolved } from './resolve.ts';
import { goesOn } from './rules/neighbours.ts';
import { layOut, type Scene } from './scene.ts';
import { groupUtterances } from './utterances.ts';

/** Every quotation in `text`, in reading order, with its speaker where the text tells. Never throws, whatever it is given. */
export function findQuotes(text: string, { language }: { language: string }): readonly Quote[] {
  const scene = layOut(text, languageFor(language));
  const kinds = kindsOf(scene);
  const attributions = attribute(scene);
  return groupUtterances(scene).map((group) => quoteOf(scene, { group, kinds, attributions }));
}

function quoteOf(
  scene: Scene,
  {
    group,
    kinds,
    attributions,
  }: {
    group: readonly number[];
    kinds: readonly WordsKind[];
    attributions: readonly Attribution[];
  },
): Quote {
  const parts = group.map((index) => {
    const { start, end } = scene.stretches[index] ?? { start: 0, end: 0 };
    return { start, end };
  });
  const kind = kindOfGroup(group.map((index) => kinds[index] ?? 'fragment'));
  const isSaid = kind === 'statement' || kind === 'fragment';
  const surest = group.map((index) => attributions[index] ?? nobody).reduce(surer);
  const { resolved, mention, rule, confidence } = isSaid ? surest : { ...nobody, rule: kind };
  const isSure = confidence >= leastConfidence;
  return {
    start: parts[0]?.start ?? 0,
    end: parts.at(-1)?.end ?? 0,
    text: textOf(scene, { group, parts }),
    parts: parts.length > 1 ? parts : null,
    kind: kind === 'statement' ? 'statement' : 'phrase',
    speaker: isSure && resolved ? speakerOf(resolved) : null,
    mention,
    rule,
    confidence: confidence * Math.min(...group.map((index) => trustInEnd(scene, index))),
  };
}

// Where no closing mark came, the writer's own words may have got into the quotation.
function trustInEnd(scene: Scene, index: number): number {
  const place = scene.places[index];
  return scene.stretches[index]?.isClosed || (place && goesOn(scene, place)) ? 1 : 0.55;
}

function speakerOf({ name, role, rolePlace }: Resolved): Speaker {
  return { name, role, rolePlace };
}

/** Below this a name would be wrong every other time: then none is given. */
const leastConfidence = 0.6;

function kindOfGroup(kinds: readonly WordsKind[]): WordsKind {
  return kinds.includes('statement') ? 'statement' : (kinds[0] ?? 'fragment');
}

function surer(one: Attribution, other: Attribution): Attribution {
  return other.confidence > one.confidence ? other : one;
}

// Paragraphs stay paragraphs; a sentence broken by the writer's aside is put together with a space.
function textOf(
  scene: Scene,
  { group, parts }: { group: readonly number[]; parts: readonly { start: number; end: number }[] },
): string {
  const joint =
    scene.places[group[0] ?? 0]?.paragraph === scene.places[group.at(-1) ?? 0]?.paragraph ? ' ' : '\n\n';
  return parts.map(({ start, end }) => scene.text.slice(start, end)).join(joint);
}
