import type { Result } from '../../base/failure.ts';
import type { AccountLogin, ConnectionDeps } from '../network.ts';
import type { FrozenRecord } from './frozen.ts';
import type { StrongRef } from './record.ts';

/** The few calls this room makes, answered by a server or by the stand-in. They never throw for what a server does. */
export interface BlueskyClient {
  /** The account's DID, without signing in where it can be known otherwise. */
  did(): Promise<Answer<string>>;
  /** Makes sure that the account is signed in. */
  signIn(): Promise<Answer<string>>;
  describeServer(): Promise<Answer<ServerDescription>>;
  /** The DID behind a handle given without its @. */
  resolveHandle(handle: string): Promise<Answer<string>>;
  uploadBlob(bytes: Uint8Array, mediaType: string): Promise<Answer<UploadedBlob>>;
  /** Stores one record under its key unless another is there; storing the same one again changes nothing. */
  putNewRecord(record: FrozenRecord): Promise<Answer<readonly string[]>>;
  /** Stores all records in one commit, or none. Answers their CIDs, in order, where the server tells them. */
  createRecords(records: readonly FrozenRecord[]): Promise<Answer<readonly string[]>>;
  /** Deletes a record; one that is gone already stays gone. */
  deleteRecord(uri: string): Promise<Answer<true>>;
  /** Stores the account's profile, if it is still as it was read; null says that there was none. */
  putProfile(profile: { value: ProfileRecord; readAs: string | null }): Promise<Answer<string>>;
  /** The record at an address; null when there is none. */
  readRecord(uri: string): Promise<Answer<StoredRecord | null>>;
  /** A page of the account's posts, newest key first; `cursor` is where the page before ended. */
  listPosts(cursor: string | null): Promise<Answer<RecordPage>>;
}

/** What an account says of itself, of which we change one field and keep the rest. */
export interface ProfileRecord extends Readonly<Record<string, unknown>> {
  readonly pinnedPost?: StrongRef;
}

interface ServerDescription {
  readonly blobUploadLimit: number | null;
}

/** Bytes as the server has taken them. */
export interface UploadedBlob {
  readonly cid: string;
  readonly mediaType: string;
  readonly byteLength: number;
}

/** A page of records; a cursor of null ends them. */
export interface RecordPage {
  readonly records: readonly ListedRecord[];
  readonly cursor: string | null;
}

export interface ListedRecord extends StoredRecord {
  readonly uri: string;
}

/** A record as its server keeps it. */
export interface StoredRecord {
  readonly cid: string;
  readonly value: unknown;
}

/** A way to the account’s server, and to the bytes of its pictures. */
export interface PublishDeps extends Pick<ConnectionDeps, 'clock' | 'loadMedia'> {
  readonly client: BlueskyClient;
  readonly login: AccountLogin;
}

/** What a call gave, or why it gave nothing. */
export type Answer<Value> = Result<Value, Refusal>;

/** Why a call gave no value. */
export type Refusal =
  /** No connection was made: nothing can have happened. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** The request may have been carried out; its answer never came, or was none. */
  | { readonly kind: 'no-answer'; readonly detail: string }
  /** Nothing was asked, since another replica was logging in, and kept no session in time. */
  | { readonly kind: 'left-to-another' }
  | {
      readonly kind: 'answered';
      readonly httpStatus: number;
      /** The name of the error, as "InvalidSwap". */
      readonly error: string;
      readonly message: string;
      /** Lower-case header names. */
      readonly headers: Readonly<Record<string, string | undefined>>;
    };

/** Whether a server refused with an error of this name. */
export function isRefusedAs(refusal: Refusal, error: string): boolean {
  return refusal.kind === 'answered' && refusal.error === error;
}
