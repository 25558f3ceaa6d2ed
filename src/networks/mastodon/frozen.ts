import type { Visibility } from '../../coverage/event.ts';
import type { Part } from '../../outbox/delivery.ts';

/** A post as the server's API words it, bar the parent's id and the ids of its media. */
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
  /** Known from version 7 of the API on (Mastodon 4.5). */
  readonly quoted_status_id?: string;
}

/** The frozen body of a part that creates a post. */
export interface FrozenPost extends FrozenStatus {
  /** Of a first part that goes on in a thread: the ids of what it answers, the next being for when the first is gone. */
  readonly answers?: readonly string[];
}

/** The frozen body of a part that does something to a post which is public by then. */
export interface FrozenDeed {
  readonly target: DeedTarget;
}

/** A post that something is done to. */
export interface Target {
  readonly id: string;
  readonly url: string;
}

/** It, or the part of the same delivery that creates it. */
export type DeedTarget = Target | { readonly part: number };

/** The frozen body of an edit: the new text, whole. */
export interface FrozenEdit extends FrozenStatus, FrozenDeed {}

/** Reads the body of a part back that creates a post. */
export function readFrozen({ body }: Part): FrozenPost {
  return JSON.parse(body);
}

/** Reads the body of any other part back; of an edit, with its text. */
export function readDeed({ body }: Part): FrozenDeed & Partial<FrozenStatus> {
  return JSON.parse(body);
}
