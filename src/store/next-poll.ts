import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';

/**
 * The column of a feed's next poll after a poll that was due at `dueAt`, null for whenever: a push that came meanwhile
 * keeps its word.
 */
export function nextPollColumn(poll: {
  readonly dueAt: Instant | null;
  readonly nextPollAt: Instant;
}): RawBuilder<Instant> {
  return sql<Instant>`case when next_poll_at = coalesce(${poll.dueAt}, next_poll_at) then ${poll.nextPollAt} else next_poll_at end`;
}
