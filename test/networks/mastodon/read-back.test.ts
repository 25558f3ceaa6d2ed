import { describe, expect, it } from 'vitest';
import { connectThrough } from '../../../src/networks/mastodon/connect-through.ts';
import { createMastoClient } from '../../../src/networks/mastodon/masto-client.ts';
import { tell, useAccount } from './account.ts';
import { aLogin, aPost, aThread, withReceipts } from './builders.ts';

const { deps, double, connection, freeze, publishAll } = useAccount();

const fivePosts = ['One', 'Two', 'Three', 'Four', 'Five'];
const aThreadOfFive = () => freeze(aThread(...fivePosts.map((text) => aPost(text))));

async function readings() {
  const asked = await double().requests();
  return asked.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/statuses/'));
}

describe('a thread that is posted', () => {
  it('is read back once, at its end', async () => {
    const { delivery, last } = await publishAll(await aThreadOfFive());
    expect(tell(last)).toBe('published');
    const end = delivery.parts.at(-1)?.receipt;
    expect((await readings()).map(({ path }) => path)).toEqual([`/api/v1/statuses/${end?.remoteId}`]);
    expect(delivery.parts.filter(({ receipt }) => receipt?.isUnproven)).toEqual([]);
  });

  it('has each post stand on its server’s word until the next one is there', async () => {
    const delivery = await aThreadOfFive();
    const outcome = await connection().publish(delivery);
    expect(outcome).toMatchObject({ state: 'published', receipts: [{ partIndex: 0, isUnproven: true }] });
    expect(await readings()).toEqual([]);
  });

  it('is read back right before a post whose pictures may take minutes', async () => {
    const delivery = await freeze(aThread(aPost('One'), aPost('Two', { images: ['Khare'] })));
    const outcome = await connection().publish(delivery);
    expect(outcome.state === 'published' && outcome.receipts[0]?.isUnproven).toBeUndefined();
    expect(await readings()).toHaveLength(1);
  });
});

describe('a server that says yes to a post and never keeps it', () => {
  it.each(fivePosts.map((text, index) => ({ text, index })))(
    'is found out at post $index of five, and nothing follows',
    async ({ index }) => {
      await double().misbehave('drop-silently', 1, index);
      const { delivery, last } = await publishAll(await aThreadOfFive());
      expect(tell(last)).toBe('refused: post-dropped');
      expect((await double().posts()).map(({ text }) => text)).toEqual(fivePosts.slice(0, index));
      const isLast = index === fivePosts.length - 1;
      const dropped = delivery.parts[index]?.receipt;
      expect(last).toMatchObject(
        isLast ? {} : { lostPart: index, failure: { detail: `taken as ${dropped?.url}, not to be found` } },
      );
    },
  );

  it('is found out where it then takes an answer to it for one to nobody', async () => {
    await double().misbehave('drop-silently');
    const delivery = await aThreadOfFive();
    const first = await connection().publish(delivery);
    const begun = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    await double().misbehave('orphan');
    const second = await connection().publish(begun);
    expect(second).toMatchObject({ state: 'refused', failure: { code: 'post-dropped' }, lostPart: 0 });
  });

  it('is not suspected for what it only can’t find at once', async () => {
    const client = createMastoClient({ serviceUrl: double().address, accessToken: double().token });
    let refusals = 1;
    const lagging = connectThrough(
      {
        ...client,
        createStatus: (status, sending) => {
          const isLate = status.in_reply_to_id !== undefined && refusals-- > 0;
          return client.createStatus(isLate ? { ...status, in_reply_to_id: '1' } : status, sending);
        },
      },
      { login: aLogin(), deps },
    );
    const delivery = await aThreadOfFive();
    const first = await lagging.publish(delivery);
    const begun = withReceipts(delivery, first.state === 'published' ? first.receipts : []);
    expect(tell(await lagging.publish(begun))).toBe('published');
    const [one, two] = await double().posts();
    expect(two?.inReplyToId).toBe(one?.id);
    await lagging.close();
  });
});

describe('reading back a post that stands on its server’s word', () => {
  const aReceipt = async () => {
    const outcome = await connection().publish(await aThreadOfFive());
    const [receipt] = outcome.state === 'published' ? outcome.receipts : [];
    if (!receipt) throw new Error('not published');
    return receipt;
  };

  it('tells that it is there', async () => {
    expect(await connection().readBack(await aReceipt())).toEqual({ ok: true, value: true });
  });

  it('tells nothing where the server won’t', async () => {
    const receipt = await aReceipt();
    await double().misbehave('answer-503');
    expect(await connection().readBack(receipt)).toEqual({ ok: true, value: false });
  });

  it('tells that it never was, once it was looked for twice', async () => {
    await double().misbehave('drop-silently');
    const receipt = await aReceipt();
    const before = deps.clock.now();
    expect(await connection().readBack(receipt)).toMatchObject({
      ok: false,
      failure: { code: 'post-dropped', subject: 'press-mastodon' },
    });
    expect(deps.clock.now() - before).toBe(3000);
    expect(await readings()).toHaveLength(2);
  });
});
