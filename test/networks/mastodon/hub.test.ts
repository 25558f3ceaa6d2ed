import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/outbox/delivery.ts';
import { tell, useAccount } from './account.ts';
import { aDelivery, aPost, aThread } from './builders.ts';

const { deps, double, connection, freeze, publishAll, publishOne } = useAccount();

const frozen = () => ({ createdAt: deps.clock.now(), pictures: new Map() });

async function freezeHub(text: string, instead: Part['receipt'] = null) {
  const parts = await connection().freezeHub(aThread(aPost(text)), { ...frozen(), instead });
  if (!parts.ok) throw new Error(parts.failure.code);
  return aDelivery(parts.value);
}

async function openHub() {
  const { delivery } = await publishAll(await freezeHub('What we report'));
  const receipt = delivery.parts[0]?.receipt;
  if (!receipt) throw new Error('the hub is not public');
  return receipt;
}

const pinned = async () =>
  (await double().posts()).filter(({ isPinned }) => isPinned).map(({ text }) => text);

describe('a hub', () => {
  it('is pinned once it is public, kept up to date in place, and unpinned', async () => {
    const hub = await openHub();
    expect(await pinned()).toEqual(['What we report']);
    const update = await publishAll(await freezeHub('What we report: one more', hub));
    expect(tell(update.last)).toBe('published');
    expect(await double().posts()).toMatchObject([{ id: hub.remoteId, text: 'What we report: one more' }]);
    const unpin = await connection().freezeUnpin(hub);
    await publishAll(aDelivery(unpin.ok ? unpin.value : []));
    expect(await pinned()).toEqual([]);
    expect(await double().posts()).toHaveLength(1);
  });

  it('whose edit lost its answer is looked for, and the edit can be made again', async () => {
    const hub = await openHub();
    const update = await freezeHub('Edited', hub);
    expect(tell(await connection().lookFor(update, deps.clock.now()))).toBe('absent');
    await double().misbehave('lose-answer');
    expect(tell(await connection().publish(update))).toBe('unknown: answer-lost');
    expect(await connection().lookFor(update, deps.clock.now())).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0, remoteId: hub.remoteId }],
    });
    expect(tell(await connection().publish(update))).toBe('published');
    expect(await double().posts()).toHaveLength(1);
  });

  it('that its edit hid from all is told of, whether the answer says so or the look for it', async () => {
    const hub = await openHub();
    await double().misbehave('make-direct');
    expect(await connection().publish(await freezeHub('Edited', hub))).toMatchObject({
      state: 'refused',
      failure: {
        code: 'posted-otherwise',
        detail: expect.stringMatching(/^meant to be public, posted as direct: http/),
      },
    });
    const again = await freezeHub('Edited', hub);
    expect(tell(await connection().lookFor(again, deps.clock.now()))).toBe('contradicted: posted-otherwise');
  });

  it('whose pinning lost its answer is pinned, and pinning it again is no failure', async () => {
    const known = await publishOne(await freezeHub('What we report'));
    await double().misbehave('lose-answer');
    expect(tell(await connection().publish(known))).toBe('unknown: answer-lost');
    expect(tell(await connection().lookFor(known, deps.clock.now()))).toBe('found');
    expect(tell(await connection().publish(known))).toBe('published');
  });

  it('that the token may not pin stays public, and its account goes on', async () => {
    const known = await publishOne(await freezeHub('What we report'));
    await double().misbehave('suspend');
    expect(tell(await connection().publish(known))).toBe('refused: pin-not-allowed');
  });

  it('that a person deleted is not brought back', async () => {
    const hub = await openHub();
    await double().deletePost(hub.remoteId);
    expect(tell(await connection().publish(await freezeHub('Edited', hub)))).toBe('refused: post-deleted');
    const unpin = await connection().freezeUnpin(hub);
    expect(tell(await connection().publish(aDelivery(unpin.ok ? unpin.value : [])))).toBe('published');
    expect(await double().posts()).toEqual([]);
  });
});

describe('a thread that goes on where another ends', () => {
  const place = (
    way: 'answers' | 'quotes',
    end: Parameters<ReturnType<typeof connection>['freezePlace']>[1]['end'],
  ) => ({
    way,
    end,
    visibility: 'unlisted' as const,
    now: deps.clock.now(),
  });

  async function placed(text: string, way: 'answers' | 'quotes') {
    const { delivery } = await publishAll(await freeze(aThread(aPost('One'), aPost('Two'))));
    const [root, last] = delivery.parts.map(({ receipt }) => receipt);
    if (!root || !last) throw new Error('the thread is not public');
    const joining = await freeze(aThread(aPost(text)));
    const parts = await connection().freezePlace(joining.parts, place(way, { root, last }));
    return { root, last, delivery: aDelivery(parts.ok ? parts.value : []) };
  }

  it('answers its last post, unlisted and without tags, and is found there', async () => {
    const { last, delivery } = await placed('Three\n\n#UN #Vancouver', 'answers');
    await double().misbehave('lose-answer');
    const since = deps.clock.now();
    await connection().publish(delivery);
    expect((await double().posts()).at(-1)).toMatchObject({
      text: 'Three',
      inReplyToId: last.remoteId,
      visibility: 'unlisted',
    });
    expect(tell(await connection().lookFor(delivery, since))).toBe('found');
  });

  it('answers its first post where a person deleted the last', async () => {
    const { root, last, delivery } = await placed('Three', 'answers');
    await double().deletePost(last.remoteId);
    expect(tell(await connection().publish(delivery))).toBe('published');
    expect((await double().posts()).at(-1)).toMatchObject({ inReplyToId: root.remoteId });
  });

  it('stands alone where the post that it quotes was deleted', async () => {
    const { root, delivery } = await placed('Key', 'quotes');
    await double().deletePost(root.remoteId);
    expect(tell(await connection().publish(delivery))).toBe('published');
    expect((await double().posts()).at(-1)).toMatchObject({ text: 'Key', quotedId: null });
  });

  it('quotes its first post, in public', async () => {
    const { root, delivery } = await placed('Key', 'quotes');
    await publishAll(delivery);
    expect((await double().posts()).at(-1)).toMatchObject({
      inReplyToId: null,
      quotedId: root.remoteId,
      visibility: 'public',
    });
  });
});
