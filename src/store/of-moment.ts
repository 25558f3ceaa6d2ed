import type { JoinBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** Joins a moment of an account to its delivery there, which names it by the same three words. */
export function ofMoment(join: JoinBuilder<Tables, 'moments' | 'deliveries'>) {
  return join
    .onRef('deliveries.event_id', '=', 'moments.event_id')
    .onRef('deliveries.moment_key', '=', 'moments.key')
    .onRef('deliveries.account_id', '=', 'moments.account_id');
}
