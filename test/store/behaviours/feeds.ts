import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, eventId, feedUrl, here } from '../builders.ts';

const notReached = { code: 'timed-out', subject: feedUrl };

export function feedsBehave(freshStore: () => Promise<Store>): void {
  test('a feed registered again keeps the poll it was due for', async () => {
    const { feeds } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 10 });
    await feeds.register({ eventId, url: feedUrl, now: 99 });
    expect(await feeds.list()).toMatchObject([{ url: feedUrl, nextPollAt: 10, firstReadAt: null }]);
  });

  test('feeds that are due come longest overdue first', async () => {
    const { feeds } = await freshStore();
    for (const [url, now] of [['b', 20] as const, ['a', 10] as const, ['c', 31] as const])
      await feeds.register({ eventId, url, now });
    expect((await feeds.due(30)).map(({ url }) => url)).toEqual(['a', 'b']);
    expect(await feeds.nextPollAt()).toBe(10);
  });

  test('without feeds there is no next poll', async () => {
    expect(await (await freshStore()).feeds.nextPollAt()).toBeNull();
  });

  test('failed polls are counted until one succeeds, and leave the validators alone', async () => {
    const { feeds, stories } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    await stories.admit(anAdmission({ items: [], polledAt: 1 }));
    const poll = { eventId, url: feedUrl, polledAt: 10, nextPollAt: 20 };
    await feeds.recordPoll({ ...poll, failure: notReached });
    await feeds.recordPoll({ ...poll, failure: notReached });
    expect(await feeds.list()).toMatchObject([
      {
        failuresInRow: 2,
        lastFailure: notReached,
        lastPollAt: 10,
        nextPollAt: 20,
        validators: { etag: '"1"' },
      },
    ]);
    await feeds.recordPoll({ ...poll, polledAt: 30, failure: null, place: here });
    expect(await feeds.list()).toMatchObject([
      { failuresInRow: 0, lastFailure: null, firstReadAt: 1, lastPollAt: 30, bodyHash: 'body-1' },
    ]);
  });

  test('what is sent again under other validators is asked for with those', async () => {
    const { feeds, stories } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    await stories.admit(anAdmission({ items: [], polledAt: 1 }));
    const poll = { eventId, url: feedUrl, polledAt: 10, nextPollAt: 20, failure: null, place: here };
    const validators = { etag: null, lastModified: 'Tue, 14 Nov 2017 09:00:00 GMT' };
    await feeds.recordPoll({ ...poll, validators });
    expect(await feeds.list()).toMatchObject([{ validators, bodyHash: 'body-1', lastPollAt: 10 }]);
    await feeds.recordPoll(poll);
    expect(await feeds.list()).toMatchObject([{ validators }]);
  });

  test('a feed counts as read once a poll succeeded, even if it was empty', async () => {
    const { feeds } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    const poll = { eventId, url: feedUrl, polledAt: 10, nextPollAt: 20 };
    await feeds.recordPoll({ ...poll, failure: notReached });
    expect(await feeds.list()).toMatchObject([{ firstReadAt: null }]);
    await feeds.recordPoll({ ...poll, polledAt: 15, failure: null, place: here });
    await feeds.recordPoll({ ...poll, polledAt: 25, failure: null, place: here });
    expect(await feeds.list()).toMatchObject([{ firstReadAt: 15 }]);
  });
}
