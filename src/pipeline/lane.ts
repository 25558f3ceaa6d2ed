import { unexpectedFailure } from '../base/failure.ts';
import type { Journal } from '../observability/journal.ts';
import { storeTrouble } from '../store/trouble.ts';

/** Does at most `width` things at once and never two with one key, so that one slow thing delays only itself. */
export interface Lane {
  /** Starts `work`, or lets it wait its turn; does nothing when its key is waiting or under way. */
  offer(key: string, work: () => Promise<void>): void;
  readonly busy: boolean;
  /** How many works are under way. */
  readonly underWay: number;
  /** Resolves when nothing is waiting or under way. */
  settled(): Promise<void>;
}

/** A lane whose works are named `what` in the journal when one of them throws, which means a bug. */
export function openLane(what: string, { width, journal }: { width: number; journal: Journal }): Lane {
  const waiting = new Map<string, () => Promise<void>>();
  const underWay = new Map<string, Promise<void>>();
  const run = async (key: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      // A bug in one feed's or one account's path must not stop the others; a sick database stops all for a while.
      const failure = storeTrouble(thrown) ?? unexpectedFailure(key, thrown);
      journal({ kind: 'work-crashed', what, failure });
    } finally {
      underWay.delete(key);
      startNext();
    }
  };
  const startNext = () => {
    for (const [key, work] of waiting) {
      if (underWay.size >= width) return;
      waiting.delete(key);
      underWay.set(key, run(key, work));
    }
  };
  return {
    offer: (key, work) => {
      if (underWay.has(key) || waiting.has(key)) return;
      waiting.set(key, work);
      startNext();
    },
    get busy() {
      return underWay.size > 0;
    },
    get underWay() {
      return underWay.size;
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
