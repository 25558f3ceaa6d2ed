import type { Instant, Milliseconds } from './instant.ts';

/** Where the program reads the time and waits. Passed in, so that a rehearsal and a test can own it. */
export interface Clock {
  now(): Instant;
  /** Resolves after `duration`, or at once when `signal` is aborted; never rejects. */
  sleep(duration: Milliseconds, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (duration, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, duration);
      signal?.addEventListener('abort', done);
    }),
};

/** Milliseconds since some moment, by a counter that no change of the calendar moves. */
export function steadyNow(): Milliseconds {
  return performance.now();
}

/** A clock that only moves when told, or when somebody sleeps on it. */
export interface VirtualClock extends Clock {
  /** Moves forward to `instant`; never back. */
  advanceTo(instant: Instant): void;
}

/** A clock for rehearsals and tests: starts at `startsAt`, and a sleep moves it instead of waiting. */
export function createVirtualClock(startsAt: Instant): VirtualClock {
  let now = startsAt;
  return {
    now: () => now,
    advanceTo: (instant) => {
      now = Math.max(now, instant);
    },
    sleep: async (duration) => {
      now += Math.max(0, duration);
    },
  };
}
