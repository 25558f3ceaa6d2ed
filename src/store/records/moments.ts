import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { Moment, MomentKind } from '../../coverage/moments/moment.ts';
import type { ToldSession } from '../../coverage/moments/told-session.ts';
import type { Picture } from '../../networks/network.ts';
import type { DeliveryToStore } from './deliveries.ts';

/** The posts that the agenda causes, and what became of each for each account. */
export interface MomentRecords {
  /** Transaction B for a moment: its row and its frozen deliveries together. False, and nothing stored, when the account
   * has had it already, or the hub it is `about` is no longer the newest; one that was dropped may still be planned, since
   * a clock can be set right. Hubs that still wait for a person, or were refused, are cancelled by one that takes their place. */
  plan(plan: MomentPlan): Promise<boolean>;
  /** Notes moments that are not posted, and why; those the account has had stay as they are. Returns those noted. */
  drop(drop: {
    eventId: string;
    droppedAt: Instant;
    moments: readonly { accountId: string; moment: Moment; because: Failure }[];
  }): Promise<readonly { accountId: string; key: string }[]>;
  /** Null where none is public or will be, unless a person decides so. */
  newestHub(of: { eventId: string; accountId: string }): Promise<NewestHub | null>;
  /** What became of the event's moments, by their times. */
  list(filter: { eventId: string }): Promise<readonly MomentRecord[]>;
}

/** The moment of an account's newest pinned post. */
export interface NewestHub {
  readonly key: string;
  readonly isPublic: boolean;
}

/** A moment worded and frozen for one account. */
export interface MomentPlan {
  readonly eventId: string;
  readonly moment: Moment;
  /** Of what follows a hub or unpins it: that hub's moment. */
  readonly about?: string;
  readonly plannedAt: Instant;
  /** What it tells of sessions, for finding out later what has changed since. */
  readonly told: readonly ToldSession[];
  readonly delivery: DeliveryToStore;
  readonly pictures: readonly Picture[];
}

/** A moment as one account has had it. */
export interface MomentRecord {
  readonly key: string;
  readonly kind: MomentKind;
  readonly accountId: string;
  readonly dueAt: Instant;
  readonly freshUntil: Instant;
  readonly settledAt: Instant;
  readonly standing: MomentStanding;
  readonly told: readonly ToldSession[];
}

/** What became of a moment. */
export type MomentStanding =
  /** It is to be posted, or it is public. */
  | { readonly state: 'planned' }
  /** It was never planned. */
  | { readonly state: 'dropped'; readonly because: Failure }
  /** It was planned and ended before anything of it was public: grown stale, taken back, or refused. Nobody was told. */
  | { readonly state: 'ended'; readonly because: string };
