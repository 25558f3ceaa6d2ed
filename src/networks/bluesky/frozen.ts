import type { Instant } from '../../base/instant.ts';
import type { Part, Receipt } from '../../outbox/delivery.ts';
import type { PostRecord, StrongRef } from './record.ts';

/**
 * A part's frozen body: the record with its address and its CID, in the shape in which getRecord answers once it is
 * public.
 */
export interface FrozenRecord {
  readonly uri: string;
  readonly cid: string;
  readonly value: PostRecord;
}

/** Reads the body of a part back that creates a post. */
export function readFrozen({ body }: Part): FrozenRecord {
  return JSON.parse(body);
}

/** The frozen body of a part that does something to a post: the post it is about, in its exact state. */
export interface FrozenDeed {
  readonly target: StrongRef & { readonly url: string };
}

/** Reads the body of such a part back. */
export function readDeed({ body }: Part): FrozenDeed {
  return JSON.parse(body);
}

/** Where an account's profile lives in its repository. */
export const profileCollection = 'app.bsky.actor.profile';

/** The address of an account's profile. */
export function profileAddress(did: string): string {
  return `at://${did}/${profileCollection}/self`;
}

/** The three parts of a record's address "at://did/collection/key". */
export function readAddress(uri: string): { did: string; collection: string; key: string } {
  const [did, collection, key] = uri.slice('at://'.length).split('/');
  if (!did || !collection || !key) throw new Error(`not the address of a record: ${uri}`);
  return { did, collection, key };
}

/** The page on which people read the post, whichever server hosts it. */
export function postUrl(handle: string, key: string): string {
  return `https://bsky.app/profile/${handle}/post/${key}`;
}

/** Proof that a frozen part is public: its CID is worked out from the very bytes the server stores. */
export function receiptFor(
  part: Part,
  { handle, publishedAt }: { handle: string; publishedAt: Instant },
): Receipt {
  const { uri, cid } = readFrozen(part);
  return {
    partIndex: part.index,
    remoteId: uri,
    url: postUrl(handle, part.key),
    contentHash: cid,
    publishedAt,
  };
}

/** Proof that a deed was done to the post it is about. */
export function deedReceipt(part: Part, publishedAt: Instant): Receipt {
  const { uri, cid, url } = readDeed(part).target;
  return { partIndex: part.index, remoteId: uri, url, contentHash: cid, publishedAt };
}
