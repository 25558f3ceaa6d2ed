import type { LoadedEvents } from '../config/load-events.ts';
import { nameOfPlace } from '../coverage/agenda/next-reading.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { eventFeedAt } from '../coverage/event-feed.ts';
import type { PipelineDeps } from './deps.ts';

/** What operators' files hold, all of it sound. */
export type SoundFiles = Pick<LoadedEvents, 'events' | 'files'>;

/**
 * Notes in the store what is in force from now on, and makes new feeds known. Feeds whose cadence or event's days
 * changed are read at once: their next poll was set by what it said before, and may be years away.
 */
export async function putInForce(
  { store, clock }: Pick<PipelineDeps, 'store' | 'clock'>,
  { events, files }: SoundFiles,
): Promise<void> {
  const now = clock.now();
  const before = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  const fileOf = new Map(files.map(({ path, eventId }) => [eventId, path]));
  await store.events.putInForce({
    events: events.map((event) => ({ event, file: fileOf.get(event.id) ?? '' })),
    files: files.map(({ path }) => path),
    now,
  });
  for (const event of events) {
    const earlier = before.get(event.id);
    if (JSON.stringify(earlier?.agendaSource) !== JSON.stringify(event.agendaSource))
      await store.agendas.register({
        eventId: event.id,
        places: event.agendaSource.places.map(nameOfPlace),
        now,
      });
    for (const { url } of event.feeds) {
      await store.feeds.register({ eventId: event.id, url, now });
      if (earlier && rhythmOf(earlier, url) !== rhythmOf(event, url))
        await store.subscriptions.push(url, now);
    }
  }
}

function rhythmOf(event: CoverageEvent, url: string): string {
  const { zone, firstDay, lastDay, poll } = event;
  const { cadence } = eventFeedAt(event, url)?.source ?? {};
  return JSON.stringify({ zone, firstDay, lastDay, poll, cadence });
}
