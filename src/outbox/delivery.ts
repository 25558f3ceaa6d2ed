import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';

/** The networks that the house publishes on. */
export type NetworkName = 'mastodon' | 'bluesky';

/** A thread bound for one account. Its parts are frozen before the first attempt. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly of: DeliverySubject;
  readonly accountId: string;
  readonly network: NetworkName;
  readonly createdAt: Instant;
  readonly parts: readonly Part[];
  readonly place: ThreadPlace | null;
  readonly standing: DeliveryStanding;
  /** Patience spent since the last part became public (outbox/policy.ts): a plain `later` spends one. */
  readonly attempts: number;
  readonly lastFailure: Failure | null;
  /** When the last attempt began; null when there was none. */
  readonly attemptedAt: Instant | null;
  /** What a person said of it while a worker had it; outbox/operator-word.ts says when it is heeded. */
  readonly notedWord: 'cancel' | 'hold' | null;
  /** A person said that it goes on whatever its account shows. */
  readonly isVouched: boolean;
  readonly freshness: Freshness;
}

/** Until when a delivery that is not begun makes sense, and what becomes of it then. */
export interface Freshness {
  /** Null where it never grows stale. */
  readonly staleAt: Instant | null;
  /** `fold`: its headline goes into a digest. */
  readonly whenStale: 'fold' | 'drop';
}

/** What a delivery posts: a story, or a moment that the agenda itself causes, by its key within the event. */
export type DeliverySubject =
  | { readonly kind: 'story'; readonly storyId: string }
  | { readonly kind: 'moment'; readonly key: string };

/** The key of the digest that folds stale threads into one post, by the id of the first of them. */
export function digestKey(deliveryId: string): string {
  return `digest:${deliveryId}`;
}

/** True for news of the day, told one by one or in a digest; false for what the agenda itself causes. */
export function isNews(of: DeliverySubject): boolean {
  return of.kind === 'story' || of.key.startsWith(digestKey(''));
}

/** The thread of its account that a delivery belongs to; without one it stands alone. */
export interface ThreadPlace {
  /** "session:<id>", "day:2017-11-14". */
  readonly key: string;
  /** A thread that has grown too long goes on in its next volume; 1 is the first, 0 the newest whichever it is then. */
  readonly volume: number;
  /** `answers`: its posts go on where that thread ends. `quotes`: it stands alone and quotes how that thread begins. */
  readonly way: 'answers' | 'quotes';
  /** Taken at the first claim, when the bodies were frozen anew in their place; they change no more. */
  readonly isTaken: boolean;
  /** Why a story belongs there, in words for people; null for what the agenda itself puts there. */
  readonly because: string | null;
}

/** Where a delivery stands; outbox/policy.ts says what leads where. */
export type DeliveryStanding =
  | { readonly state: 'ready'; readonly dueAt: Instant }
  | { readonly state: 'claimed'; readonly claim: Claim }
  /** Nobody knows whether the last attempt became public: look before posting. */
  | { readonly state: 'uncertain'; readonly lookAt: Instant; readonly looks: number; readonly since: Instant }
  | { readonly state: 'sent'; readonly sentAt: Instant }
  | { readonly state: 'refused'; readonly failure: Failure }
  | { readonly state: 'held'; readonly because: Failure }
  | { readonly state: 'cancelled'; readonly because: CancelReason };

/** Who or what ended a delivery before it was sent. */
export type CancelReason =
  | 'by-a-person'
  | 'dropped-after-pause'
  /** A newer hub came before a person had let it go on. */
  | 'overtaken'
  /** Grown stale: told in a digest, or not. */
  | 'folded'
  | 'stale'
  | 'no-room-in-digest';

/** A standing by its name alone. */
export type DeliveryState = DeliveryStanding['state'];

/** The right to work on a delivery until `leaseUntil`. A finish with an older fence changes no row. */
export interface Claim {
  readonly worker: string;
  readonly fence: number;
  /** When the attempt began: after an unknown outcome, whatever became public did so no earlier. */
  readonly since: Instant;
  readonly leaseUntil: Instant;
}

/** The claim that a claimed delivery is under; any other is a bug. */
export function claimOf({ id, standing }: Delivery): Claim {
  if (standing.state !== 'claimed') throw new Error(`delivery ${id} is not claimed`);
  return standing.claim;
}

/** One post of a delivery, frozen: the same bytes and the same key on every attempt. */
export interface Part {
  /** 0 is the opener. */
  readonly index: number;
  readonly intent: Intent;
  /** Chosen before the first attempt: Mastodon's Idempotency-Key, or a Bluesky TID used as rkey. */
  readonly key: string;
  /** The frozen request body as JSON text; its shape is the network's own (networks/<name>/freeze.ts). */
  readonly body: string;
  /** What is uploaded with it, in order; bytes are kept in the store under their hash until sent. */
  readonly media: readonly PartMedia[];
  readonly receipt: Receipt | null;
}

/** What a part does to a post; all but `create` name one that is public, and doing it again changes nothing. */
export type Intent = 'create' | 'edit' | 'delete' | 'pin' | 'unpin';

/** A picture that a part carries, without its bytes. */
export interface PartMedia {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly mediaType: string;
  readonly byteLength: number;
  readonly width: number;
  readonly height: number;
  readonly altText: string;
}

/** Proof that a part is public; of any other intent than `create`, that it was done to the post named here. */
export interface Receipt {
  readonly partIndex: number;
  /** The network's own id: a status id, or an at:// URI. */
  readonly remoteId: string;
  /** The address people open. */
  readonly url: string;
  /** Bluesky: the record's CID. Mastodon: SHA-256 of the body sent. */
  readonly contentHash: string;
  readonly publishedAt: Instant;
  /**
   * Its server said yes, and nothing has shown yet that it kept the post. Only the newest of a delivery that may go on can
   * be so: at its end, what can't be read is believed.
   */
  readonly isUnproven?: true;
}

/** The post of a delivery that its server said yes to and that nothing has shown yet; null where all are proven. */
export function unprovenOf({ parts }: Pick<Delivery, 'parts'>): Receipt | null {
  return parts.find(({ receipt }) => receipt?.isUnproven)?.receipt ?? null;
}

/** The same receipt, now that the post was seen, or answered. */
export function asProven({ isUnproven: _, ...receipt }: Receipt): Receipt {
  return receipt;
}

/**
 * The receipt of a part whose answer was lost and which a person deleted before it could be looked for: it was public, so
 * it is owed no more, and nothing can answer it. Its id is one that no network gives.
 */
export function deletedReceipt({ index, key }: Part, knownAt: Instant): Receipt {
  const remoteId = `${idOfDeleted}${key}`;
  return { partIndex: index, remoteId, url: remoteId, contentHash: '', publishedAt: knownAt };
}

/** True for such a receipt. */
export function isOfDeleted({ remoteId }: Pick<Receipt, 'remoteId'>): boolean {
  return remoteId.startsWith(idOfDeleted);
}

/** How its id begins. */
const idOfDeleted = 'deleted:';
