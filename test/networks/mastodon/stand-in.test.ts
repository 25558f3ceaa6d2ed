import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../src/base/clock.ts';
import { standInForMastodon } from '../../../src/networks/mastodon/stand-in.ts';
import type { Delivery } from '../../../src/outbox/delivery.ts';
import {
  aDelivery,
  aLogin,
  aPart,
  aPost,
  aThread,
  someDeps,
  somePictures,
  withReceipts,
} from './builders.ts';

const opening = Date.UTC(2017, 10, 14, 17);

function standIn(altTexts: readonly string[] = []) {
  const { pictures, loadMedia } = somePictures(...altTexts);
  const clock = createVirtualClock(opening);
  const connection = standInForMastodon(aLogin(), someDeps({ clock, loadMedia }));
  const publishAll = async (delivery: Delivery): Promise<Delivery> => {
    const outcome = await connection.publish(delivery);
    if (outcome.state !== 'published') throw new Error(JSON.stringify(outcome));
    if (outcome.receipts.length === 0) return delivery;
    return publishAll(withReceipts(delivery, outcome.receipts));
  };
  return { connection, pictures, publishAll };
}

describe('a stand-in for a Mastodon account', () => {
  it('keeps a thread as it was given it', async () => {
    const { connection, pictures, publishAll } = standIn(['Khare']);
    const thread = aThread(
      aPost('Ministers meet', { images: ['Khare'] }),
      aPost('Many died', { visibility: 'unlisted', contentWarning: 'Casualties' }),
    );
    const parts = await connection.freezeThread(thread, { createdAt: opening, pictures });
    await publishAll(aDelivery(parts.ok ? parts.value : []));

    const [first, second] = connection.posts();
    expect(first).toMatchObject({
      url: `https://social.example/@press/${first?.id}`,
      inReplyToId: null,
      text: 'Ministers meet',
      spoilerText: null,
      visibility: 'public',
      language: 'en',
      media: [{ altText: 'Khare', mediaType: 'image/jpeg' }],
      createdAt: opening,
    });
    expect(second).toMatchObject({
      inReplyToId: first?.id,
      spoilerText: 'Casualties',
      visibility: 'unlisted',
    });
    expect(connection.posts()).toHaveLength(2);
  });

  it.each([
    ['a text over the limit', aPart({ status: 'x'.repeat(501) })],
    ['a blank text', aPart({ status: '\u2003' })],
  ])('refuses %s', async (_, part) => {
    const { connection } = standIn();
    expect(await connection.publish(aDelivery([part]))).toMatchObject({ state: 'refused' });
    expect(connection.posts()).toEqual([]);
  });

  it('refuses an answer to a post that it does not know', async () => {
    const { connection } = standIn();
    const receipt = { partIndex: 0, remoteId: '404', url: '', contentHash: '', publishedAt: 0 };
    const delivery = aDelivery([aPart({ receipt }), aPart({ index: 1 })]);
    expect(await connection.publish(delivery)).toMatchObject({
      state: 'refused',
      failure: { code: 'parent-gone' },
    });
  });

  it('makes one post of a repeated key', async () => {
    const { connection } = standIn();
    const delivery = aDelivery([aPart()]);
    const first = await connection.publish(delivery);
    expect(await connection.publish(delivery)).toEqual(first);
    expect(connection.posts()).toHaveLength(1);
  });

  it('is looked through like a server', async () => {
    const { connection, publishAll } = standIn();
    const delivery = aDelivery([
      aPart({ status: 'One' }),
      aPart({ index: 1, status: 'Two & a <half>\n\nline' }),
    ]);
    expect(await connection.lookFor(delivery, opening)).toEqual({ state: 'absent' });
    await publishAll(delivery);
    expect(await connection.lookFor(delivery, opening)).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0 }, { partIndex: 1 }],
    });
  });

  it('has the limits that Mastodon documents', async () => {
    const { connection } = standIn();
    expect(await connection.readLimits()).toMatchObject({
      ok: true,
      value: { measure: { mostCharacters: 500 }, altTextCharacters: 1500, cards: 'servers' },
    });
  });
});
