import type { Intent, Part, Receipt } from '../../outbox/delivery.ts';
import { type FrozenDeed, postUrl, readFrozen } from './frozen.ts';

/** What the records of a hub's deeds are named with. */
interface DeedDeps {
  readonly handle: string;
  /** One for each deed, of which no network ever sees it. */
  readonly keys: readonly string[];
}

/** The parts of a hub: the post, its pinning, and the end of the one it stands `instead` of. */
export function withHubDeeds(
  parts: readonly Part[],
  instead: Receipt | null,
  { handle, keys }: DeedDeps,
): readonly Part[] {
  const [first] = parts;
  if (!first) return parts;
  const { uri, cid } = readFrozen(first);
  const pin: FrozenDeed = { target: { uri, cid, url: postUrl(handle, first.key) } };
  const deeds = [
    { intent: 'pin' as const, deed: pin },
    ...(instead ? [{ intent: 'delete' as const, deed: deedOn(instead) }] : []),
  ];
  return [
    ...parts,
    ...deeds.map(({ intent, deed }, position) =>
      partOf({ intent, deed, index: parts.length + position }, keys[position]),
    ),
  ];
}

/** A delivery's only part, which unpins a post. */
export function unpinPart(hub: Receipt, [key]: readonly string[]): Part {
  return partOf({ intent: 'unpin', deed: deedOn(hub), index: 0 }, key);
}

function deedOn({ remoteId, contentHash, url }: Receipt): FrozenDeed {
  return { target: { uri: remoteId, cid: contentHash, url } };
}

function partOf(
  { intent, deed, index }: { intent: Intent; deed: FrozenDeed; index: number },
  key = '',
): Part {
  return { index, intent, key, body: JSON.stringify(deed), media: [], receipt: null };
}
