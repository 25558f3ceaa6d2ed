import type { Instant } from '../../base/instant.ts';

/** A post that the agenda itself causes. Each is due once for each account, whoever plans it. */
export interface Moment {
  /** Its name within the event, always the same: "day-opening:2017-11-14", "starting-soon:<session id>". */
  readonly key: string;
  readonly kind: MomentKind;
  readonly dueAt: Instant;
  /** The last instant at which it still makes sense to post it. */
  readonly freshUntil: Instant;
  /** The day it is about, YYYY-MM-DD in the event's zone. */
  readonly day: string | null;
  readonly sessionId: string | null;
}

/** The key of the moment that points to a later volume of a thread. */
export function continuationKey(threadKey: string, volume: number): string {
  return `continuation:${threadKey}#${volume}`;
}

/** What a moment is for. */
export type MomentKind =
  | 'announcement'
  /** The hub: the one post of the event that is pinned and kept up to date. */
  | 'opening'
  | 'hub-update'
  | 'day-opening'
  | 'starting-soon'
  | 'session-opener'
  | 'session-changed'
  | 'day-wrap-up'
  | 'closing'
  | 'unpin'
  /** Tells in a thread that has grown too long where it goes on. */
  | 'continuation';

/** Whether it is about the hub: one that brings it up to date, or the end of its pinning. */
export function followsHub({ kind }: Pick<Moment, 'kind'>): boolean {
  return kind === 'hub-update' || kind === 'unpin';
}
