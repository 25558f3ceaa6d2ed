import type { Instant } from '../../base/instant.ts';
import type { CoverageEvent } from '../../coverage/event.ts';

/** What of the operators' files is in force, what was refused, and what was approved. */
export interface EventRecords {
  /** Puts events in force in the place of whatever these files said before; nothing of them is refused any more. */
  putInForce(taken: {
    readonly events: readonly { readonly file: string; readonly event: CoverageEvent }[];
    readonly files: readonly string[];
    readonly now: Instant;
  }): Promise<void>;
  /** Those in force, by their ids. */
  inForce(): Promise<readonly EventInForce[]>;
  /** Notes that a file as it stands is not taken; an earlier note about it is forgotten. */
  refuse(edit: RefusedEdit): Promise<void>;
  refused(): Promise<readonly RefusedEdit[]>;
  /** Lets exactly this definition take effect, however much it posts. */
  approve(event: CoverageEvent): Promise<void>;
  isApproved(event: CoverageEvent): Promise<boolean>;
}

/** An event as its file said when it was last taken. */
export interface EventInForce {
  readonly file: string;
  readonly event: CoverageEvent;
  readonly since: Instant;
}

/** An edit that has not taken effect, and why: each problem with its place, as one line. */
export interface RefusedEdit {
  readonly file: string;
  readonly refusedAt: Instant;
  readonly problems: readonly string[];
}
