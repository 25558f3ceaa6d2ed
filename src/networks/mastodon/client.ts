import type { Result } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { FrozenStatus } from './frozen.ts';

/** The few calls this room makes, answered by a server or by the stand-in. They never throw for what a server does. */
export interface MastodonClient {
  /** What the server says of itself; the older form where it has no newer one. */
  readInstance(): Promise<Answer<InstanceDescription>>;
  verifyCredentials(): Promise<Answer<Account>>;
  createStatus(status: StatusToCreate, sending: Sending): Promise<Answer<Status>>;
  /** Puts a post's new text in the place of its old one; doing it again changes nothing. */
  editStatus(id: string, status: FrozenStatus): Promise<Answer<Status>>;
  deleteStatus(id: string): Promise<Answer<true>>;
  pinStatus(id: string): Promise<Answer<Status>>;
  unpinStatus(id: string): Promise<Answer<Status>>;
  readStatus(id: string): Promise<Answer<Status>>;
  uploadMedia(media: MediaToUpload): Promise<Answer<UploadedMedia>>;
  readMedia(id: string): Promise<Answer<UploadedMedia>>;
  /** Newest first; `olderThan` is the id to go on from. */
  listStatuses(accountId: string, page: { olderThan: string | null }): Promise<Answer<readonly Status[]>>;
  /** The answers to a post, and the answers to those. */
  listDescendants(statusId: string): Promise<Answer<readonly Status[]>>;
  close(): Promise<void>;
}

/** A frozen status, with what is known only once earlier parts are public and the media uploaded. */
export interface StatusToCreate extends FrozenStatus {
  readonly in_reply_to_id?: string;
  readonly media_ids?: readonly string[];
}

/** How a new post is to be sent. */
export interface Sending {
  readonly idempotencyKey: string;
  /** Asked when a connection stands, right before the first byte: where it says no, nothing is sent. */
  isInTime(): boolean;
}

/** A picture with its description, as it is uploaded. */
export interface MediaToUpload {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly altText: string;
}

/** Media may be attached once they are ready. */
export interface UploadedMedia {
  readonly id: string;
  readonly ready: boolean;
}

/** A public post, as far as we read it. */
export interface Status {
  readonly id: string;
  /** The page people open. */
  readonly url: string;
  readonly authorId: string;
  readonly inReplyToId: string | null;
  readonly visibility: string;
  readonly contentHtml: string;
  readonly createdAt: Instant;
  /** Null where the server doesn't say. */
  readonly isPinned: boolean | null;
  /** Addresses of those it pings: "name", or "name@server" for those elsewhere. */
  readonly mentions: readonly string[];
}

/** The account behind a token, as far as we read it. */
export interface Account {
  readonly id: string;
  /** "name", without the server. */
  readonly name: string;
  readonly displayName: string;
  readonly bot: boolean;
}

/** The limits a server names; null where it is silent. */
export interface InstanceDescription {
  readonly mostCharacters: number | null;
  readonly charactersPerLink: number | null;
  readonly mediaPerPost: number | null;
  readonly altTextCharacters: number | null;
  readonly imageBytes: number | null;
  readonly imagePixels: number | null;
  /** The version of Mastodon's API; other software names none. */
  readonly apiVersion: number | null;
}

/** What a call gave, or why it gave nothing. */
export type Answer<Value> = Result<Value, Refusal>;

/** Why a call gave no value. */
export type Refusal =
  /** No connection was made: nothing can have happened. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** We kept it back ourselves: the account's budget is spent until then. */
  | { readonly kind: 'withheld'; readonly until: Instant; readonly detail: string }
  /** The request may have been carried out; its answer never came, or was not what was asked for. */
  | { readonly kind: 'no-answer'; readonly detail: string }
  | {
      readonly kind: 'answered';
      readonly httpStatus: number;
      /** The server's own words; empty when it sent none, or a page. */
      readonly message: string;
      /** Lower-case header names. */
      readonly headers: Readonly<Record<string, string | undefined>>;
    };
