import { describe, expect, it } from 'vitest';
import { tell, useAccount } from './account.ts';
import { aPost, aThread, withReceipts } from './builders.ts';
import type { MisbehaviourKind } from './double/misbehaviour.ts';

const { deps, double, connection, freeze, publishOne, publishAll } = useAccount();

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
    await double().misbehave(kind);
    await connection().publish(delivery);
    const [post] = await double().posts();
    expect(await connection().lookFor(delivery, since)).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0, remoteId: post?.id, url: post?.url }],
    });
  });

  it('finds an answer in its place, and the thread goes on to its end', async () => {
    const since = deps.clock.now();
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    const known = await publishOne(delivery);
    await double().misbehave('lose-answer');
    expect(tell(await connection().publish(known))).toBe('unknown: answer-lost');
    const sighting = await connection().lookFor(known, since);
    expect(sighting).toMatchObject({ state: 'found', receipts: [{ partIndex: 1 }] });
    const found = withReceipts(known, sighting.state === 'found' ? sighting.receipts : []);
    expect(tell((await publishAll(found)).last)).toBe('published');
    expect((await double().posts()).map((post) => post.text)).toEqual(['One', 'Two', 'Three']);
  });

  it('finds all that is public of a thread whose receipts were lost', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two'), aPost('Three')));
    await publishAll(delivery);
    expect(await connection().lookFor(delivery, deps.clock.now())).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 0 }, { partIndex: 1 }, { partIndex: 2 }],
    });
  });

  it.each<[MisbehaviourKind]>([['make-direct'], ['orphan']])(
    'sees that what it finds is not what was asked for: %s',
    async (kind) => {
      const known = await publishOne(await freeze(aThread(aPost('One'), aPost('Two'))));
      const since = deps.clock.now();
      await double().misbehave(kind);
      await connection().publish(known);
      expect(tell(await connection().lookFor(known, since))).toBe('contradicted: posted-otherwise');
    },
  );

  it('finds an answer whose parent was deleted since', async () => {
    const known = await publishOne(await freeze(aThread(aPost('One'), aPost('Two'))));
    const since = deps.clock.now();
    await double().misbehave('lose-answer');
    await connection().publish(known);
    const [one, two] = await double().posts();
    await double().deletePost(one?.id ?? '');
    expect(await connection().lookFor(known, since)).toMatchObject({
      state: 'found',
      receipts: [{ partIndex: 1, remoteId: two?.id }],
    });
  });

  it('finds nothing where nothing was stored', async () => {
    const delivery = await freeze(aThread(aPost('One')));
    await double().misbehave('answer-500');
    await connection().publish(delivery);
    expect(tell(await connection().lookFor(delivery, deps.clock.now()))).toBe('absent');
  });

  it('takes the same words in another place for another post', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two')));
    const known = await publishOne(delivery);
    await publishAll(await freeze(aThread(aPost('Another'), aPost('Two'))));
    expect(tell(await connection().lookFor(known, deps.clock.now()))).toBe('absent');
  });

  it('cannot tell while the server won’t say', async () => {
    const delivery = await freeze(aThread(aPost('One')));
    await double().misbehave('answer-503');
    expect(tell(await connection().lookFor(delivery, deps.clock.now()))).toBe(
      'cannot-tell: server-answered-nonsense',
    );
  });

  it.each(['honoured', 'answered-500'] as const)(
    'never doubles a post where repeated keys are %s',
    async (rule) => {
      await double().repeatKeys(rule);
      const delivery = await freeze(aThread(aPost('One')));
      await double().misbehave('lose-answer');
      await connection().publish(delivery);
      await connection().publish(delivery);
      await connection().publish(delivery);
      expect(await double().posts()).toHaveLength(1);
    },
  );
});
