import type { VirtualClock } from '../base/clock.ts';
import { type Instant, second } from '../base/instant.ts';
import { registerSources } from '../pipeline/cover.ts';
import type { PipelineDeps } from '../pipeline/deps.ts';
import { openRounds } from '../pipeline/rounds.ts';

// One thing at a time: the same archive then gives the same run, byte for byte.
const width = { polls: 1, plans: 1, accounts: 1 };

/** How a rehearsal is played. */
export interface Playing {
  readonly endsAt: Instant;
  /** Feeds are asked once more at the end: what a recording saw last, it may have seen after a rehearsal asked. */
  readonly looksBack?: boolean;
  /** Waits in real time while the virtual clock is to pass from one instant to the next; at full speed it does not. */
  readonly pass?: (from: Instant, to: Instant) => Promise<void>;
  /** Told where the clock stands after each jump. */
  readonly onInstant: (now: Instant) => void;
}

/**
 * Plays the pipeline on a virtual clock until `endsAt`: works off what is due, then jumps to the next instant at which
 * anything is.
 */
export async function play(
  deps: PipelineDeps & { readonly clock: VirtualClock },
  { endsAt, looksBack = false, pass, onInstant }: Playing,
): Promise<void> {
  let happened = 0;
  const rounds = openRounds(
    {
      ...deps,
      journal: (entry) => {
        // A feed without news gives nobody else work.
        if (entry.kind !== 'feed-unchanged') happened += 1;
        deps.journal(entry);
      },
    },
    width,
  );
  const jumpTo = async (next: Instant) => {
    await pass?.(deps.clock.now(), next);
    deps.clock.advanceTo(next);
    onInstant(deps.clock.now());
  };
  const playUntil = async (end: Instant) => {
    for (;;) {
      const before = happened;
      await rounds.tick();
      await rounds.settled();
      if (happened > before) continue;
      const due = await rounds.nextDueAt();
      if (due === null || due > end) return;
      // Due by now but nothing came of it (an account at rest, say): time must still pass.
      await jumpTo(Math.max(due, deps.clock.now() + second));
    }
  };

  await registerSources(deps);
  await playUntil(endsAt);
  if (!looksBack) return;
  // No feed is asked twice within a second.
  const lookedAt = Math.max(endsAt, deps.clock.now()) + second;
  await jumpTo(lookedAt);
  for (const { url } of await deps.store.feeds.list()) await deps.store.subscriptions.push(url, lookedAt);
  await playUntil(lookedAt);
}
