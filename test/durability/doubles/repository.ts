import type { Clock } from '../../../src/base/clock.ts';
import { hashOf } from '../../../src/base/ids.ts';
import type { Instant } from '../../../src/base/instant.ts';
import { blobCid, recordCid } from '../../../src/networks/bluesky/cid.ts';
import { isTid } from '../../../src/networks/bluesky/tid.ts';

/** A record as it stands in the repository. */
export interface StandingRecord {
  readonly uri: string;
  readonly cid: string;
  readonly value: Record<string, unknown>;
}

/** A write of applyWrites; only creating is done here. */
export interface Write {
  readonly collection: string;
  readonly rkey: string;
  readonly value: Record<string, unknown>;
}

/** A refusal as XRPC words it. */
export interface XrpcRefusal {
  readonly httpStatus: number;
  readonly error: string;
  readonly message: string;
}

/** One account's records and blobs, kept by the rules of PDS 0.5.35 (checked 2026-11). */
export class Repository {
  readonly did: string;
  private records = new Map<string, StandingRecord>();
  private blobs = new Set<string>();
  /** Every record that ever became public, the deleted and replaced ones too: what followers may have seen. */
  private everPublic: (StandingRecord & { readonly at: Instant })[] = [];
  private readonly clock: Clock;
  profile: StandingRecord;

  constructor(did: string, clock: Clock) {
    this.did = did;
    this.clock = clock;
    this.profile = { uri: `at://${did}/app.bsky.actor.profile/self`, cid: profileCid, value: profile };
  }

  /** In the order in which they became public, and when. */
  all(): readonly (StandingRecord & { readonly at: Instant })[] {
    return this.everPublic;
  }

  find(uri: string): StandingRecord | null {
    return this.records.get(uri) ?? null;
  }

  /** Newest key first. */
  list({ limit, before }: { limit: number; before: string | null }): readonly StandingRecord[] {
    return [...this.records.values()]
      .filter(({ uri }) => before === null || keyOf(uri) < before)
      .toSorted((a, b) => (keyOf(a.uri) < keyOf(b.uri) ? 1 : -1))
      .slice(0, limit);
  }

  remove(uri: string): void {
    this.records.delete(uri);
  }

  /** The one record that is changed in place, if it still is as it was read. */
  async putProfile(
    value: Record<string, unknown>,
    readAs: string | null,
  ): Promise<StandingRecord | XrpcRefusal> {
    if (readAs !== this.profile.cid)
      return { httpStatus: 400, error: 'InvalidSwap', message: `Record was at ${this.profile.cid}` };
    this.profile = { ...this.profile, cid: await recordCid(JSON.stringify(value)), value };
    return this.profile;
  }

  upload(bytes: Uint8Array): string {
    const cid = blobCid(hashOf(bytes));
    this.blobs.add(cid);
    return cid;
  }

  forgetBlobs(): void {
    this.blobs.clear();
  }

  /** All or none. A key that is taken is answered with a bare 500 (bluesky-social/atproto#3718). */
  async create(writes: readonly Write[]): Promise<readonly StandingRecord[] | XrpcRefusal> {
    for (const write of writes) {
      const refusal = this.refusalOf(write);
      if (refusal) return refusal;
    }
    const records = await Promise.all(writes.map((write) => this.recordOf(write)));
    if (records.some(({ uri }) => this.records.has(uri))) return bare500;
    for (const record of records) this.store(record);
    return records;
  }

  /** `swapRecord: null`: the same record again changes nothing, another one is refused. */
  async putNew(write: Write): Promise<{ record: StandingRecord; isNew: boolean } | XrpcRefusal> {
    const refusal = this.refusalOf(write);
    if (refusal) return refusal;
    const record = await this.recordOf(write);
    const present = this.records.get(record.uri);
    if (present?.cid === record.cid) return { record, isNew: false };
    if (present) return { httpStatus: 400, error: 'InvalidSwap', message: `Record was at ${present.cid}` };
    this.store(record);
    return { record, isNew: true };
  }

  private store(record: StandingRecord): void {
    this.records.set(record.uri, record);
    this.everPublic.push({ ...record, at: this.clock.now() });
  }

  private refusalOf({ rkey, value }: Write): XrpcRefusal | null {
    const invalid = (message: string) => ({ httpStatus: 400, error: 'InvalidRequest', message });
    if (!isTid(rkey)) return invalid('Invalid record key: Invalid TID string');
    if (typeof value.text !== 'string' || typeof value.createdAt !== 'string')
      return invalid('Invalid app.bsky.feed.post record: Missing required key');
    const lost = blobsIn(value).find((cid) => !this.blobs.has(cid));
    return lost ? { httpStatus: 400, error: 'BlobNotFound', message: `Could not find blob: ${lost}` } : null;
  }

  private async recordOf({ collection, rkey, value }: Write): Promise<StandingRecord> {
    const cid = await recordCid(JSON.stringify(value));
    return { uri: `at://${this.did}/${collection}/${rkey}`, cid, value };
  }
}

/** The account says that it is automated, else nothing is posted to it. */
const profile = {
  $type: 'app.bsky.actor.profile',
  labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] },
};
const profileCid = 'bafyreihffx5a2e7k5uwrmmgofbvzujc5cmw5h4espouwuxt3liqoflx3ee';

const bare500: XrpcRefusal = {
  httpStatus: 500,
  error: 'InternalServerError',
  message: 'Internal Server Error',
};

function keyOf(uri: string): string {
  return uri.split('/').at(-1) ?? '';
}

function blobsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$type' in value && value.$type === 'blob' && 'ref' in value)
    return [(value.ref as { $link: string }).$link];
  return Object.values(value).flatMap(blobsIn);
}
