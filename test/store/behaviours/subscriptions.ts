import { expect, test } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { second } from '../../../src/base/instant.ts';
import {
  askedFor,
  confirmed,
  failedToSubscribe,
  type Subscription,
  wantSubscription,
} from '../../../src/feed/websub/subscription.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, eventId, feedUrl, here } from '../builders.ts';

const hub = 'https://hub.example/';
const offer = { hubs: [hub, 'https://second.example/'], topic: feedUrl } as const;
const chance = createSeededChance(3);
const callbackBase = 'https://public.example/websub';

function aSubscription(about: Partial<Subscription> = {}): Subscription {
  return { ...wantSubscription(offer, { feedUrl, now: 10, chance }), ...about };
}

export function subscriptionsBehave(freshStore: () => Promise<Store>): void {
  test('a subscription comes back as it was kept, by its callback key and when it is due', async () => {
    const { subscriptions } = await freshStore();
    const failure = { code: 'subscription-denied' as const, subject: hub, detail: 'full' };
    const kept = aSubscription({ leaseEndsAt: 99, failuresInRow: 2, lastFailure: failure, wakesAt: 30 });
    await subscriptions.keep(feedUrl, kept);
    expect(await subscriptions.find(kept.callbackKey)).toEqual(kept);
    expect(await subscriptions.find('another')).toBeNull();
    expect(await subscriptions.due(29)).toEqual([]);
    expect(await subscriptions.due(30)).toEqual([kept]);
    expect(await subscriptions.nextWakeAt()).toBe(30);
  });

  test('a feed that still offers the same keeps its subscription with its secret', async () => {
    const { subscriptions } = await freshStore();
    const first = aSubscription();
    await subscriptions.keep(feedUrl, first);
    await subscriptions.keep(feedUrl, aSubscription());
    expect(await subscriptions.list()).toEqual([first]);
    const second = { ...first, hub: 'https://second.example/', wakesAt: 20 };
    expect(await subscriptions.change(first, second)).toBe(true);
    await subscriptions.keep(feedUrl, aSubscription());
    expect(await subscriptions.list()).toEqual([second]);
  });

  test('a feed that moved to another hub gets a new subscription, one that left its hub none', async () => {
    const { subscriptions } = await freshStore();
    await subscriptions.keep(feedUrl, aSubscription());
    const moved = aSubscription({ hub: 'https://other.example/', hubs: ['https://other.example/'] });
    await subscriptions.keep(feedUrl, moved);
    expect(await subscriptions.list()).toEqual([moved]);
    await subscriptions.keep(feedUrl, null);
    expect(await subscriptions.list()).toEqual([]);
    expect(await subscriptions.nextWakeAt()).toBeNull();
  });

  test('of two replicas that ask for one subscription at once, one does', async () => {
    const { subscriptions } = await freshStore();
    const wanted = aSubscription();
    await subscriptions.keep(feedUrl, wanted);
    const asked = askedFor(wanted, { now: 20, callbackBase });
    const changes = [subscriptions.change(wanted, asked), subscriptions.change(wanted, asked)];
    expect((await Promise.all(changes)).toSorted()).toEqual([false, true]);
    expect(await subscriptions.list()).toEqual([asked]);
  });

  test('a hub’s visit stands, though its answer to the request is a failure that comes later', async () => {
    const { subscriptions } = await freshStore();
    const asked = askedFor(aSubscription(), { now: 20, callbackBase });
    await subscriptions.keep(feedUrl, asked);
    const active = confirmed(asked, { now: 21, lease: 600 * second });
    expect(await subscriptions.change(asked, active)).toBe(true);
    const failure = { code: 'timed-out' as const, subject: hub };
    const failed = failedToSubscribe(asked, { now: 22, failure, retryAt: null, chance });
    expect(await subscriptions.change(asked, failed)).toBe(false);
    expect(await subscriptions.list()).toEqual([active]);
  });

  test('a hub that was told another address of ours is asked anew, and no other', async () => {
    const { subscriptions } = await freshStore();
    const pushed = (url: string) => ({ ...aSubscription({ callbackKey: url }), feedUrl: url });
    const told = (url: string, at: string) =>
      confirmed(askedFor(pushed(url), { now: 20, callbackBase: at }), { now: 21, lease: 600 * second });
    const all = [pushed('never'), told('here', callbackBase), told('there', 'https://old.example/')];
    for (const subscription of all) await subscriptions.keep(subscription.feedUrl, subscription);
    await subscriptions.moveTo(callbackBase, 50);
    expect(await subscriptions.list()).toMatchObject([
      { feedUrl: 'here', state: 'active' },
      { feedUrl: 'never', wakesAt: 10 },
      { feedUrl: 'there', state: 'wanted', wakesAt: 50, leaseEndsAt: null },
    ]);
  });

  test('a push makes its feed due at once in all events, and no other feed', async () => {
    const { feeds, subscriptions } = await freshStore();
    for (const [event, url] of [
      ['a', feedUrl],
      ['b', feedUrl],
      ['a', 'https://news.example/other.xml'],
    ] as const)
      await feeds.register({ eventId: event, url, now: 9000 });
    await subscriptions.push(feedUrl, 5000);
    expect((await feeds.due(5000)).map((feed) => `${feed.eventId} ${feed.url}`)).toEqual([
      `a ${feedUrl}`,
      `b ${feedUrl}`,
    ]);
  });

  test('pushes without end make a feed due once a second', async () => {
    const { feeds, subscriptions } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    const poll = { eventId, url: feedUrl, polledAt: 5000, nextPollAt: 90_000, place: here };
    await feeds.recordPoll({ ...poll, failure: null });
    expect(await subscriptions.push(feedUrl, 5100)).toBe(true);
    expect(await subscriptions.push(feedUrl, 5200)).toBe(false);
    expect(await feeds.nextPollAt()).toBe(6000);
  });

  test('a push changes nothing for a feed that waits for a person', async () => {
    const { feeds, subscriptions } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    const failure = { code: 'http-gone', subject: feedUrl };
    await feeds.recordPoll({ eventId, url: feedUrl, polledAt: 5, nextPollAt: 90_000, failure, stops: true });
    expect(await subscriptions.push(feedUrl, 8000)).toBe(false);
    expect(await feeds.list()).toMatchObject([{ nextPollAt: 90_000 }]);
  });

  test('a push does not overrule the back-off of a feed in trouble', async () => {
    const { feeds, subscriptions } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    const failure = { code: 'http-too-many-requests', subject: feedUrl };
    await feeds.recordPoll({ eventId, url: feedUrl, polledAt: 5000, nextPollAt: 90_000, failure });
    await subscriptions.push(feedUrl, 8000);
    expect(await feeds.nextPollAt()).toBe(90_000);
  });

  test('a push that comes while its feed is being read leaves the feed due', async () => {
    const { feeds, stories, subscriptions } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 1000 });
    await subscriptions.push(feedUrl, 5000);
    const read = { polledAt: 5001, dueAt: 1000, nextPollAt: 90_000 };
    await feeds.recordPoll({ eventId, url: feedUrl, ...read, failure: null, place: here });
    expect(await feeds.nextPollAt()).toBe(5000);
    await stories.admit(anAdmission({ items: [], ...read }));
    expect(await feeds.nextPollAt()).toBe(5000);
    await stories.admit(anAdmission({ items: [], ...read, dueAt: 5000 }));
    expect(await feeds.nextPollAt()).toBe(90_000);
  });
}
