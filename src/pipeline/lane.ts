import { messageOf } from '../base/failure.ts';
import type { Journal } from '../observability/journal.ts';

/** Does at most `width` things at once and never two with one key, so that one slow thing delays only itself. */
export interface Lane {
  /** Starts `work` unless its key is busy or the lane is full; the next tick offers it again. */
  offer(key: string, work: () => Promise<void>): void;
  readonly busy: boolean;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** A lane whose works are named `what` in the journal when one of them throws, which means a bug. */
export function openLane(what: string, { width, journal }: { width: number; journal: Journal }): Lane {
  const underWay = new Map<string, Promise<void>>();
  const run = async (key: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      // A bug in one feed's or one account's path must not stop the others; the stack goes to the log's detail.
      const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
      journal({ kind: 'work-crashed', what, failure: { code: 'unexpected', subject: key, detail } });
    } finally {
      underWay.delete(key);
    }
  };
  return {
    offer: (key, work) => {
      if (underWay.has(key) || underWay.size >= width) return;
      underWay.set(key, run(key, work));
    },
    get busy() {
      return underWay.size > 0;
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
