import { expect, test } from 'vitest';
import { type Instant, parseInstant } from '../../src/base/instant.ts';
import type { MomentRules } from '../../src/coverage/moments/moment-rules.ts';
import type { Connection } from '../../src/networks/network.ts';
import { anEvent, openNewsroom } from './newsroom.ts';

const at = (time: string) => parseInstant(`2017-11-${time}:00-08:00`) ?? 0;
const template = null;
const fixed = (hour: number) => ({ at: { day: '2017-11-14', secondOfDay: hour * 3600 }, template });
const daily = (hour: number) => ({ secondOfDay: hour * 3600, template });

test('a hub that becomes public only after it was to be unpinned is unpinned then', async () => {
  const moments = { opening: fixed(10), closing: fixed(18), unpinAfterDays: 1 };
  const away = { from: 0, to: at('15T20:00') };
  const newsroom = await playWithout({ moments, away, until: at('16T06:00') });
  for (const account of [newsroom.mastodon, newsroom.bluesky]) {
    expect(account.posts().length).toBeGreaterThan(0);
    expect(account.posts().filter(({ isPinned }) => isPinned)).toEqual([]);
  }
  await newsroom.close();
});

test('of hubs that were to follow each other while the server was away one stays', async () => {
  const moments = { opening: fixed(10), dayOpening: daily(12), dayWrapUp: daily(17) };
  const away = { from: at('14T11:00'), to: at('14T19:00') };
  const newsroom = await playWithout({ moments, away, until: at('14T23:00') });
  for (const account of [newsroom.mastodon, newsroom.bluesky]) {
    const hubs = account.posts().filter(({ text }) => /^Harbour Conference, 14/.test(text));
    expect(hubs.map(({ isPinned }) => isPinned)).toEqual([true]);
  }
  await newsroom.close();
});

/** Plays an event with these moments, while both servers are away for some time. */
async function playWithout(of: {
  moments: Partial<MomentRules>;
  away: { from: Instant; to: Instant };
  until: Instant;
}) {
  const { moments, away, until } = of;
  let now = () => 0;
  const withoutServer = (connection: Connection): Connection => ({
    ...connection,
    publish: async (delivery) => {
      if (now() < away.from || now() >= away.to) return connection.publish(delivery);
      const failure = { code: 'server-unreachable', subject: connection.accountId };
      return { state: 'later', failure, retryAt: away.to };
    },
  });
  const newsroom = await openNewsroom({
    answer: (_, response) => response.end(),
    shape: (event) => ({ ...event, moments: { ...anEvent.moments, ...moments } }),
    connections: (stands) => stands.map(withoutServer),
  });
  now = newsroom.deps.clock.now;
  await newsroom.playUntil(until);
  return newsroom;
}
