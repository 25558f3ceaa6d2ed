import { formatInstant } from '../../base/instant.ts';
import type { Part, Receipt } from '../../outbox/delivery.ts';
import type { PlaceInThread } from '../network.ts';
import { recordCid } from './cid.ts';
import { type FrozenRecord, readFrozen } from './frozen.ts';
import type { PostRecord, StrongRef } from './record.ts';

/**
 * The same records in their place, linked anew: the first answers the thread's last post, or quotes its first. They keep
 * their keys and get the time at which they take their place, since apps sort a thread by it.
 */
export async function placeParts(parts: readonly Part[], place: PlaceInThread): Promise<readonly Part[]> {
  const { end, way, now } = place;
  const placed: Part[] = [];
  let root: StrongRef | null = way === 'answers' && end ? refOf(end.root) : null;
  let parent: StrongRef | null = way === 'answers' && end ? refOf(end.last) : null;
  for (const [position, part] of parts.entries()) {
    if (part.intent !== 'create') {
      placed.push(part);
      continue;
    }
    const { uri, value } = readFrozen(part);
    const goesOn = position > 0 && position === place.opensWith;
    const first = position === 0 ? firstInPlace(value, place) : goesOn ? withoutTagLine(value) : value;
    const record: PostRecord = {
      ...first,
      ...(root && parent && { reply: { root, parent } }),
      createdAt: formatInstant(now + position),
    };
    const frozen: FrozenRecord = { uri, cid: await recordCid(JSON.stringify(record)), value: record };
    placed.push({ ...part, body: JSON.stringify(frozen) });
    parent = { uri, cid: frozen.cid };
    root ??= parent;
  }
  return placed;
}

function firstInPlace(record: PostRecord, { end, way }: PlaceInThread): PostRecord {
  if (!end) return record;
  return way === 'answers' ? withoutTagLine(record) : quoting(record, refOf(end.root));
}

/** Readers of a thread have its tags already. They stand on the last line, behind every other facet. */
function withoutTagLine({ facets = [], ...record }: PostRecord): PostRecord {
  const kept = facets.filter(({ features }) => features[0].$type !== 'app.bsky.richtext.facet#tag');
  return {
    ...record,
    text: record.text.replace(/\n\n#\S+(?: #\S+)*$/u, ''),
    ...(kept.length > 0 && { facets: kept }),
  };
}

function quoting(record: PostRecord, quoted: StrongRef): PostRecord {
  const quote = { $type: 'app.bsky.embed.record', record: quoted } as const;
  const { embed } = record;
  switch (embed?.$type) {
    case undefined:
      return { ...record, embed: quote };
    case 'app.bsky.embed.external':
    case 'app.bsky.embed.images':
      return { ...record, embed: { $type: 'app.bsky.embed.recordWithMedia', record: quote, media: embed } };
    case 'app.bsky.embed.record':
    case 'app.bsky.embed.recordWithMedia':
      return record;
  }
}

/** The receipt of a Bluesky post names it in its exact state. */
function refOf({ remoteId, contentHash }: Receipt): StrongRef {
  return { uri: remoteId, cid: contentHash };
}
