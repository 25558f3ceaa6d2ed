import type { Chance } from '../../base/chance.ts';
import { drawId } from '../../base/ids.ts';
import type { Intent, Part, Receipt } from '../../outbox/delivery.ts';
import { type DeedTarget, type FrozenDeed, type FrozenEdit, readFrozen } from './frozen.ts';

/** The parts of a hub: the post and its pinning, or, `instead` of an earlier hub, that one's edit. */
export function withHubDeeds(
  parts: readonly Part[],
  { instead, chance }: { instead: Receipt | null; chance: Chance },
): readonly Part[] {
  const [first] = parts;
  if (!first) return parts;
  if (!instead) return [...parts, { ...deedPart({ intent: 'pin', target: 0 }, chance), index: parts.length }];
  const edit: FrozenEdit = { ...readFrozen(first), target: targetFrom(instead) };
  return [{ ...first, intent: 'edit', body: JSON.stringify(edit) }];
}

/** A delivery's only part, which does something to a post, given by its receipt or by the part that creates it. */
export function deedPart(
  { intent, target }: { intent: Intent; target: Receipt | number },
  chance: Chance,
): Part {
  const deed: FrozenDeed = { target: typeof target === 'number' ? { part: target } : targetFrom(target) };
  return { index: 0, intent, key: drawId(chance), body: JSON.stringify(deed), media: [], receipt: null };
}

function targetFrom({ remoteId, url }: Receipt): DeedTarget {
  return { id: remoteId, url };
}
