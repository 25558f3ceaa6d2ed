import { describe, expect, it } from 'vitest';
import type { MastodonClient } from '../../../src/networks/mastodon/client.ts';
import { connectThrough } from '../../../src/networks/mastodon/connect-through.ts';
import { mastodonDocumentedLimits } from '../../../src/networks/mastodon/limits.ts';
import { createMastoClient } from '../../../src/networks/mastodon/masto-client.ts';
import { isOfDeleted } from '../../../src/outbox/delivery.ts';
import { tell, useAccount } from './account.ts';
import { aLogin, aPost, aThread } from './builders.ts';

const { deps, double, connection, freeze, publishOne, publishAll } = useAccount();

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

    const posts = await double().posts();
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
    const outcome = await connection().publish(delivery);
    expect(outcome).toMatchObject({ state: 'published', receipts: [{ partIndex: 0 }] });
    expect(await double().posts()).toHaveLength(1);
  });

  it('reads the limits of its server', async () => {
    expect(await connection().readLimits()).toMatchObject({
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
    await double().misbehave('no-newer-instance');
    expect(await connection().readLimits()).toMatchObject({ ok: true, value: { altTextCharacters: 10_000 } });
  });

  it('takes the documented limits where the server names none', async () => {
    await double().misbehave('terse-instance');
    expect(await connection().readLimits()).toEqual({
      ok: true,
      value: { ...mastodonDocumentedLimits, quotes: true },
    });
  });

  it('tells whose token it has', async () => {
    expect(await connection().verifyAccount()).toEqual({
      ok: true,
      value: { handle: '@press@social.example', displayName: 'Press office', bot: true },
    });
  });

  it('tells that its token is refused, even where it was taken before', async () => {
    await connection().verifyAccount();
    await double().misbehave('forget-token');
    expect(await connection().verifyAccount()).toMatchObject({
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
    expect(await double().posts()).toMatchObject([{ mentions: ['khare@un.example'] }]);
  });

  it('lets the server refuse a post that would ping somebody unasked', async () => {
    const delivery = await freeze(aThread(aPost('Follow @desk@elsewhere.example for more')));
    expect(tell(await connection().publish(delivery))).toBe('refused: would-mention-others');
    expect(await double().posts()).toEqual([]);
  });
});

describe('a thread that people tear', () => {
  it('goes on from the nearest living post', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    const afterOne = await publishOne(delivery);
    const afterTwo = await publishOne(afterOne);
    const [one, two] = await double().posts();
    await double().deletePost(two?.id ?? '');
    expect(tell(await connection().publish(afterTwo))).toBe('published');
    expect(await double().posts()).toMatchObject([{ text: 'One' }, { text: 'Three', inReplyToId: one?.id }]);
  });

  it('ends where all of it is gone', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const afterOne = await publishOne(delivery);
    const [one] = await double().posts();
    await double().deletePost(one?.id ?? '');
    expect(tell(await connection().publish(afterOne))).toBe('refused: parent-gone');
  });

  it('does not bring back a post that was deleted before its receipt was kept, and goes on', async () => {
    const known = await publishOne(await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three'))));
    await double().misbehave('lose-answer');
    const since = deps.clock.now();
    expect(tell(await connection().publish(known))).toBe('unknown: answer-lost');
    const [one, two] = await double().posts();
    await double().deletePost(two?.id ?? '');
    expect(tell(await connection().lookFor(known, since))).toBe('absent');
    const { delivery, last } = await publishAll(known);
    expect(tell(last)).toBe('published');
    expect(delivery.parts.map(({ receipt }) => receipt && isOfDeleted(receipt))).toEqual([
      false,
      true,
      false,
    ]);
    expect(await double().posts()).toMatchObject([{ text: 'One' }, { text: 'Three', inReplyToId: one?.id }]);
  });

  it('is not begun again where its opener was deleted before its receipt was kept', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    await connection().publish(delivery);
    const [one] = await double().posts();
    await double().deletePost(one?.id ?? '');
    expect(tell(await connection().publish(delivery))).toBe('refused: post-deleted');
    expect(await double().posts()).toEqual([]);
  });

  it('goes on from the nearest living post where the root is gone', async () => {
    const afterOne = await publishOne(await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three'))));
    const afterTwo = await publishOne(afterOne);
    const [one, two] = await double().posts();
    await double().deletePost(one?.id ?? '');
    expect(tell(await connection().publish(afterTwo))).toBe('published');
    expect(await double().posts()).toMatchObject([
      { text: 'Two', inReplyToId: null },
      { text: 'Three', inReplyToId: two?.id },
    ]);
  });

  it('knows a deleted parent whatever the language of the account', async () => {
    const client = createMastoClient({ serviceUrl: double().address, accessToken: double().token });
    const inGerman = connectThrough(
      { ...client, createStatus: refusingInGerman(client) },
      { login: aLogin(), deps },
    );
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    const afterTwo = await publishOne(await publishOne(delivery));
    const [one, two] = await double().posts();
    await double().deletePost(two?.id ?? '');
    expect(tell(await inGerman.publish(afterTwo))).toBe('published');
    expect((await double().posts()).at(-1)).toMatchObject({ text: 'Three', inReplyToId: one?.id });
    await inGerman.close();
  });

  it('tells which of its posts live', async () => {
    const { delivery } = await publishAll(await freeze(aThread(aPost('One'), aPost('Two'))));
    const receipts = delivery.parts.flatMap(({ receipt }) => receipt ?? []).toReversed();
    const [two, one] = receipts;
    expect(await connection().findLiving(receipts)).toEqual(two);
    await double().deletePost(two?.remoteId ?? '');
    expect(await connection().findLiving(receipts)).toEqual(one);
    await double().deletePost(one?.remoteId ?? '');
    expect(await connection().findLiving(receipts)).toBeNull();
  });
});

function refusingInGerman(client: MastodonClient): MastodonClient['createStatus'] {
  return async (status, sending) => {
    const answer = await client.createStatus(status, sending);
    if (answer.ok || answer.failure.kind !== 'answered') return answer;
    const message = 'Der Beitrag, auf den du antworten möchtest, scheint nicht zu existieren.';
    return { ok: false, failure: { ...answer.failure, message } };
  };
}
