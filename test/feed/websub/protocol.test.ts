import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { day, hour, minute, second } from '../../../src/base/instant.ts';
import { answerVisit } from '../../../src/feed/websub/hub-visit.ts';
import { leaseToAsk, readLease, renewalAt } from '../../../src/feed/websub/lease.ts';
import { isSignedWith } from '../../../src/feed/websub/signature.ts';
import {
  askedFor,
  atRest,
  confirmed,
  denied,
  failedToSubscribe,
  type Subscription,
  wantSubscription,
} from '../../../src/feed/websub/subscription.ts';
import { subscriptionForm } from '../../../src/feed/websub/subscription-form.ts';

const topic = 'https://news.example/rss';
const hub = 'https://hub.example/';
const chance = createSeededChance(1);
const wanted = wantSubscription({ hubs: [hub], topic }, { feedUrl: topic, now: 0, chance });
const asked = askedFor(wanted, { now: 1000, callbackBase: 'https://public.example/websub' });
const active = confirmed(asked, { now: 2000, lease: hour });

describe('a subscription request', () => {
  it('has what the protocol asks for, and a callback that nobody could guess', () => {
    const form = subscriptionForm(asked, { callbackBase: 'https://public.example/websub/', lease: day });
    expect(form).toEqual({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': `https://public.example/websub/${asked.callbackKey}`,
      'hub.secret': asked.secret,
      'hub.lease_seconds': '86400',
    });
    // 160 bits each, in hex; a secret has less than 200 bytes.
    expect(asked.callbackKey).toMatch(/^[0-9a-f]{40}$/);
    expect(asked.secret).toMatch(/^[0-9a-f]{40}$/);
    expect(asked.secret).not.toBe(asked.callbackKey);
  });
});

describe('a hub’s visit', () => {
  const challenge = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'c' };
  const visit = (subscription: Subscription, query: Readonly<Record<string, string>>) =>
    answerVisit(subscription, { query: new URLSearchParams(query), now: 5000 });

  it('about what was asked for is confirmed for the lease that the hub names', () => {
    expect(visit(asked, { ...challenge, 'hub.lease_seconds': '600' })).toEqual({
      state: 'confirmed',
      challenge: 'c',
      subscription: {
        ...asked,
        state: 'active',
        leaseEndsAt: 5000 + 600 * second,
        wakesAt: 5000 + 400 * second,
      },
    });
  });

  it('is confirmed once more to a hub that lost the answer', () => {
    expect(visit(active, challenge)).toMatchObject({ state: 'confirmed' });
  });

  it('is confirmed, too, when it comes after we gave up waiting', () => {
    const failure = { code: 'hub-never-verified' as const, subject: hub };
    const givenUp = failedToSubscribe(asked, { now: 4000, failure, retryAt: null, chance });
    expect(visit(givenUp, challenge)).toMatchObject({
      state: 'confirmed',
      subscription: { state: 'active', failuresInRow: 0, lastFailure: null },
    });
  });

  it.each<[string, Subscription, Readonly<Record<string, string>>]>([
    ['another topic', asked, { ...challenge, 'hub.topic': `${topic}/` }],
    ['an end that nobody asked for', active, { ...challenge, 'hub.mode': 'unsubscribe' }],
    ['a mode that is none', asked, { ...challenge, 'hub.mode': 'constructor' }],
    ['no challenge', asked, { 'hub.mode': 'subscribe', 'hub.topic': topic }],
    ['a subscription not asked for yet', wanted, challenge],
    ['a subscription it denied', denied(asked, { now: 1, reason: null }), challenge],
    ['a denial of what was not asked for', wanted, { 'hub.mode': 'denied', 'hub.topic': topic }],
    ['nothing', asked, {}],
  ])('about %s is not ours', (_, subscription, query) => {
    expect(visit(subscription, query)).toEqual({ state: 'not-ours' });
  });

  it('that denies ends the subscription, even an active one, until the next day', () => {
    const query = { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'too\n many' };
    expect(visit(active, query)).toEqual({
      state: 'denied',
      subscription: {
        ...active,
        state: 'denied',
        wakesAt: 5000 + day,
        leaseEndsAt: null,
        failuresInRow: 1,
        lastFailure: { code: 'subscription-denied', subject: hub, detail: 'too many' },
      },
    });
  });
});

describe('a lease', () => {
  it('is asked for ten days, or as long as the feed is wanted', () => {
    expect(leaseToAsk(0, 30 * day)).toBe(10 * day);
    expect(leaseToAsk(0, 3 * day)).toBe(3 * day);
    expect(leaseToAsk(5, 6)).toBe(minute);
  });

  it.each([
    ['600', 600 * second],
    ['999999999', 10 * day],
    ['0', 10 * day],
    ['-5', 10 * day],
    ['1e3', 10 * day],
    [null, 10 * day],
  ])('of %s seconds is taken for what it can mean', (written, lease) => {
    expect(readLease(written)).toBe(lease);
  });

  it('is renewed while a third of it is left, and never faster than once a minute', () => {
    expect(renewalAt(1000, 9 * hour)).toBe(1000 + 6 * hour);
    expect(renewalAt(1000, second)).toBe(1000 + minute);
  });
});

describe('a hub that can’t be asked', () => {
  const failure = { code: 'http-server-error' as const, subject: hub };

  it('is asked again further off every time, six hours at most', () => {
    let subscription = asked;
    const waits = Array.from({ length: 12 }, () => {
      subscription = failedToSubscribe(subscription, { now: 0, failure, retryAt: null, chance });
      return subscription.wakesAt;
    });
    expect(waits[0]).toBeLessThanOrEqual(minute);
    expect(Math.max(...waits)).toBeLessThanOrEqual(6 * hour);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(3 * hour);
    expect(subscription).toMatchObject({ state: 'wanted', failuresInRow: 12, lastFailure: failure });
  });

  it('gives its turn to the next that the publisher names, unless it still pushes', () => {
    const hubs = [hub, 'https://second.example/'] as const;
    const failed = (subscription: Subscription) =>
      failedToSubscribe({ ...subscription, hubs }, { now: 3000, failure, retryAt: 5 * hour, chance });
    const second = failed(asked);
    expect(second).toMatchObject({ hub: 'https://second.example/', lastFailure: { subject: hub } });
    // It was the first that wants to be left alone.
    expect(second.wakesAt).toBeLessThan(2 * minute);
    expect(failed(second)).toMatchObject({ hub });
    expect(failed(active)).toMatchObject({ hub, wakesAt: 5 * hour });
  });

  it('is left alone as long as it asks for, a day at most', () => {
    const failed = (retryAt: number) =>
      failedToSubscribe(asked, { now: 0, failure, retryAt, chance }).wakesAt;
    expect(failed(2 * hour)).toBe(2 * hour);
    expect(failed(9 * day)).toBe(day);
  });

  it('still pushes until the lease that it gave ends', () => {
    const { leaseEndsAt } = active;
    const failed = (now: number) => failedToSubscribe(active, { now, failure, retryAt: null, chance });
    expect(failed(3000).leaseEndsAt).toBe(leaseEndsAt);
    expect(failed(9 * hour).leaseEndsAt).toBeNull();
    expect(atRest(active, 9 * hour).leaseEndsAt).toBeNull();
  });
});

describe('a signature', () => {
  const body = Buffer.from([0x3c, 0xff, 0x00, 0x0d, 0x0a]);
  const sign = (method: string, secret = 'key') => createHmac(method, secret).update(body).digest('hex');

  it.each(['sha256', 'sha384', 'sha512'])('by %s over the raw bytes is the hub’s', (method) => {
    expect(isSignedWith('key', { body, signature: `${method}=${sign(method)}` })).toBe(true);
    expect(isSignedWith('key', { body, signature: `${method}=${sign(method).toUpperCase()}` })).toBe(true);
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is by SHA-1', `sha1=${sign('sha1')}`],
    ['is by MD5', `md5=${sign('md5')}`],
    ['has another secret', `sha256=${sign('sha256', 'other')}`],
    ['is cut off', `sha256=${sign('sha256').slice(0, -2)}`],
    ['is half a digit short', `sha256=${sign('sha256').slice(0, -1)}`],
    ['is too long', `sha256=${sign('sha256')}00`],
    ['names a method that is not its own', `sha512=${sign('sha256')}`],
    ['is no hex', `sha256=${'z'.repeat(64)}`],
    ['names no method', sign('sha256')],
  ])('that %s is not the hub’s', (_, signature) => {
    expect(isSignedWith('key', { body, signature })).toBe(false);
  });

  it('is of these bytes only', () => {
    const signature = `sha256=${sign('sha256')}`;
    expect(isSignedWith('key', { body: Buffer.concat([body, Buffer.from('\n')]), signature })).toBe(false);
  });
});
