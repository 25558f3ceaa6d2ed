import { describe, expect, it } from 'vitest';
import { connectMastodon } from '../../../src/networks/mastodon/connect.ts';
import { connectThrough } from '../../../src/networks/mastodon/connect-through.ts';
import { createMastoClient } from '../../../src/networks/mastodon/masto-client.ts';
import { tell, useAccount } from './account.ts';
import { aLogin, aPost, aThread } from './builders.ts';
import type { MisbehaviourKind } from './double/misbehaviour.ts';

const { deps, double, connection, freeze, publishOne } = useAccount();

describe('what becomes of a post when the server misbehaves', () => {
  it.each<[MisbehaviourKind, string, number]>([
    ['lose-answer', 'unknown: answer-lost', 1],
    ['cut-answer', 'unknown: answer-lost', 1],
    ['answer-500-stored', 'unknown: server-answered-nonsense', 1],
    ['answer-500', 'unknown: server-answered-nonsense', 0],
    ['answer-502-stored', 'unknown: server-answered-nonsense', 1],
    ['answer-502', 'unknown: server-answered-nonsense', 0],
    ['answer-html', 'unknown: answer-lost', 1],
    ['drop-silently', 'refused: post-dropped', 0],
    ['make-direct', 'refused: posted-otherwise', 1],
    ['rate-limit-iso', 'later: rate-limited', 0],
    ['forget-token', 'locked-out: credentials-refused', 0],
    ['suspend', 'locked-out: account-locked', 0],
    ['move', 'later: server-moved', 0],
  ])('%s leads to %s, with %i public', async (kind, expected, count) => {
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    await double().misbehave(kind);
    expect(tell(await connection().publish(delivery))).toBe(expected);
    expect(await double().posts()).toHaveLength(count);
  });

  it('takes silence beyond the timeout for a lost answer', async () => {
    const server = { serviceUrl: double().address, accessToken: double().token };
    const impatient = connectThrough(createMastoClient(server, 300), { login: aLogin(), deps });
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    await double().misbehave('stay-silent');
    expect(tell(await impatient.publish(delivery))).toBe('unknown: answer-lost');
    expect(await double().posts()).toHaveLength(1);
    await impatient.close();
  });

  it('knows that nothing was posted where no connection was made', async () => {
    const nowhere = connectMastodon(aLogin({ serviceUrl: 'http://127.0.0.1:1', secret: 'token' }), deps);
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    expect(tell(await nowhere.publish(delivery))).toBe('later: server-unreachable');
    expect(tell(await nowhere.lookFor(delivery, deps.clock.now()))).toBe('cannot-tell: server-unreachable');
    await nowhere.close();
  });

  it('sends nothing whose time was up when its connection stood', async () => {
    const client = createMastoClient({ serviceUrl: double().address, accessToken: double().token });
    const status = { status: 'Ministers meet', visibility: 'public', language: 'en' } as const;
    const late = await client.createStatus(status, { idempotencyKey: 'late', isInTime: () => false });
    expect(late).toMatchObject({ ok: false, failure: { kind: 'not-sent' } });
    expect(await double().posts()).toHaveLength(0);
    const inTime = await client.createStatus(status, { idempotencyKey: 'in-time', isInTime: () => true });
    expect(inTime.ok).toBe(true);
    expect(await double().posts()).toHaveLength(1);
    await client.close();
  });

  it.each<[MisbehaviourKind]>([
    ['rate-limit-iso'],
    ['rate-limit-epoch'],
    ['rate-limit-seconds'],
    ['rate-limit-date'],
  ])('waits as long as the server says: %s', async (kind) => {
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    const { now } = deps.clock;
    await double().misbehave(kind);
    const outcome = await connection().publish(delivery);
    const wait = outcome.state === 'later' && outcome.retryAt !== null ? outcome.retryAt - now() : null;
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThan(75_000);
  });

  it('does not wait until the year 9999', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    await double().misbehave('rate-limit-absurd');
    const outcome = await connection().publish(delivery);
    expect(outcome.state === 'later' && outcome.retryAt).toBe(deps.clock.now() + 60_000);
  });

  it('sees that its answer became a post of its own', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const known = await publishOne(delivery);
    await double().misbehave('orphan');
    const second = await connection().publish(known);
    expect(tell(second)).toBe('refused: posted-otherwise');
  });
});

describe('what becomes of the pictures', () => {
  it.each<[MisbehaviourKind, string]>([
    ['process-slowly', 'published'],
    ['attach-late', 'published'],
  ])('waits while the server is not through with one: %s', async (kind, expected) => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double().misbehave(kind);
    expect(tell(await connection().publish(delivery))).toBe(expected);
    expect(await double().posts()).toMatchObject([{ media: [{ description: 'Khare' }] }]);
  });

  it('tries again later when the server never gets through with one', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double().misbehave('process-never');
    expect(tell(await connection().publish(delivery))).toBe('later: media-still-processing');
    expect(await double().posts()).toEqual([]);
  });

  it.each<[MisbehaviourKind]>([['refuse-picture'], ['process-badly']])(
    'posts without a picture that the server can’t take: %s',
    async (kind) => {
      const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare', 'Hall'] })));
      await double().misbehave(kind);
      expect(tell(await connection().publish(delivery))).toBe('published');
      expect(await double().posts()).toMatchObject([{ media: [{ description: 'Hall' }] }]);
    },
  );

  it('uploads them once, however often it must try', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double().misbehave('rate-limit-iso', 2);
    await connection().publish(delivery);
    await connection().publish(delivery);
    expect(tell(await connection().publish(delivery))).toBe('published');
    const uploads = (await double().requests()).filter(({ path }) => path === '/api/v2/media');
    expect(uploads).toHaveLength(1);
  });

  it('makes no second post where the server ignores the key, thanks to the pictures', async () => {
    await double().repeatKeys('ignored');
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double().misbehave('lose-answer');
    await connection().publish(delivery);
    expect(tell(await connection().publish(delivery))).toBe('unknown: media-already-attached');
    expect(await double().posts()).toHaveLength(1);
  });
});
