import type { Mention } from './mentions.ts';
import { meetPeople } from './people.ts';
import { type Discourse, printed, type Resolved, resolveMention } from './resolve.ts';
import type { Rule } from './rule.ts';
import { accordingTo } from './rules/according-to.ts';
import { speakerThenVerb, verbThenSpeaker } from './rules/after-quote.ts';
import { cueBefore, leadIn, sentenceSpeaker } from './rules/before-quote.ts';
import type { Place, Scene } from './scene.ts';
import { tokensOf } from './scene.ts';

/** Who speaks a quotation, and how we know. */
export interface Attribution {
  readonly rule: string;
  readonly mention: string | null;
  readonly resolved: Resolved | null;
  readonly confidence: number;
}

/** The ways of telling who speaks, surest first. */
const rules: readonly Rule[] = [leadIn, verbThenSpeaker, speakerThenVerb, accordingTo, cueBefore];

/** One attribution for each stretch of the scene, in order. */
export function attribute(scene: Scene): readonly Attribution[] {
  const people = meetPeople(scene);
  const attributions: Attribution[] = [];
  let lastSpeaker: Discourse['lastSpeaker'] = null;
  const frames = scene.places.map((place) => frameOf(scene, place));
  scene.places.forEach((place, index) => {
    const frame = frames[index] ?? null;
    let attribution: Attribution = { rule: 'none', mention: null, resolved: null, confidence: 0 };
    if (frame) {
      const resolved = resolveMention(scene, { mention: frame.mention, discourse: { people, lastSpeaker } });
      attribution = {
        rule: frame.rule.name,
        mention: printed(scene, { paragraph: frame.mention.paragraph, ...frame.mention.wholeRange }),
        resolved,
        confidence: resolved ? frame.rule.confidence * resolved.certainty : 0,
      };
    } else {
      attribution =
        inherit(scene, { place, index, attributions }) ?? fallback(scene, { place, people, lastSpeaker });
    }
    attributions.push(attribution);
    if (attribution.resolved?.person)
      lastSpeaker = { person: attribution.resolved.person, paragraph: place.paragraph, at: place.at };
  });
  return attributions;
}

function frameOf(scene: Scene, place: Place): { rule: Rule; mention: Mention } | null {
  for (const rule of rules) {
    const mention = rule.find(scene, place);
    if (mention) return { rule, mention };
  }
  return null;
}

function inherit(
  scene: Scene,
  { place, index, attributions }: { place: Place; index: number; attributions: readonly Attribution[] },
): Attribution | null {
  const before = scene.places[index - 1];
  const known = attributions[index - 1];
  if (!before || !known?.resolved) return null;
  if (before.paragraph === place.paragraph)
    return { ...known, rule: 'same-paragraph', confidence: known.confidence * 0.95 };
  if (before.paragraph !== place.paragraph - 1 || place.at !== 0) return null;
  if (tokensOf(scene, place.paragraph).length > 1) return null;
  return { ...known, rule: 'paragraph-continues', confidence: known.confidence * 0.85 };
}

function fallback(
  scene: Scene,
  {
    place,
    people,
    lastSpeaker,
  }: { place: Place; people: Discourse['people']; lastSpeaker: Discourse['lastSpeaker'] },
): Attribution {
  const mention = sentenceSpeaker.find(scene, place);
  const resolved = mention && resolveMention(scene, { mention, discourse: { people, lastSpeaker } });
  return {
    rule: mention ? sentenceSpeaker.name : 'none',
    mention: mention && printed(scene, { paragraph: mention.paragraph, ...mention.wholeRange }),
    resolved,
    confidence: resolved ? sentenceSpeaker.confidence * resolved.certainty : 0,
  };
}
