import { createHash } from 'node:crypto';
import { failed, success } from '../../base/failure.ts';
import { hashOf } from '../../base/ids.ts';
import type { AccountLogin } from '../network.ts';
import { blobCid, recordCid } from './cid.ts';
import type { Answer, BlueskyClient, ProfileRecord, UploadedBlob } from './client.ts';
import { mediaIn } from './embed.ts';
import { findBreach } from './find-breach.ts';
import { type FrozenRecord, profileAddress, readAddress } from './frozen.ts';
import type { PostRecord } from './record.ts';
import { isTid } from './tid.ts';

/** A server of one account in memory, with the refusals of a real one, and what it has stored. */
export interface StandInClient extends BlueskyClient {
  /** In the order in which they came. */
  records(): readonly FrozenRecord[];
  /** The address of the post that the profile shows first. */
  pinnedUri(): string | null;
}

/** Answers as PDS 0.5.35 does (checked 2026-11), from memory. */
export function createStandInClient({ handle }: AccountLogin): StandInClient {
  const did = didOf(handle);
  const blobs = new Map<string, UploadedBlob>();
  const stored = new Map<string, FrozenRecord>();
  let profile: { cid: string; value: ProfileRecord } = { cid: 'as-set-up', value: markedAsBot };

  /** Every record is looked at before any is stored: a commit is whole or it is not. */
  const refusalOf = (record: FrozenRecord): Answer<never> | null => {
    const { did: repo, key } = readAddress(record.uri);
    if (repo !== did) return refused(403, 'AccountNotFound', `Could not find account: ${repo}`);
    if (!isTid(key)) return refused(400, 'InvalidRequest', `Invalid record key: Invalid TID string ${key}`);
    const breach = findBreach(record.value);
    if (breach) return refused(400, 'InvalidRequest', `Invalid app.bsky.feed.post record: ${breach}`);
    const lost = blobsNamed(record.value).find((cid) => !blobs.has(cid));
    return lost ? refused(400, 'BlobNotFound', `Could not find blob: ${lost}`) : null;
  };

  const store = async ({ uri, value }: FrozenRecord): Promise<string> => {
    const cid = await recordCid(JSON.stringify(value));
    stored.set(uri, { uri, cid, value });
    return cid;
  };

  return {
    did: async () => success(did),
    signIn: async () => success(did),
    describeServer: async () => success({ blobUploadLimit }),
    resolveHandle: async (named) => success(didOf(named)),
    uploadBlob: async (bytes, mediaType) => {
      const byteLength = bytes.length;
      if (byteLength > blobUploadLimit) return refused(413, 'PayloadTooLarge', 'request entity too large');
      const blob = { cid: blobCid(hashOf(bytes)), mediaType, byteLength };
      blobs.set(blob.cid, blob);
      return success(blob);
    },
    putNewRecord: async (record) => {
      const refusal = refusalOf(record);
      if (refusal) return refusal;
      const present = stored.get(record.uri)?.cid;
      if (present === (await recordCid(JSON.stringify(record.value)))) return success([present]);
      if (present) return refused(400, 'InvalidSwap', `Record was at ${present}`);
      return success([await store(record)]);
    },
    createRecords: async (records) => {
      const refusal = records.map(refusalOf).find((found) => found !== null);
      if (refusal) return refusal;
      if (records.some(({ uri }) => stored.has(uri)))
        return refused(500, 'InternalServerError', 'Internal Server Error');
      const cids: string[] = [];
      for (const record of records) cids.push(await store(record));
      return success(cids);
    },
    deleteRecord: async (uri) => {
      stored.delete(uri);
      return success(true);
    },
    putProfile: async ({ value, readAs }) => {
      if (profile.cid !== readAs) return refused(400, 'InvalidSwap', `Record was at ${profile.cid}`);
      const cid = await recordCid(JSON.stringify(value));
      profile = { cid, value };
      return success(cid);
    },
    listPosts: async () => success({ records: [...stored.values()].toReversed(), cursor: null }),
    readRecord: async (uri) => success(uri === profileAddress(did) ? profile : (stored.get(uri) ?? null)),
    pinnedUri: () => profile.value.pinnedPost?.uri ?? null,
    records: () => [...stored.values()],
  };
}

/** As the operator of an account is to set it up. */
const markedAsBot: ProfileRecord = { labels: { values: [{ val: 'bot' }] } };

/** The default of a PDS, in bytes. */
const blobUploadLimit = 5 * 1024 * 1024;

/** A made-up DID of the right form, always the same for a handle. */
function didOf(handle: string): string {
  if (handle.startsWith('did:')) return handle;
  const digest = createHash('sha256').update(handle.toLowerCase()).digest();
  return `did:plc:${Array.from(digest.subarray(0, 24), (byte) => base32[byte & 31]).join('')}`;
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

function blobsNamed({ embed }: PostRecord): readonly string[] {
  const media = mediaIn(embed);
  switch (media?.$type) {
    case undefined:
      return [];
    case 'app.bsky.embed.external':
      return media.external.thumb ? [media.external.thumb.ref.$link] : [];
    case 'app.bsky.embed.images':
      return media.images.map(({ image }) => image.ref.$link);
  }
}

function refused(httpStatus: number, error: string, message: string): Answer<never> {
  return failed({ kind: 'answered', httpStatus, error, message, headers: {} });
}
