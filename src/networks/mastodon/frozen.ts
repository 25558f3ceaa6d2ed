import type { Visibility } from '../../coverage/event.ts';
import type { Part } from '../../outbox/delivery.ts';

/** A part's frozen body: the request as the server's API words it, bar the parent's id and the ids of its media. */
export interface FrozenStatus {
  readonly status: string;
  readonly visibility: Visibility;
  /** BCP 47. */
  readonly language: string;
  readonly spoiler_text?: string;
  readonly sensitive?: true;
  /**
   * Empty: the server refuses the post rather than ping anybody. Absent: the post mentions people who agreed to it.
   * Mastodon's own addition, unknown to other servers (app/services/post_status_service.rb, checked 2026-11).
   */
  readonly allowed_mentions?: readonly [];
}

/** Reads a part's body back. */
export function readFrozen({ body }: Part): FrozenStatus {
  return JSON.parse(body);
}
