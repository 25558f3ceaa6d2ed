import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDouble, startDouble } from './running-double.ts';

let double: RunningDouble;

beforeAll(async () => {
  double = await startDouble();
});

afterAll(() => double.stop());

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${double.address}/api/v1/statuses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${double.token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('the Mastodon double', () => {
  it.each([
    ['a field that the API does not have', { status: 'x', replyTo: '1' }],
    ['a wrong type', { status: 12 }],
    ['a visibility that there is not', { status: 'x', visibility: 'followers' }],
    ['neither text nor media', { visibility: 'public' }],
    ['an empty list of media', { status: 'x', media_ids: [] }],
  ])('notes %s, which a real server would pass over', async (_, body) => {
    await double.reset();
    expect((await post(body)).status).toBe(400);
    expect(await double.requests()).toEqual([
      {
        method: 'POST',
        path: '/api/v1/statuses',
        key: null,
        at: expect.any(Number),
        fault: expect.any(String),
      },
    ]);
  });

  it.each([
    ['honoured', [200, 200], 1],
    ['answered-500', [200, 500], 1],
    ['ignored', [200, 200], 2],
  ] as const)('knows servers on which repeated keys are %s', async (rule, statuses, count) => {
    await double.reset();
    await double.repeatKeys(rule);
    const key = { 'idempotency-key': 'one' };
    const answers = [await post({ status: 'x' }, key), await post({ status: 'x' }, key)];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(await double.posts()).toHaveLength(count);
  });

  it('refuses a stranger', async () => {
    expect((await post({ status: 'x' }, { authorization: 'Bearer other' })).status).toBe(401);
  });

  it('keeps the budgets of Mastodon, and says when they are renewed', async () => {
    let answer = await post({});
    // A window may end in mid-count, so up to two of them are spent.
    for (let spent = 1; answer.status !== 429 && spent <= 602; spent += 1) answer = await post({});
    expect(answer.status).toBe(429);
    expect(answer.headers.get('x-ratelimit-limit')).toBe('300');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(answer.headers.get('x-ratelimit-reset')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.\d{6}Z$/);
    expect(answer.headers.get('retry-after')).toBeNull();
  });
});
