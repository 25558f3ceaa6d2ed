import { systemClock } from '../../src/base/clock.ts';
import type { Milliseconds } from '../../src/base/instant.ts';
import type { Store } from '../../src/store/store.ts';

/** Waits until nothing is ready, claimed or uncertain any more; throws after `patience`. Returns how long it took. */
export async function untilDrained(store: Store, patience: Milliseconds): Promise<Milliseconds> {
  const startedAt = performance.now();
  for (;;) {
    const left = await store.deliveries.list({ states: ['ready', 'claimed', 'uncertain'] });
    const elapsed = performance.now() - startedAt;
    if (left.length === 0) return elapsed;
    if (elapsed > patience)
      throw new Error(`${left.length} deliveries left after ${Math.round(elapsed)} ms: ${describe(left)}`);
    await systemClock.sleep(300);
  }
}

function describe(left: Awaited<ReturnType<Store['deliveries']['list']>>): string {
  const states = left.map(
    ({ standing, lastFailure }) => `${standing.state} (${lastFailure?.code ?? 'no failure'})`,
  );
  return [...Map.groupBy(states, (state) => state)]
    .map(([state, all]) => `${all.length} ${state}`)
    .join(', ');
}
