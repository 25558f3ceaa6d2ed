import { schedule } from 'node-cron';
import type { PipelineDeps } from './deps.ts';
import { openRounds } from './rounds.ts';

const width = { polls: 16, plans: 4, accounts: 64 };

/**
 * Covers the events until `stop` is aborted, then lets what is under way come to its end. node-cron wakes us every
 * second; what is due is a column in the store, so a restart needs no recovery.
 */
export async function cover(deps: PipelineDeps, stop: AbortSignal): Promise<void> {
  await registerFeeds(deps);
  const rounds = openRounds(deps, width);
  const wakeUp = schedule('* * * * * *', () => (stop.aborted ? undefined : rounds.tick()), {
    name: 'rapporteur',
    noOverlap: true,
    suppressMissedWarning: true,
  });
  await aborted(stop);
  await wakeUp.destroy();
  await rounds.settled();
}

/** Makes every event's feeds known to the store. */
export async function registerFeeds(deps: PipelineDeps): Promise<void> {
  const now = deps.clock.now();
  for (const event of deps.events.values())
    for (const { url } of event.feeds) await deps.store.feeds.register({ eventId: event.id, url, now });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
