import { failed, type Result, success } from '../../base/failure.ts';
import type { Part } from '../../outbox/delivery.ts';
import type { Thread } from '../../thread/thread.ts';
import type { FreezeContext } from '../network.ts';
import { recordCid } from './cid.ts';
import { findBreach } from './find-breach.ts';
import type { FrozenRecord } from './frozen.ts';
import { type PostRecord, postCollection, type StrongRef, writeRecord } from './record.ts';
import type { KnownHandles } from './rich-text.ts';
import type { TidSequence } from './tid.ts';

/** What the thread’s records are addressed and linked with. */
export interface FreezeDeps {
  /** The account's own DID: the address of every post begins with it. */
  readonly did: string;
  readonly handles: KnownHandles;
  readonly tids: TidSequence;
}

/**
 * Writes the records of a thread, each with its key and its CID, so that replies name their parents before anything is
 * public. Fails when a record breaks the network's rules: a server would refuse the thread or show it broken.
 */
export async function freezeThread(
  thread: Thread,
  { createdAt, pictures }: FreezeContext,
  { did, handles, tids }: FreezeDeps,
): Promise<Result<readonly Part[]>> {
  const parts: Part[] = [];
  const keys = await tids.take(thread.posts.map((_, index) => createdAt + index));
  let root: StrongRef | null = null;
  let parent: StrongRef | null = null;
  for (const [index, post] of thread.posts.entries()) {
    const refuse = (code: string, detail: string) =>
      failed({ code, subject: thread.subject, detail: `post ${index + 1}: ${detail}` });
    // Everything on Bluesky is public. Wishing a post off the timelines costs nobody anything; a post for followers
    // alone must not go out to all.
    if (post.visibility === 'private')
      return refuse('visibility-not-offered', 'Bluesky has no private posts');

    const { record, media } = writeRecord(post, {
      // Feeds sort by this time: posts of one instant would stand there in any order.
      createdAt: createdAt + index,
      reply: root && parent && { root, parent },
      handles,
      pictures,
    });
    if (record.text === '' && !record.embed)
      return refuse('nothing-to-post', 'no text, and no picture to be had');
    const breach = findBreach(record);
    if (breach) return refuse('post-over-limit', breach);

    const key = keys[index] ?? '';
    const frozen = await freezeRecord(record, `at://${did}/${postCollection}/${key}`);
    parts.push({ index, intent: 'create', key, body: JSON.stringify(frozen), media, receipt: null });
    parent = { uri: frozen.uri, cid: frozen.cid };
    root ??= parent;
  }
  return success(parts);
}

async function freezeRecord(value: PostRecord, uri: string): Promise<FrozenRecord> {
  return { uri, cid: await recordCid(JSON.stringify(value)), value };
}
