import { type Instant, type Milliseconds, minute } from '../../base/instant.ts';
import { nameOfPlace } from '../../coverage/agenda/next-reading.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import type { PipelineDeps } from '../deps.ts';

/** Whether an event's programme is not read yet, or long behind, and about to be read. */
export type AgendaWait = (event: CoverageEvent) => Promise<boolean>;

/**
 * Whoever starts the program in the middle of a day is told nothing of an empty programme, or of last week's: what is due
 * waits until each place was read, or failed. Nothing waits for a place that lets itself be waited for.
 */
export function openAgendaWait({ store, clock }: Pick<PipelineDeps, 'store' | 'clock'>): AgendaWait {
  const waitsSince = new Map<string, Instant>();
  return async ({ id, agendaSource }) => {
    const names = agendaSource.places.map(nameOfPlace);
    const records = names.length > 0 ? await store.agendas.list(id) : [];
    const now = clock.now();
    const isBehind = records.some(
      ({ place, lastReadAt, nextReadAt }) =>
        names.includes(place) && (lastReadAt === null || nextReadAt < now - minute),
    );
    const since = waitsSince.get(id) ?? now;
    if (isBehind) waitsSince.set(id, since);
    else waitsSince.delete(id);
    return isBehind && now - since < longest;
  };
}

/** A schedule is fetched in half a minute, or not at all. */
const longest: Milliseconds = 2 * minute;
