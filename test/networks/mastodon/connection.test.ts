import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectMastodon } from '../../../src/networks/mastodon/connect.ts';
import { connectThrough } from '../../../src/networks/mastodon/connect-through.ts';
import { mastodonDocumentedLimits } from '../../../src/networks/mastodon/limits.ts';
import { createMastoClient } from '../../../src/networks/mastodon/masto-client.ts';
import type { Connection } from '../../../src/networks/network.ts';
import type { Delivery } from '../../../src/outbox/delivery.ts';
import type { Outcome } from '../../../src/outbox/outcome.ts';
import type { Thread } from '../../../src/thread/thread.ts';
import { aDelivery, aLogin, aPost, aThread, someDeps, somePictures, withReceipts } from './builders.ts';
import type { MisbehaviourKind } from './double/misbehaviour.ts';
import { type RunningDouble, startDouble } from './running-double.ts';

const { pictures, loadMedia } = somePictures('Khare', 'Hall', 'Flag');
const deps = someDeps({ loadMedia });

let double: RunningDouble;
let connection: Connection;

beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});

afterAll(() => double.stop());

beforeEach(async () => {
  await double.reset();
  connection = connectMastodon(aLogin({ serviceUrl: double.address, secret: double.token }), deps);
});

afterEach(async () => {
  const faults = (await double.requests()).filter(({ fault }) => fault !== null);
  expect(faults).toEqual([]);
  await connection.close();
});

async function freeze(thread: Thread): Promise<Delivery> {
  const parts = await connection.freezeThread(thread, { createdAt: deps.clock.now(), pictures });
  if (!parts.ok) throw new Error(`not frozen: ${JSON.stringify(parts.failure)}`);
  return aDelivery(parts.value);
}

/** Publishes part after part, as the pipeline does, until one does not come out. */
async function publishAll(delivery: Delivery): Promise<{ delivery: Delivery; last: Outcome }> {
  let now = delivery;
  for (;;) {
    const last = await connection.publish(now);
    if (last.state !== 'published' || last.receipts.length === 0) return { delivery: now, last };
    now = withReceipts(now, last.receipts);
  }
}

/** What an outcome says, for comparing. */
function tell(outcome: Outcome | Awaited<ReturnType<Connection['lookFor']>>): string {
  return 'failure' in outcome ? `${outcome.state}: ${outcome.failure.code}` : outcome.state;
}

describe('a Mastodon account', () => {
  it('publishes a thread of seven in order, each post answering the one before', async () => {
    const thread = aThread(
      aPost(
        'Ministers meet in Vancouver\n\nhttps://news.un.org/en/story/2017/11/example\n\n#UNPeacekeeping',
        {
          images: ['Khare', 'Hall'],
        },
      ),
      ...[2, 3, 4, 5, 6].map((number) => aPost(`Post ${number} of seven`, { visibility: 'unlisted' })),
      aPost('The last one', {
        visibility: 'unlisted',
        contentWarning: 'Casualties',
        language: 'fr',
        images: ['Flag'],
      }),
    );
    const { delivery, last } = await publishAll(await freeze(thread));
    expect(tell(last)).toBe('published');

    const posts = await double.posts();
    expect(posts.map(({ text }) => text)).toEqual([
      'Ministers meet in Vancouver\n\nhttps://news.un.org/en/story/2017/11/example\n\n#UNPeacekeeping',
      'Post 2 of seven',
      'Post 3 of seven',
      'Post 4 of seven',
      'Post 5 of seven',
      'Post 6 of seven',
      'The last one',
    ]);
    expect(posts.map(({ inReplyToId }) => inReplyToId)).toEqual([
      null,
      ...posts.slice(0, 6).map(({ id }) => id),
    ]);
    expect(posts.map(({ visibility }) => visibility)).toEqual(['public', ...Array(6).fill('unlisted')]);
    expect(posts[0]?.media.map(({ description }) => description)).toEqual(['Khare', 'Hall']);
    expect(posts[6]).toMatchObject({
      language: 'fr',
      spoilerText: 'Casualties',
      sensitive: true,
      media: [{ description: 'Flag', mediaType: 'image/jpeg' }],
    });
    expect(delivery.parts.map(({ receipt }) => receipt?.url)).toEqual(posts.map(({ url }) => url));
  });

  it('publishes one part a call', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const outcome = await connection.publish(delivery);
    expect(outcome).toMatchObject({ state: 'published', receipts: [{ partIndex: 0 }] });
    expect(await double.posts()).toHaveLength(1);
  });

  it('reads the limits of its server', async () => {
    expect(await connection.readLimits()).toMatchObject({
      ok: true,
      value: {
        measure: { kind: 'mastodon', mostCharacters: 500, charactersPerLink: 23 },
        imagesPerPost: 4,
        altTextCharacters: 10_000,
        imageBytes: 16_777_216,
      },
    });
  });

  it('reads the older form where the server has no newer one', async () => {
    await double.misbehave('no-newer-instance');
    expect(await connection.readLimits()).toMatchObject({ ok: true, value: { altTextCharacters: 10_000 } });
  });

  it('takes the documented limits where the server names none', async () => {
    await double.misbehave('terse-instance');
    expect(await connection.readLimits()).toEqual({ ok: true, value: mastodonDocumentedLimits });
  });

  it('tells whose token it has', async () => {
    expect(await connection.verifyAccount()).toEqual({
      ok: true,
      value: { handle: '@press@social.example', displayName: 'Press office', bot: true },
    });
  });

  it('tells that its token is refused, even where it was taken before', async () => {
    await connection.verifyAccount();
    await double.misbehave('forget-token');
    expect(await connection.verifyAccount()).toMatchObject({
      ok: false,
      failure: { code: 'credentials-refused', subject: 'press-mastodon' },
    });
  });

  it('mentions people who agreed, by their address', async () => {
    const thread = aThread(
      aPost([
        { kind: 'plain', text: '— Atul Khare (' },
        { kind: 'mention', text: '@khare', handle: '@khare@un.example' },
        { kind: 'plain', text: ')' },
      ]),
    );
    expect(tell((await publishAll(await freeze(thread))).last)).toBe('published');
    expect(await double.posts()).toMatchObject([{ mentions: ['khare@un.example'] }]);
  });

  it('lets the server refuse a post that would ping somebody unasked', async () => {
    const delivery = await freeze(aThread(aPost('Follow @desk@elsewhere.example for more')));
    expect(tell(await connection.publish(delivery))).toBe('refused: would-mention-others');
    expect(await double.posts()).toEqual([]);
  });
});

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
    await double.misbehave(kind);
    expect(tell(await connection.publish(delivery))).toBe(expected);
    expect(await double.posts()).toHaveLength(count);
  });

  it('takes silence beyond the timeout for a lost answer', async () => {
    const server = { serviceUrl: double.address, accessToken: double.token };
    const impatient = connectThrough(createMastoClient(server, 300), { login: aLogin(), deps });
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    await double.misbehave('stay-silent');
    expect(tell(await impatient.publish(delivery))).toBe('unknown: answer-lost');
    expect(await double.posts()).toHaveLength(1);
    await impatient.close();
  });

  it('knows that nothing was posted where no connection was made', async () => {
    const nowhere = connectMastodon(aLogin({ serviceUrl: 'http://127.0.0.1:1', secret: 'token' }), deps);
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    expect(tell(await nowhere.publish(delivery))).toBe('later: server-unreachable');
    expect(tell(await nowhere.lookFor(delivery, deps.clock.now()))).toBe('cannot-tell: server-unreachable');
    await nowhere.close();
  });

  it.each<[MisbehaviourKind]>([
    ['rate-limit-iso'],
    ['rate-limit-epoch'],
    ['rate-limit-seconds'],
    ['rate-limit-date'],
  ])('waits as long as the server says: %s', async (kind) => {
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    const { now } = deps.clock;
    await double.misbehave(kind);
    const outcome = await connection.publish(delivery);
    const wait = outcome.state === 'later' && outcome.retryAt !== null ? outcome.retryAt - now() : null;
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThan(75_000);
  });

  it('does not wait until the year 9999', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet')));
    await double.misbehave('rate-limit-absurd');
    const outcome = await connection.publish(delivery);
    expect(outcome.state === 'later' && outcome.retryAt).toBe(deps.clock.now() + 3 * 3_600_000);
  });

  it('sees that its answer became a post of its own', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const first = await connection.publish(delivery);
    await double.misbehave('orphan');
    const second = await connection.publish(
      withReceipts(delivery, first.state === 'published' ? first.receipts : []),
    );
    expect(tell(second)).toBe('refused: posted-otherwise');
  });
});

describe('what becomes of the pictures', () => {
  it.each<[MisbehaviourKind, string]>([
    ['process-slowly', 'published'],
    ['attach-late', 'published'],
  ])('waits while the server is not through with one: %s', async (kind, expected) => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double.misbehave(kind);
    expect(tell(await connection.publish(delivery))).toBe(expected);
    expect(await double.posts()).toMatchObject([{ media: [{ description: 'Khare' }] }]);
  });

  it('tries again later when the server never gets through with one', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double.misbehave('process-never');
    expect(tell(await connection.publish(delivery))).toBe('later: media-still-processing');
    expect(await double.posts()).toEqual([]);
  });

  it.each<[MisbehaviourKind]>([['refuse-picture'], ['process-badly']])(
    'posts without a picture that the server can’t take: %s',
    async (kind) => {
      const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare', 'Hall'] })));
      await double.misbehave(kind);
      expect(tell(await connection.publish(delivery))).toBe('published');
      expect(await double.posts()).toMatchObject([{ media: [{ description: 'Hall' }] }]);
    },
  );

  it('uploads them once, however often it must try', async () => {
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double.misbehave('rate-limit-iso', 2);
    await connection.publish(delivery);
    await connection.publish(delivery);
    expect(tell(await connection.publish(delivery))).toBe('published');
    const uploads = (await double.requests()).filter(({ path }) => path === '/api/v2/media');
    expect(uploads).toHaveLength(1);
  });

  it('makes no second post where the server ignores the key, thanks to the pictures', async () => {
    await double.repeatKeys('ignored');
    const delivery = await freeze(aThread(aPost('Ministers meet', { images: ['Khare'] })));
    await double.misbehave('lose-answer');
    await connection.publish(delivery);
    expect(tell(await connection.publish(delivery))).toBe('unknown: media-already-attached');
    expect(await double.posts()).toHaveLength(1);
  });
});

describe('looking for a post whose answer was lost', () => {
  const text =
    'Ministers meet & “talk” <now> in Vancouver\n\nhttps://news.un.org/en/story/2017/11/a-rather-long-address?x=1&y=2\n\n#UN';

  it.each<[MisbehaviourKind]>([
    ['lose-answer'],
    ['answer-500-stored'],
    ['answer-502-stored'],
    ['answer-html'],
  ])('finds an opener after %s', async (kind) => {
    const since = deps.clock.now();
    const delivery = await freeze(aThread(aPost(text), aPost('Two')));
    await double.misbehave(kind);
    await connection.publish(delivery);
    const [post] = await double.posts();
    expect(await connection.lookFor(delivery, since)).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0, remoteId: post?.id, url: post?.url }],
    });
  });

  it('finds an answer in its place, and the thread goes on to its end', async () => {
    const since = deps.clock.now();
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    const first = await connection.publish(delivery);
    const known = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    await double.misbehave('lose-answer');
    expect(tell(await connection.publish(known))).toBe('unknown: answer-lost');
    const sighting = await connection.lookFor(known, since);
    expect(sighting).toMatchObject({ state: 'found', receipts: [{ partIndex: 1 }] });
    const found = withReceipts(known, sighting.state === 'found' ? sighting.receipts : []);
    expect(tell((await publishAll(found)).last)).toBe('published');
    expect((await double.posts()).map((post) => post.text)).toEqual(['One', 'Two', 'Three']);
  });

  it('finds all that is public of a thread whose receipts were lost', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    await publishAll(delivery);
    expect(await connection.lookFor(delivery, deps.clock.now())).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0 }, { partIndex: 1 }, { partIndex: 2 }],
    });
  });

  it('finds nothing where nothing was stored', async () => {
    const delivery = await freeze(aThread(aPost('One')));
    await double.misbehave('answer-500');
    await connection.publish(delivery);
    expect(tell(await connection.lookFor(delivery, deps.clock.now()))).toBe('absent');
  });

  it('takes the same words in another place for another post', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const first = await connection.publish(delivery);
    const known = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    await publishAll(await freeze(aThread(aPost('Another'), aPost('Two'))));
    expect(tell(await connection.lookFor(known, deps.clock.now()))).toBe('absent');
  });

  it('cannot tell while the server won’t say', async () => {
    const delivery = await freeze(aThread(aPost('One')));
    await double.misbehave('answer-503');
    expect(tell(await connection.lookFor(delivery, deps.clock.now()))).toBe(
      'cannot-tell: server-answered-nonsense',
    );
  });

  it.each(['honoured', 'answered-500'] as const)(
    'never doubles a post where repeated keys are %s',
    async (rule) => {
      await double.repeatKeys(rule);
      const delivery = await freeze(aThread(aPost('One')));
      await double.misbehave('lose-answer');
      await connection.publish(delivery);
      await connection.publish(delivery);
      await connection.publish(delivery);
      expect(await double.posts()).toHaveLength(1);
    },
  );
});

describe('a thread that people tear', () => {
  it('goes on from the nearest living post', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    const first = await connection.publish(delivery);
    const afterOne = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    const second = await connection.publish(afterOne);
    const afterTwo = withReceipts(afterOne, second.state === 'published' ? second.receipts : []);
    const [one, two] = await double.posts();
    await double.deletePost(two?.id ?? '');
    expect(tell(await connection.publish(afterTwo))).toBe('published');
    expect(await double.posts()).toMatchObject([{ text: 'One' }, { text: 'Three', inReplyToId: one?.id }]);
  });

  it('ends where all of it is gone', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const first = await connection.publish(delivery);
    const [one] = await double.posts();
    await double.deletePost(one?.id ?? '');
    const afterOne = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    expect(tell(await connection.publish(afterOne))).toBe('refused: parent-gone');
  });

  it('does not bring back a post that was deleted before its receipt was kept', async () => {
    const delivery = await freeze(aThread(aPost('One')));
    await connection.publish(delivery);
    const [one] = await double.posts();
    await double.deletePost(one?.id ?? '');
    expect(tell(await connection.publish(delivery))).toBe('refused: post-deleted');
    expect(await double.posts()).toEqual([]);
  });
});
