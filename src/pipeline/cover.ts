import { schedule } from 'node-cron';
import { unexpectedFailure } from '../base/failure.ts';
import { second } from '../base/instant.ts';
import { nameOfPlace } from '../coverage/agenda/next-reading.ts';
import type { Journal } from '../observability/journal.ts';
import { storeTrouble } from '../store/trouble.ts';
import type { PipelineDeps } from './deps.ts';
import { openTicks } from './quiet.ts';
import { openRounds } from './rounds.ts';

const width = { polls: 32, plans: 4, accounts: 64 };

/**
 * Covers the events until `stop` is aborted, then lets what is under way come to its end. What is due is a column in the
 * store, so a restart needs no recovery. Each second we ask whether anything is; node-cron wakes us now and then to look
 * in any case. What a push or one hop makes due for the next is taken up at once.
 */
export async function cover(deps: PipelineDeps, stop: AbortSignal): Promise<void> {
  await registerSources(deps);
  // Where a hub pushed until now nobody listens any more.
  if (deps.websub) await deps.store.subscriptions.moveTo(deps.websub.callbackBase, deps.clock.now());
  const journal = watchedJournal(deps.journal, { disturb: () => ticks.disturb(), hurry: () => void hurry() });
  const rounds = openRounds({ ...deps, journal, stop }, width);
  const ticks = openTicks(deps, rounds);
  const tick = oneAtATime(async () => (stop.aborted ? undefined : ticks.tick()));
  const tickSafely = () =>
    tick().catch((thrown) => {
      const failure = storeTrouble(thrown) ?? unexpectedFailure('a tick', thrown);
      deps.journal({ kind: 'work-crashed', what: 'cover', failure });
    });
  const hurry = () => {
    ticks.disturb();
    return tickSafely();
  };
  deps.websub?.onPush(() => void hurry());
  const wakeUp = schedule('*/10 * * * * *', hurry, {
    name: 'rapporteur',
    noOverlap: true,
    suppressMissedWarning: true,
  });
  const glances = setInterval(() => void tickSafely(), second);
  await aborted(stop);
  await wakeUp.destroy();
  clearInterval(glances);
  // One that is under way still hands out work.
  await tickSafely();
  await rounds.settled();
}

/** Makes every event's feeds, and the places of its agenda, known to the store. */
export async function registerSources(deps: PipelineDeps): Promise<void> {
  const now = deps.clock.now();
  for (const { id: eventId, feeds, agendaSource } of deps.events.values()) {
    for (const { url } of feeds) await deps.store.feeds.register({ eventId, url, now });
    await deps.store.agendas.register({ eventId, places: agendaSource.places.map(nameOfPlace), now });
  }
}

/** The same journal; `disturb` is called after each entry, `hurry` after each that leaves work for another hop. */
function watchedJournal(
  journal: Journal,
  { disturb, hurry }: { readonly disturb: () => void; readonly hurry: () => void },
): Journal {
  return (entry) => {
    journal(entry);
    disturb();
    if (
      (entry.kind === 'feed-read' && entry.added > 0) ||
      entry.kind === 'story-planned' ||
      entry.kind === 'moment-planned'
    )
      hurry();
  };
}

/** The same work, never twice at a time; whoever asks for it meanwhile gets one more. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  };
  return () => {
    isAskedAgain = true;
    underWay ??= run().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
