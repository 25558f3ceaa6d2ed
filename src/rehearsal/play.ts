import type { VirtualClock } from '../base/clock.ts';
import { type Instant, second } from '../base/instant.ts';
import { registerSources } from '../pipeline/cover.ts';
import type { PipelineDeps } from '../pipeline/deps.ts';
import { openRounds } from '../pipeline/rounds.ts';

// One thing at a time: the same archive then gives the same run, byte for byte.
const width = { polls: 1, plans: 1, accounts: 1 };

/**
 * Plays the pipeline on a virtual clock until `endsAt`: works off what is due, then jumps to the next instant at which
 * anything is. `onInstant` is told where the clock stands after each jump.
 */
export async function play(
  deps: PipelineDeps & { readonly clock: VirtualClock },
  { endsAt, onInstant }: { endsAt: Instant; onInstant: (now: Instant) => void },
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
  await registerSources(deps);
  for (;;) {
    const before = happened;
    await rounds.tick();
    await rounds.settled();
    if (happened > before) continue;
    const due = await rounds.nextDueAt();
    if (due === null || due > endsAt) return;
    // Due by now but nothing came of it (an account at rest, say): time must still pass.
    deps.clock.advanceTo(Math.max(due, deps.clock.now() + second));
    onInstant(deps.clock.now());
  }
}
