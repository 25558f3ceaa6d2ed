import type { Objectives } from '../observability/freshness.ts';
import type { EventInForce } from '../store/records/events.ts';

/** How soon each event in force wants its stories public, by network. */
export function objectivesOf(inForce: readonly EventInForce[]): Objectives {
  return new Map(inForce.map(({ event }) => [event.id, event.freshness ?? {}]));
}
