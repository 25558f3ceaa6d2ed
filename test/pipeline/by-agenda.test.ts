import { expect, onTestFinished, test } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { aSession } from '../coverage/agenda/schedules.ts';
import { aFeed, aPage, morning, openNewsroom } from './newsroom.ts';

/** A newsroom with one story in its feed and a session from ten to eleven, an hour after its morning. */
async function openWith(change: Partial<CoverageEvent>) {
  const polledAt: number[] = [];
  const newsroom = await openNewsroom({
    answer: (request, response) => {
      if (request.url !== '/feed')
        return void response
          .setHeader('content-type', 'text/html')
          .end(aPage({ title: 'Harbour', paragraphs: ['The harbour is open.'] }));
      polledAt.push(newsroom.deps.clock.now());
      response.end(
        aFeed([
          '<item><title>Harbour opens</title><link>/story</link><guid isPermaLink="false">a</guid><description>The harbour is open.</description></item>',
        ]),
      );
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 1 }],
      agendaSource: { places: [], sessions: [aSession({ id: 'one', startsAt: morning + hour })] },
      ...change,
      pace: { ...event.pace, ...change.pace },
    }),
  });
  onTestFinished(() => newsroom.close());
  return { newsroom, polledAt };
}

test('feeds are asked every five minutes in a break and every minute around a session', async () => {
  const { newsroom, polledAt } = await openWith({ poll: { during: null, otherwise: null } });
  await newsroom.playUntil(morning + 2 * hour);
  const between = (from: number, to: number) =>
    polledAt.filter((at) => morning + from <= at && at < morning + to).length;
  expect(between(0, 45 * minute)).toBeLessThanOrEqual(11);
  expect(between(50 * minute, 2 * hour)).toBe(70);
});

test('quiet hours yield to a session that is live', async () => {
  const quietHours = { from: '08:00', to: '20:00' };
  const { newsroom } = await openWith({ pace: { quietHours } as CoverageEvent['pace'] });
  await newsroom.playUntil(morning + hour - minute);
  expect(newsroom.mastodon.posts()).toEqual([]);
  await newsroom.playUntil(morning + hour + minute);
  expect(newsroom.mastodon.posts().length).toBeGreaterThan(0);
});
