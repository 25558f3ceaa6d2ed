import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../src/base/clock.ts';
import { failed, success } from '../../../src/base/failure.ts';
import { day, hour, minute } from '../../../src/base/instant.ts';
import type { MastodonClient, Status } from '../../../src/networks/mastodon/client.ts';
import { lookFor } from '../../../src/networks/mastodon/look-for.ts';
import { createStandInClient } from '../../../src/networks/mastodon/stand-in-client.ts';
import { aDelivery, aLogin, aPart } from './builders.ts';

const since = Date.UTC(2017, 10, 14, 17);
const clock = createVirtualClock(since);

function aStatus(status: Partial<Status>): Status {
  return {
    id: '1',
    url: 'https://social.example/@press/1',
    authorId: '1',
    inReplyToId: null,
    visibility: 'public',
    contentHtml: '<p>Ministers meet</p>',
    createdAt: since,
    isPinned: false,
    mentions: [],
    ...status,
  };
}

/** A server on which the account has these posts, newest first, forty a page. */
function showing(statuses: readonly Status[], others: Partial<MastodonClient> = {}): MastodonClient {
  return {
    ...createStandInClient(aLogin(), clock),
    listStatuses: async (_, { olderThan }) => {
      const start = olderThan === null ? 0 : statuses.findIndex(({ id }) => id === olderThan) + 1;
      return success(statuses.slice(start, start + 40));
    },
    listDescendants: async () =>
      failed({ kind: 'answered', httpStatus: 404, message: 'Record not found', headers: {} }),
    ...others,
  };
}

function look(client: MastodonClient, status = 'Ministers meet') {
  const account = async () => success({ id: '1', name: 'press', displayName: '', bot: true });
  return lookFor({ client, login: aLogin(), clock, account }, aDelivery([aPart({ status })]), since);
}

describe('looking for a post among the account’s own', () => {
  it.each([
    ['white space folded', 'Ministers\n\nmeet', '<p>Ministers</p><p>meet</p>'],
    ['a line break', 'Ministers\nmeet', '<p>Ministers<br />meet</p>'],
    ['entities', 'A & B <C> "D"', '<p>A &amp; B &lt;C&gt; &quot;D&quot;</p>'],
    [
      'a mention without its server',
      'By @khare@un.example.',
      '<p>By <a href="x">@<span>khare</span></a>.</p>',
    ],
    ['invisible characters dropped', 'desk@\u2060un.example', '<p>desk@un.example</p>'],
    ['letters composed', 'Cafe\u0301', '<p>Café</p>'],
    [
      'a link with its ends hidden',
      'See https://un.example/long',
      '<p>See <a href="https://un.example/long"><span class="invisible">https://</span>un.example/long</a></p>',
    ],
  ])('recognises it by its words: %s', async (_, status, contentHtml) => {
    expect(await look(showing([aStatus({ contentHtml })]), status)).toMatchObject({ state: 'found' });
  });

  it('is not deceived by other words', async () => {
    expect(await look(showing([aStatus({ contentHtml: '<p>Ministers meet again</p>' })]))).toEqual({
      state: 'absent',
    });
  });

  it('is not deceived by the same words of last week', async () => {
    expect(await look(showing([aStatus({ createdAt: since - 7 * day })]))).toEqual({ state: 'absent' });
  });

  it('finds it where our clock and the server’s are a day apart', async () => {
    expect(await look(showing([aStatus({ createdAt: since - day })]))).toMatchObject({ state: 'found' });
    expect(await look(showing([aStatus({ createdAt: since + day })]))).toMatchObject({ state: 'found' });
  });

  it('reads on until the pages reach back beyond the attempt', async () => {
    const chatter = Array.from({ length: 100 }, (_, index) =>
      aStatus({ id: String(1000 - index), contentHtml: '<p>chatter</p>', createdAt: since + hour }),
    );
    const buried = [...chatter, aStatus({ id: '7' })];
    expect(await look(showing(buried))).toMatchObject({ state: 'found', receipts: [{ remoteId: '7' }] });
  });

  it('does not take for absent what may stand further back', async () => {
    const chatter = Array.from({ length: 1000 }, (_, index) =>
      aStatus({ id: String(1000 - index), contentHtml: '<p>chatter</p>', createdAt: since + minute }),
    );
    expect(await look(showing(chatter))).toMatchObject({
      state: 'cannot-tell',
      failure: { code: 'too-many-posts' },
    });
  });

  it('does not take for absent what may stand behind posts that went out meanwhile', async () => {
    const others = Array.from({ length: 40 }, (_, index) =>
      aStatus({ id: String(1000 - index), contentHtml: '<p>others</p>', createdAt: since + minute }),
    );
    const before = aStatus({ id: '6', contentHtml: '<p>before</p>', createdAt: since - minute });
    const through = new Map([
      ...others.map(({ id }) => [id, since + minute] as const),
      ['6', since] as const,
    ]);
    const lookKnowing = async (statuses: readonly Status[], asked: string[] = []) => {
      const client = showing(statuses);
      const sighting = await lookFor(
        {
          client: {
            ...client,
            listStatuses: (id, page) => {
              asked.push(page.olderThan ?? 'newest');
              return client.listStatuses(id, page);
            },
          },
          login: aLogin(),
          clock,
          account: async () => success({ id: '1', name: 'press', displayName: '', bot: true }),
          knownPosts: async (_, ids) => new Map([...through].filter(([id]) => ids.includes(id))),
        },
        aDelivery([aPart({ status: 'Ministers meet' })]),
        since,
      );
      return { sighting, asked };
    };
    expect(await lookKnowing([...others, aStatus({ id: '7' }), before])).toMatchObject({
      sighting: { state: 'found', receipts: [{ remoteId: '7' }] },
    });
    expect(await lookKnowing([before])).toEqual({ sighting: { state: 'absent' }, asked: ['newest'] });
  });

  it('knows a part by the part it answers, whatever the clocks say', async () => {
    const receipt = { partIndex: 0, remoteId: '5', url: '', contentHash: '', publishedAt: 0 };
    const delivery = aDelivery([aPart({ receipt }), aPart({ index: 1, status: 'Two' })]);
    const statuses = [
      aStatus({ id: '6', inReplyToId: '5', contentHtml: '<p>Two</p>', createdAt: since - 9 * day }),
    ];
    const account = async () => success({ id: '1', name: 'press', displayName: '', bot: true });
    const sighting = await lookFor(
      { client: showing(statuses), login: aLogin(), clock, account },
      delivery,
      since,
    );
    expect(sighting).toMatchObject({ state: 'found', receipts: [{ partIndex: 1, remoteId: '6' }] });
  });

  it('is not deceived by somebody else who says the same', async () => {
    const receipt = { partIndex: 0, remoteId: '5', url: '', contentHash: '', publishedAt: 0 };
    const delivery = aDelivery([aPart({ receipt }), aPart({ index: 1, status: 'Two' })]);
    const echo = aStatus({ id: '6', authorId: '2', inReplyToId: '5', contentHtml: '<p>Two</p>' });
    const client = showing([], { listDescendants: async () => success([echo]) });
    const account = async () => success({ id: '1', name: 'press', displayName: '', bot: true });
    expect(await lookFor({ client, login: aLogin(), clock, account }, delivery, since)).toEqual({
      state: 'absent',
    });
  });

  it('cannot tell where the token may not read', async () => {
    const client = showing([], {
      listStatuses: async () =>
        failed({ kind: 'answered', httpStatus: 403, message: 'outside the authorized scopes', headers: {} }),
    });
    expect(await look(client)).toMatchObject({
      state: 'cannot-tell',
      failure: { code: 'credentials-refused' },
    });
  });
});
