import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/base/instant.ts';
import { type RunningHub, startHub } from '../feed/websub/running-hub.ts';
import { morning } from './newsroom.ts';
import { openPushedNewsroom, type PushedNewsroom } from './pushed-newsroom.ts';

let hub: RunningHub;
let room: PushedNewsroom | undefined;

beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await hub.misbehave({ forgets: true });
  await hub.misbehave({});
});
afterEach(async () => {
  await room?.close();
  room = undefined;
});
afterAll(() => hub.stop());

/** A room that has read its feeds once and asked their hub. */
async function opened(
  about: Omit<Parameters<typeof openPushedNewsroom>[0], 'hub'> = {},
): Promise<PushedNewsroom> {
  room = await openPushedNewsroom({ hub, ...about });
  await room.playUntil(morning + second);
  return room;
}

function told(kind: string) {
  return room?.journal.filter((entry) => entry.kind === kind) ?? [];
}

describe('a feed that names a hub', () => {
  it('is subscribed to, for as long as its event lasts and a day', async () => {
    const { subscription, feedUrl, callbackBase } = await opened();
    const { callbackKey, secret, ...standing } = await subscription('feed');
    expect(standing).toMatchObject({
      state: 'active',
      topic: feedUrl('feed'),
      // The end of 16 November in Vancouver, from 09:00 on the 14th.
      leaseEndsAt: expect.closeTo(morning + 2 * day + 15 * 60 * minute, -4),
    });
    const asked = (await hub.events()).findLast((event) => event.kind === 'asked');
    expect(asked?.form).toMatchObject({
      'hub.callback': `${callbackBase}/${callbackKey}`,
      'hub.secret': secret,
    });
    expect((await hub.events()).at(-1)).toEqual({
      kind: 'visited',
      mode: 'subscribe',
      httpStatus: 200,
      echoed: true,
    });
  });

  it('is read at once when it is pushed, long before its next poll', async () => {
    const { report, feedUrl, playUntil, mastodon, bluesky } = await opened();
    report('feed', 'Harbour pier opens to the public');
    room?.deps.clock.advanceTo(morning + 20 * second);
    await hub.publish(feedUrl('feed'));
    await hub.events();
    await playUntil(morning + 30 * second);
    expect(mastodon.posts()[0]?.text).toContain('Harbour pier opens to the public');
    expect(bluesky.posts()[0]?.text).toContain('Harbour pier opens to the public');
    expect(told('feed-pushed')).toEqual([{ kind: 'feed-pushed', url: feedUrl('feed'), hub: hub.address }]);
  });

  it('is renewed before a short lease ends', async () => {
    await hub.misbehave({ leaseSeconds: 900 });
    const { subscription, playUntil, deps } = await opened();
    const first = (await subscription('feed')).leaseEndsAt ?? 0;
    await playUntil(morning + 11 * minute);
    expect(deps.clock.now()).toBeLessThan(first);
    expect((await subscription('feed')).leaseEndsAt).toBeGreaterThan(first);
    expect(told('subscription-active')).toHaveLength(2);
  });

  it('is subscribed to anew, in time, at a hub that forgot', async () => {
    await hub.misbehave({ leaseSeconds: 900 });
    const { report, feedUrl, playUntil, mastodon, deps } = await opened();
    await hub.misbehave({ leaseSeconds: 900, forgets: true });
    await playUntil(morning + 11 * minute);
    report('feed', 'Harbour pier opens to the public');
    deps.clock.advanceTo(morning + 11 * minute + 20 * second);
    await hub.publish(feedUrl('feed'));
    await hub.events();
    await playUntil(morning + 11 * minute + 30 * second);
    expect(mastodon.posts()).not.toEqual([]);
  });

  it('is subscribed to at a hub that sends us on with a 307', async () => {
    await hub.misbehave({ redirects: true });
    const { subscription } = await opened();
    expect(await subscription('feed')).toMatchObject({ state: 'active' });
  });
});

describe('without pushes polling goes on, and the trouble is told once', () => {
  it('when the hub denies them', async () => {
    await hub.misbehave({ denies: 'too many subscribers' });
    const { report, playUntil, subscription, mastodon, feedUrl } = await opened();
    report('feed', 'Harbour pier opens to the public');
    await playUntil(morning + 20 * minute);
    expect(mastodon.posts()).not.toEqual([]);
    expect(await subscription('feed')).toMatchObject({ state: 'denied', wakesAt: expect.any(Number) });
    expect(told('subscription-failed')).toMatchObject([
      {
        url: feedUrl('feed'),
        failure: { code: 'subscription-denied', detail: 'too many subscribers' },
        leaseEndsAt: null,
      },
    ]);
  });

  it('when the hub never comes to verify', async () => {
    await hub.misbehave({ neverVerifies: true });
    const { report, playUntil, mastodon } = await opened();
    report('feed', 'Harbour pier opens to the public');
    await playUntil(morning + 5 * minute + second);
    expect(mastodon.posts()).not.toEqual([]);
    expect(told('subscription-failed')).toMatchObject([{ failure: { code: 'hub-never-verified' } }]);
  });

  it('when the hub is out of order, which is asked again further off every time', async () => {
    await hub.misbehave({ refusesWith: 503 });
    const { report, playUntil, mastodon } = await opened();
    report('feed', 'Harbour pier opens to the public');
    await playUntil(morning + 60 * minute);
    expect(mastodon.posts()).not.toEqual([]);
    const failed = told('subscription-failed');
    expect(failed[0]).toMatchObject({ failure: { code: 'http-server-error', detail: 'HTTP 503' } });
    expect(failed.length).toBeGreaterThan(4);
    expect(failed.length).toBeLessThan(9);
  });

  it('when the hub refuses what it is asked', async () => {
    await hub.misbehave({ refusesWith: 410 });
    await opened();
    expect(told('subscription-failed')).toMatchObject([
      { failure: { code: 'hub-refuses', subject: hub.address, detail: 'HTTP 410' } },
    ]);
  });

  it('when the hub stands where the program doesn’t go', async () => {
    const { subscription } = await opened({ hubOf: () => 'http://169.254.169.254/hub' });
    expect((await subscription('feed')).lastFailure).toMatchObject({ code: 'address-not-allowed' });
  });

  it('when one hub of two does not answer, and the other one pushes', async () => {
    const { subscription } = await opened({
      feeds: ['one', 'other'],
      hubOf: (feed) => (feed === 'one' ? 'http://127.0.0.1:9/' : hub.address),
    });
    expect(await subscription('one')).toMatchObject({ state: 'wanted', failuresInRow: 1 });
    expect(await subscription('other')).toMatchObject({ state: 'active' });
  });

  it('when the lease is lost, since its renewals fail', async () => {
    await hub.misbehave({ leaseSeconds: 300 });
    const { report, playUntil, subscription, mastodon } = await opened();
    await hub.misbehave({ refusesWith: 500 });
    await playUntil(morning + 20 * minute);
    expect(await subscription('feed')).toMatchObject({ state: 'wanted', leaseEndsAt: null });
    report('feed', 'Harbour pier opens to the public');
    await playUntil(morning + 30 * minute);
    expect(mastodon.posts()).not.toEqual([]);
  });
});

describe('what the hub did not say is ignored', () => {
  it.each([
    ['wrongly', 'not-signed'],
    ['not', 'not-signed'],
    ['with-sha1', 'signed-by-sha1'],
  ] as const)('a push signed %s', async (signs, because) => {
    const { feedUrl, deps } = await opened();
    const before = await deps.store.feeds.list();
    deps.clock.advanceTo(morning + 20 * second);
    await hub.misbehave({ signs });
    await hub.publish(feedUrl('feed'));
    expect((await hub.events()).at(-1)).toMatchObject({ kind: 'pushed', httpStatus: 202 });
    expect(await deps.store.feeds.list()).toEqual(before);
    expect(told('push-ignored')).toMatchObject([{ because }]);
    expect(told('feed-pushed')).toEqual([]);
  });

  it('a visit about another topic', async () => {
    await hub.misbehave({ verifiesTopic: 'http://127.0.0.1/other' });
    const { subscription } = await opened();
    expect((await hub.events()).at(-1)).toMatchObject({ kind: 'visited', httpStatus: 404, echoed: false });
    expect(await subscription('feed')).toMatchObject({ state: 'asked', leaseEndsAt: null });
  });

  it('a request at a path that is nobody’s, or of another kind', async () => {
    const { callbackBase, subscription } = await opened();
    const { callbackKey, topic } = await subscription('feed');
    const visit = `hub.mode=unsubscribe&hub.challenge=c&hub.topic=${encodeURIComponent(topic)}`;
    const statusOf = async (path: string, init?: RequestInit) =>
      (await fetch(`${callbackBase}${path}`, init)).status;
    expect(await statusOf('/')).toBe(404);
    expect(await statusOf('/constructor', { method: 'POST', body: 'x' })).toBe(404);
    expect(await statusOf(`/${callbackKey}?${visit}`)).toBe(404);
    expect(await statusOf(`/${callbackKey}`, { method: 'DELETE' })).toBe(405);
    expect(await subscription('feed')).toMatchObject({ state: 'active' });
  });

  it('a push of more than a megabyte', async () => {
    const { callbackBase, subscription } = await opened();
    const { callbackKey } = await subscription('feed');
    const sent = fetch(`${callbackBase}/${callbackKey}`, { method: 'POST', body: 'x'.repeat(1_000_001) });
    expect(
      await sent.then(
        ({ status }) => status,
        () => 'cut off',
      ),
    ).toBeOneOf([413, 'cut off']);
    expect([...told('push-ignored'), ...told('feed-pushed')]).toMatchObject([{ because: 'too-long' }]);
  });

  it('a push that breaks off, which is no fault of ours', async () => {
    const { callbackBase, subscription } = await opened();
    const { callbackKey } = await subscription('feed');
    const { port, pathname } = new URL(`${callbackBase}/${callbackKey}`);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST ${pathname} HTTP/1.1\r\nhost: callback\r\ncontent-length: 100\r\n`);
    socket.write('expect: 100-continue\r\n\r\n');
    // From then on its body is waited for.
    await once(socket, 'data');
    socket.end('half').resume();
    await once(socket, 'close');
    expect([...told('work-crashed'), ...told('push-ignored'), ...told('feed-pushed')]).toEqual([]);
  });
});

describe('a feed whose event is far', () => {
  it('is not subscribed to before', async () => {
    const { subscription } = await opened({
      shape: (event) => ({ ...event, firstDay: '2017-11-16', lastDay: '2017-11-17' }),
    });
    expect(await subscription('feed')).toMatchObject({
      state: 'wanted',
      failuresInRow: 0,
      leaseEndsAt: null,
    });
    expect(told('subscription-asked')).toEqual([]);
  });

  it('is on the day before', async () => {
    await opened({ shape: (event) => ({ ...event, firstDay: '2017-11-15', lastDay: '2017-11-17' }) });
    expect(told('subscription-asked')).toHaveLength(1);
  });

  it('is not any more when the event is over, and tells the hub so', async () => {
    const { deps, feedUrl, playUntil, subscription } = await opened();
    deps.clock.advanceTo(morning + 4 * day);
    await hub.publish(feedUrl('feed'));
    expect((await hub.events()).at(-1)).toMatchObject({ kind: 'pushed', httpStatus: 410 });
    await playUntil(morning + 4 * day + minute);
    expect(await subscription('feed')).toMatchObject({ state: 'wanted', leaseEndsAt: null });
    expect(told('subscription-asked')).toHaveLength(1);
  });
});
