import { expect, test } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import type { Connection } from '../../src/networks/network.ts';
import { anEvent, openNewsroom } from './newsroom.ts';

const at = (time: string) => parseInstant(`2017-11-${time}:00-08:00`) ?? 0;

test('a hub that becomes public only after it was to be unpinned is unpinned then', async () => {
  let now = () => 0;
  const isAway = () => now() < at('15T20:00');
  const awayAtFirst = (connection: Connection): Connection => ({
    ...connection,
    publish: async (delivery) => {
      if (!isAway()) return connection.publish(delivery);
      const failure = { code: 'server-unreachable', subject: connection.accountId };
      return { state: 'later', failure, retryAt: at('15T20:00') };
    },
  });
  const newsroom = await openNewsroom({
    answer: (_, response) => response.end(),
    shape: (event) => ({
      ...event,
      moments: {
        ...anEvent.moments,
        opening: { at: { day: '2017-11-14', secondOfDay: 10 * 3600 }, template: null },
        closing: { at: { day: '2017-11-14', secondOfDay: 18 * 3600 }, template: null },
        unpinAfterDays: 1,
      },
    }),
    connections: (stands) => stands.map(awayAtFirst),
  });
  now = newsroom.deps.clock.now;
  await newsroom.playUntil(at('16T06:00'));
  for (const account of [newsroom.mastodon, newsroom.bluesky]) {
    expect(account.posts().length).toBeGreaterThan(0);
    expect(account.posts().filter(({ isPinned }) => isPinned)).toEqual([]);
  }
  await newsroom.close();
});
