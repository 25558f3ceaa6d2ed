import { type Instant, type Milliseconds, second } from '../base/instant.ts';
import type { CoverageEvent } from './event.ts';
import { eventFeedAt } from './event-feed.ts';

/**
 * When a feed is asked whose event's cadence says `cadenceAt`: cron lines name one second for all feeds of an event, and
 * nobody is served by five hundred questions in it. Each feed keeps a place of its own in the first tenth of the
 * interval, in the order of the event file; the first is asked on the second. Chance has no part in it: two feeds of one
 * host never share an instant, not by luck either, and a run can be played again. Feeds of two events may share one; the
 * one connection that each host is given then takes them in turn.
 */
export function spreadCadence(
  event: Pick<CoverageEvent, 'feeds'>,
  { url, cadenceAt, now }: { url: string; cadenceAt: Instant; now: Instant },
): Instant {
  const { place } = eventFeedAt(event, url) ?? { place: 0 };
  const room = Math.min((cadenceAt - now) / 10, mostSpread);
  return place === 0 ? cadenceAt : cadenceAt + Math.floor((room * place) / event.feeds.length);
}

const mostSpread: Milliseconds = 20 * second;
