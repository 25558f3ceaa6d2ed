import type { Instant } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { PipelineDeps } from './deps.ts';
import type { Rounds } from './rounds.ts';

/** The ticks of some rounds. */
export interface Ticks {
  /** A tick, left out when it would find nothing. */
  tick(): Promise<void>;
  /** The next tick is not left out: something has happened that the store may not tell of. */
  disturb(): void;
}

/**
 * A tick asks the store a dozen questions, and most seconds of an event are quiet: nothing has happened since the last
 * tick, nobody has written to the store, and nothing has come due.
 */
export function openTicks(
  { clock, store, events }: Pick<PipelineDeps, 'clock' | 'store' | 'events'>,
  rounds: Rounds,
): Ticks {
  let last: Found | null = null;
  const tickIndeed = async () => {
    const found = { at: clock.now(), changes: await store.changes(), events: [...events.values()] };
    last = { ...found, dueAt: null };
    try {
      await rounds.tick();
    } catch (thrown) {
      last = null;
      throw thrown;
    }
  };
  const isQuiet = async () => {
    const found = last;
    if (!found || rounds.busy || !isSame(found.events, [...events.values()])) return false;
    if (found.changes === null || found.changes !== (await store.changes())) return false;
    // What was due when that tick looked has had its chance.
    found.dueAt ??= (await rounds.nextDueAt(found.at)) ?? Number.POSITIVE_INFINITY;
    const now = clock.now();
    return last === found && found.at <= now && now < found.dueAt;
  };
  return {
    tick: async () => {
      if (!(await isQuiet())) await tickIndeed();
    },
    disturb: () => {
      last = null;
    },
  };
}

/** How a tick found things. */
interface Found {
  readonly at: Instant;
  readonly changes: string | null;
  readonly events: readonly CoverageEvent[];
  /** When the next thing comes due; null until somebody asks. */
  dueAt: Instant | null;
}

/** An edit of the files puts other events in the place of all. */
function isSame(ones: readonly CoverageEvent[], others: readonly CoverageEvent[]): boolean {
  return ones.length === others.length && ones.every((one, place) => one === others[place]);
}
