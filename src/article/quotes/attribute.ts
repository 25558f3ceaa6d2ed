import type { Mention } from './mention.ts';
import { meetPeople } from './people.ts';
import { type Resolved, resolveMention } from './resolve.ts';
import type { Finding, Rule } from './rule.ts';
import { rules } from './rules.ts';
import { type Discourse, hearEchoes } from './salience.ts';
import { type Place, printedIn, type Scene } from './scene.ts';

/** Who speaks a quotation, and how we know. */
export interface Attribution {
  /** The rule that decided; `none` when none did. */
  readonly rule: string;
  /** The words that name the speaker, as printed. */
  readonly mention: string | null;
  readonly resolved: Resolved | null;
  readonly confidence: number;
}

/** One attribution for each quotation of the scene, in order. */
export function attribute(scene: Scene): readonly Attribution[] {
  const people = meetPeople(scene);
  const decisions = scene.places.map((place) => decide(scene, place));
  const attributions: Attribution[] = [];
  let discourse: Discourse = { people, lastSpeaker: null, echoes: [] };
  let heard = { paragraph: 0, at: -1 };
  for (const place of scene.places) {
    const echoes = hearEchoes(scene, { from: heard, to: place, discourse });
    discourse = { ...discourse, echoes };
    const attribution = attributionOf(scene, { place, decisions, attributions, discourse });
    attributions.push(attribution);
    const person = attribution.resolved?.person;
    if (person)
      discourse = { ...discourse, lastSpeaker: { person, paragraph: place.paragraph, at: place.at } };
    heard = { paragraph: place.paragraph, at: place.from };
  }
  return attributions;
}

interface Decision {
  readonly rule: Rule;
  readonly finding: Finding;
  /** The rule to ask next, should this finding lead to nobody. */
  readonly next: number;
}

/** What is said of words that nobody can be shown to have said. */
export const nobody: Attribution = { rule: 'none', mention: null, resolved: null, confidence: 0 };

function decide(scene: Scene, place: Place, from = 0): Decision | null {
  for (const [index, rule] of rules.entries()) {
    const finding = index < from ? null : rule.find(scene, place);
    if (finding) return { rule, finding, next: index + 1 };
  }
  return null;
}

function attributionOf(
  scene: Scene,
  state: {
    place: Place;
    decisions: readonly (Decision | null)[];
    attributions: readonly Attribution[];
    discourse: Discourse;
  },
): Attribution {
  let decision = state.decisions[state.place.index] ?? null;
  // Where two quotations point at each other and neither is attributed, the rules after that one are asked.
  for (; decision; decision = decide(scene, state.place, decision.next)) {
    const { rule, finding } = decision;
    if (finding.kind !== 'same-speaker') return named(scene, { ...state, rule, mention: finding });
    const known = state.attributions[finding.as];
    if (known?.resolved) return { ...known, rule: rule.name, confidence: known.confidence * rule.confidence };
    if (known?.mention) return nobody;
    const ahead = state.decisions[finding.as]?.finding;
    if (ahead && ahead.kind !== 'same-speaker') return named(scene, { ...state, rule, mention: ahead });
  }
  return nobody;
}

function named(
  scene: Scene,
  { rule, mention, discourse }: { rule: Rule; mention: Mention; discourse: Discourse },
): Attribution {
  const resolved = resolveMention(scene, { mention, discourse });
  return {
    rule: rule.name,
    mention: mentionText(scene, mention),
    resolved,
    confidence: resolved ? rule.confidence * resolved.certainty : 0,
  };
}

// Of an inversion ("a-t-il") only the pronoun names anybody.
function mentionText(scene: Scene, mention: Mention): string {
  const text = printedIn(scene, { paragraph: mention.paragraph, ...mention.wholeRange });
  return mention.kind === 'pronoun' ? text.slice(text.lastIndexOf('-') + 1) : text;
}
