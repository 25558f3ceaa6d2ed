import type { Instant } from '../../base/instant.ts';

/** A session as followers were told of it. */
export interface ToldSession {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Instant;
  readonly room: string | null;
  readonly isCancelled: boolean;
}
