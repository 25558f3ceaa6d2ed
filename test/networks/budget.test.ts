import { describe, expect, it } from 'vitest';
import { hour, minute, parseInstant, second } from '../../src/base/instant.ts';
import {
  blueskyBudgets,
  costOfCall,
  costOfOwed as costOfOnBluesky,
} from '../../src/networks/bluesky/budgets.ts';
import { type Budget, budgetAt, type Cost, correctBudgets, readBudget } from '../../src/networks/budget.ts';
import { beginsAt } from '../../src/networks/look-ahead.ts';
import { costOfOwed as costOfOnMastodon, mastodonBudgets } from '../../src/networks/mastodon/budgets.ts';
import type { Intent, Part } from '../../src/outbox/delivery.ts';

const now = parseInstant('2026-11-26T10:02:30Z') ?? 0;
const inFiveMinutes = parseInstant('2026-11-26T10:05:00Z') ?? 0;
const inThreeHours = parseInstant('2026-11-26T12:00:00Z') ?? 0;
const requests: Budget = { name: 'requests', capacity: 300, spent: 4, renewsAt: inFiveMinutes };
const statuses: Budget = { name: 'statuses', capacity: 300, spent: 2, renewsAt: inThreeHours };

describe('a budget', () => {
  it.each([
    ['requests', '2026-11-26T10:05:00Z'],
    ['statuses', '2026-11-26T12:00:00Z'],
    ['media', '2026-11-26T10:30:00Z'],
    ['deletes', '2026-11-26T10:30:00Z'],
  ])('of Mastodon (%s) is renewed when the server’s own clock strikes', (name, at) => {
    const rule = mastodonBudgets.find((one) => one.name === name);
    expect(rule && budgetAt(rule, { kept: null, now })).toMatchObject({
      spent: 0,
      renewsAt: parseInstant(at),
    });
  });

  it('of Bluesky runs from its first use', () => {
    const [rule] = blueskyBudgets('https://bsky.social');
    expect(rule && budgetAt(rule, { kept: null, now })).toMatchObject({ renewsAt: now + 5 * minute });
  });

  it('is whole again once it was renewed, and keeps what its server said it holds', () => {
    const rule = mastodonBudgets[0];
    const kept = { ...requests, capacity: 100 };
    expect(rule && budgetAt(rule, { kept, now })).toEqual(kept);
    expect(rule && budgetAt(rule, { kept, now: inFiveMinutes })).toMatchObject({ capacity: 100, spent: 0 });
  });
});

describe('what a server says of its limits', () => {
  const reset = (value: string) => readBudget({ 'x-ratelimit-reset': value }, now).renewsAt;

  it.each([
    ['an ISO time', '2026-11-26T10:05:00.000000Z', inFiveMinutes],
    ['Unix seconds', String(inFiveMinutes / 1000), inFiveMinutes],
    ['a stretch of seconds', '150', inFiveMinutes],
    ['nonsense', 'soon', null],
  ])('is read from %s', (_, value, expected) => {
    expect(reset(value)).toBe(expected);
  });

  it.each([
    ['seconds', '150'],
    ['a date', 'Thu, 26 Nov 2026 10:05:00 GMT'],
  ])('is read from a Retry-After in %s', (_, value) => {
    expect(readBudget(new Headers({ 'Retry-After': value }), now).renewsAt).toBe(inFiveMinutes);
  });

  it('is read from Bluesky’s headers with the window they are about', () => {
    const headers = new Headers({
      'ratelimit-limit': '5000',
      'ratelimit-remaining': '4990',
      'ratelimit-reset': String(inFiveMinutes / 1000),
      'ratelimit-policy': '5000;w=3600',
    });
    expect(readBudget(headers, now)).toEqual({
      limit: 5000,
      remaining: 4990,
      renewsAt: inFiveMinutes,
      within: hour,
    });
  });
});

describe('our own count', () => {
  const correct = (headers: Record<string, string>, isSpent = false, standing = [requests, statuses]) =>
    correctBudgets(mastodonBudgets, { standing, said: readBudget(headers, now), isSpent, now });
  const said = (remaining: number, reset: string, limit = 300) => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': reset,
  });

  it('is corrected for the limit whose window ends when the header says', () => {
    expect(correct(said(120, '2026-11-26T10:05:00Z'))).toEqual([{ ...requests, spent: 180 }]);
    expect(correct(said(120, '2026-11-26T12:00:00Z'))).toEqual([{ ...statuses, spent: 180 }]);
  });

  it('is corrected for the limit with the least left when two windows end together', () => {
    const media = { name: 'media', capacity: 30, spent: 29, renewsAt: inFiveMinutes };
    const headers = { ...said(0, '2026-11-26T10:05:00Z', 30) };
    expect(correct(headers, false, [requests, media])).toEqual([{ ...media, spent: 30 }]);
  });

  it('stays as it is when the server has the same', () => {
    expect(correct(said(296, '2026-11-26T10:05:00Z'))).toEqual([]);
    expect(correct({})).toEqual([]);
  });

  it('takes over another capacity and another rhythm', () => {
    expect(correct(said(59, '2026-11-26T10:03:10Z', 60))).toEqual([
      { name: 'requests', capacity: 60, spent: 1, renewsAt: now + 40 * second },
    ]);
  });

  it('is spent when the server says that it is too much', () => {
    expect(correct({ 'x-ratelimit-reset': '2026-11-26T10:05:00Z' }, true)).toEqual([
      { ...requests, spent: 300 },
    ]);
    expect(correct({ 'retry-after': '3600' }, true)).toEqual([
      { ...statuses, spent: 300, renewsAt: now + hour },
    ]);
  });

  it.each([
    ['a year ahead', said(0, '2027-11-26T10:05:00Z')],
    ['in the past', said(0, '2020-01-01T00:00:00Z')],
    ['a limit of nothing', said(0, '2020-01-01T00:00:00Z', 0)],
  ])('is not stopped by an absurd word: %s', (_, headers) => {
    for (const { renewsAt } of correct(headers)) expect(renewsAt).toBeLessThanOrEqual(now + 3 * hour);
    expect(correct(headers).filter(({ capacity }) => capacity <= 0)).toEqual([]);
  });

  it.each([
    ['past its window by clocks that differ', now + 24.5 * hour, now + 24 * hour],
    ['past any window', 99_999_999_999_000, now + minute],
  ])('holds a stop that ends %s no longer than makes sense', (_, reset, expected) => {
    expect(correctOfDay({ reset, isSpent: true })?.renewsAt).toBe(expected);
  });

  it('goes by the end that it knew where a server names none that makes sense', () => {
    const ofDay = { name: 'points-day', capacity: 35_000, spent: 30_000, renewsAt: now + 24 * hour };
    expect(correctOfDay({ reset: 99_999_999_999_000, isSpent: false })).toEqual(ofDay);
  });

  /** The daily budget after an answer that names its window, and has 5,000 of it left. */
  function correctOfDay({ reset, isSpent }: { reset: number; isSpent: boolean }) {
    const rules = blueskyBudgets('https://pds.example').filter(({ name }) => name === 'points-day');
    const headers = {
      'ratelimit-policy': '35000;w=86400',
      'ratelimit-remaining': '5000',
      'ratelimit-reset': String(reset / 1000),
    };
    const standing = rules.map((rule) => budgetAt(rule, { kept: null, now }));
    return correctBudgets(rules, { standing, said: readBudget(headers, now), isSpent, now })[0];
  }
});

describe('the cost of a call to Bluesky', () => {
  const points = (method: string, body: unknown = null) =>
    costOfCall(method, body).find(({ name }) => name === 'points-hour')?.points;

  it('counts each record of a commit by what is done to it', () => {
    const writes = ['create', 'create', 'update', 'delete'].map((verb) => ({
      $type: `com.atproto.repo.applyWrites#${verb}`,
    }));
    const body = new TextEncoder().encode(JSON.stringify({ repo: 'did:plc:a', writes }));
    expect(points('com.atproto.repo.applyWrites', body)).toBe(9);
    expect(points('com.atproto.repo.putRecord')).toBe(2);
    expect(points('com.atproto.repo.getRecord')).toBeUndefined();
  });

  it('counts logins and uploads by themselves', () => {
    const names = (method: string) => costOfCall(method, null).map(({ name }) => name);
    expect(names('com.atproto.server.createSession')).toEqual(['requests', 'logins', 'logins-day']);
    expect(names('com.atproto.repo.uploadBlob')).toEqual(['requests', 'uploads-day']);
  });
});

describe('a thread that is to go out whole', () => {
  const posts = (count: number) => [{ name: 'statuses', points: count }];
  const spent = (count: number): Budget => ({ ...statuses, spent: count });
  const ahead = (kept: Budget, costs = posts(6), reserved = posts(0)) =>
    beginsAt(mastodonBudgets, { kept: [kept], costs, reserved, now });

  it.each([
    ['what is left carries it', spent(294), null],
    ['what is left does not', spent(295), inThreeHours],
    ['a budget is renewed by now', { ...spent(300), renewsAt: now }, null],
  ])('begins or waits as %s', (_, kept, expected) => {
    expect(ahead(kept)).toBe(expected);
  });

  it('leaves room for what threads under way still owe', () => {
    expect(ahead(spent(290), posts(6), posts(4))).toBeNull();
    expect(ahead(spent(290), posts(6), posts(5))).toBe(inThreeHours);
  });

  it('begins at once when it is longer than a whole window', () => {
    expect(ahead(spent(295), posts(301))).toBeNull();
  });

  it('waits for the last of its budgets that is renewed', () => {
    const pictures: Budget = { name: 'media', capacity: 30, spent: 30, renewsAt: now + minute };
    const kept = [pictures, spent(300)];
    const costs = [...posts(1), { name: 'media', points: 1 }];
    expect(beginsAt(mastodonBudgets, { kept, costs, reserved: [], now })).toBe(inThreeHours);
  });

  const media = { hash: '', mediaType: '', byteLength: 0, width: 0, height: 0, altText: '' };
  const part = (index: number, intent: Intent = 'create'): Part => ({
    index,
    intent,
    key: '',
    body: '',
    media: index === 0 ? [media] : [],
    receipt: null,
  });
  const sum = (costs: readonly Cost[], name: string) =>
    costs.reduce((points, cost) => points + (cost.name === name ? cost.points : 0), 0);

  it('costs what its posts, pictures and deeds cost', () => {
    const parts = [part(0), part(1), part(2, 'pin')];
    const onMastodon = costOfOnMastodon({ parts });
    expect(['statuses', 'media', 'requests'].map((name) => sum(onMastodon, name))).toEqual([2, 1, 5]);
    const onBluesky = costOfOnBluesky({ parts });
    expect(['points-hour', 'uploads-day', 'requests'].map((name) => sum(onBluesky, name))).toEqual([8, 1, 4]);
  });
});
