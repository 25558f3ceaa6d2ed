import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';

/** The column of a feed's next poll after a poll that was due at `dueAt`: a push that came meanwhile keeps its word. */
export function nextPollColumn({
  dueAt,
  nextPollAt,
}: {
  readonly dueAt?: Instant;
  readonly nextPollAt: Instant;
}): Instant | RawBuilder<Instant> {
  return dueAt === undefined
    ? nextPollAt
    : sql<Instant>`case when next_poll_at = ${dueAt} then ${nextPollAt} else next_poll_at end`;
}
