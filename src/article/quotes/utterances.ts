import { goesOn } from './rules/neighbours.ts';
import { type Place, type Scene, wordsAt } from './scene.ts';

/** Groups the scene's quotations, by number: stretches that are one utterance together, in reading order. */
export function groupUtterances(scene: Scene): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const place of scene.places) {
    const before = scene.places[place.index - 1];
    const isSame = before && (goesOn(scene, before) || isBroken(scene, { before, place }));
    const last = groups.at(-1);
    if (isSame && last) last.push(place.index);
    else groups.push([place.index]);
  }
  return groups;
}

// “We came,” she said, “because nobody else would.”: one sentence around the writer's aside.
function isBroken(scene: Scene, { before, place }: { before: Place; place: Place }): boolean {
  if (before.paragraph !== place.paragraph || before.from !== place.from) return false;
  const tokens = scene.paragraphs[place.paragraph]?.tokens ?? [];
  const hasAside = /^[,—–-]$/u.test(tokens[place.at - 1]?.text ?? '') && place.at - before.at > 2;
  return hasAside && /,$/u.test(wordsAt(scene, before)) && /^\p{Ll}/u.test(wordsAt(scene, place));
}
