import { expect, test } from 'vitest';
import { type Instant, parseInstant, second } from '../../src/base/instant.ts';
import type { MomentRules } from '../../src/coverage/moments/moment-rules.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { Delivery } from '../../src/outbox/delivery.ts';
import { anEvent, type Newsroom, openNewsroom } from './newsroom.ts';

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
  expectOneHub(newsroom);
  await newsroom.close();
});

test('a hub update that was refused is posted by no retry once a newer one stands', async () => {
  const moments = { opening: fixed(10), dayOpening: daily(12), dayWrapUp: daily(17) };
  const refused = { state: 'refused', failure: { code: 'content-refused', subject: 'the hub' } } as const;
  let isRefusing = true;
  const newsroom = await openWith(moments, (connection) => ({
    ...connection,
    publish: async (delivery) =>
      isRefusing && isHubUpdate(delivery) ? refused : connection.publish(delivery),
  }));
  const { deliveries } = newsroom.deps.store;
  await newsroom.playUntil(at('14T13:00'));
  const early = await deliveries.list({ states: ['refused'] });
  expect(early.map(isHubUpdate)).toEqual([true, true]);
  isRefusing = false;
  await newsroom.playUntil(at('14T18:00'));
  const about = { ids: early.map(({ id }) => id) };
  const heeded = await deliveries.heed({ word: 'retry', about, vouched: false, now: at('14T18:00') });
  expect(heeded).toMatchObject([{ became: null }, { became: null }]);
  await newsroom.playUntil(at('14T20:00'));
  expectOneHub(newsroom);
  await newsroom.close();
});

test('a hub whose answer was lost in a crash stands until the next does, though that has the same words', async () => {
  const moments = { opening: fixed(10), dayOpening: daily(12), dayWrapUp: daily(17) };
  const unknown = { state: 'unknown', failure: { code: 'answer-lost', subject: 'the hub' } } as const;
  let isLost = true;
  const newsroom = await openWith(moments, (connection) => ({
    ...connection,
    publish: async (delivery) => {
      const outcome = await connection.publish(delivery);
      if (!isLost || connection.network !== 'bluesky' || !isHubUpdate(delivery)) return outcome;
      isLost = false;
      return unknown;
    },
  }));
  const { deliveries } = newsroom.deps.store;
  for (
    let now = at('14T12:00');
    (await deliveries.list({ states: ['uncertain'] })).length === 0;
    now += second
  )
    await newsroom.playUntil(now);
  // As after a restart: what the accounts show is read before anybody has looked for the post in doubt.
  await newsroom.playUntil(at('14T18:00'));
  expectOneHub(newsroom);
  await newsroom.close();
});

function isHubUpdate({ of }: Pick<Delivery, 'of'>): boolean {
  return of.kind === 'moment' && of.key.startsWith('hub-update:');
}

function expectOneHub({ mastodon, bluesky }: Newsroom): void {
  for (const account of [mastodon, bluesky]) {
    const hubs = account.posts().filter(({ text }) => /^Harbour Conference, 14/.test(text));
    expect(hubs.map(({ isPinned }) => isPinned)).toEqual([true]);
  }
}

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
  const newsroom = await openWith(moments, withoutServer);
  now = newsroom.deps.clock.now;
  await newsroom.playUntil(until);
  return newsroom;
}

function openWith(
  moments: Partial<MomentRules>,
  connected: (connection: Connection) => Connection,
): Promise<Newsroom> {
  return openNewsroom({
    answer: (_, response) => response.end(),
    shape: (event) => ({ ...event, moments: { ...anEvent.moments, ...moments } }),
    connections: (stands) => stands.map(connected),
  });
}
