import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import type { Connection } from '../../src/networks/network.ts';
import type { Delivery } from '../../src/outbox/delivery.ts';
import type { Outcome, Sighting } from '../../src/outbox/outcome.ts';
import type { Store } from '../../src/store/store.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

const account = { kind: 'account', accountId: 'mastodon' } as const;
const story = {
  slug: 'pier',
  title: 'Harbour pier opens to the public',
  summary: 'The harbour pier opened on Tuesday after two years of work by divers and masons.',
};
const quotes = [
  '“We waited a long time for this pier, and it was worth the wait,” said Ada Holm, Mayor of the city.',
  '“The masons worked through two winters without a pause for the storms,” said Jon Berg, the harbour master.',
];

let room: Newsroom;
/** What happens while the first post of the thread is on its way. */
let meanwhile: (store: Store, delivery: Delivery) => Promise<unknown>;
let tried: number[];
/** What is found where a post is read back; null: what the server says. */
let found: Awaited<ReturnType<Connection['readBack']>> | null;
let readBack: string[];
/** What the server says to the second post, and what a look for it shows; null: what happens. */
let second: Outcome | null;
let seen: Sighting | null;

beforeEach(async () => {
  meanwhile = async () => undefined;
  tried = [];
  found = null;
  readBack = [];
  second = null;
  seen = null;
  room = await openNewsroom({
    answer: (request, response) => {
      if (request.url === '/feed') return void response.end(aFeed([anItem(story)]));
      response.setHeader('content-type', 'text/html');
      response.end(aPage({ title: story.title, paragraphs: [story.summary, ...quotes] }));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 1 }],
      accounts: event.accounts.filter(({ accountId }) => accountId === 'mastodon'),
    }),
    connections: (stands) => stands.map(noting),
  });
});

afterEach(() => room.close());

function noting(connection: Connection): Connection {
  return {
    ...connection,
    publish: async (delivery) => {
      const next = delivery.parts.findIndex(({ receipt }) => receipt === null);
      if (tried.push(next) === 1) await meanwhile(room.deps.store, delivery);
      return (next === 1 && second) || connection.publish(delivery);
    },
    lookFor: async (delivery, since) => seen ?? connection.lookFor(delivery, since),
    readBack: async (receipt) => {
      readBack.push(receipt.remoteId);
      return found ?? connection.readBack(receipt);
    },
  };
}

/** Which parts the journal has called public, each time. */
function told(): readonly (readonly number[])[] {
  return room.journal.flatMap((entry) =>
    entry.kind === 'parts-published' ? [entry.receipts.map(({ partIndex }) => partIndex)] : [],
  );
}

async function receiptsAndState() {
  const [delivery] = await room.deps.store.deliveries.list({});
  return { state: delivery?.standing.state, public: delivery?.parts.filter(({ receipt }) => receipt).length };
}

describe('between two posts of a thread', () => {
  it('nothing is searched for: it goes on, post by post, each under a claim of its own', async () => {
    const fences: number[] = [];
    const { deliveries } = room.deps.store;
    const counted: Store = {
      ...room.deps.store,
      deliveries: {
        ...deliveries,
        goOn: async (going) => {
          fences.push(going.fence);
          return deliveries.goOn(going);
        },
      },
    };
    Object.assign(room.deps, { store: counted });
    await room.playUntil(morning + 5 * minute);
    expect(room.mastodon.posts().length).toBeGreaterThan(2);
    expect(tried).toEqual(room.mastodon.posts().map((_, index) => index));
    expect(fences).toEqual(tried.slice(1));
    expect(await receiptsAndState()).toEqual({ state: 'sent', public: tried.length });
  });

  it('a pause is heeded, and the thread goes on where it stood', async () => {
    meanwhile = (store) => store.pauses.pause(account, morning);
    await room.playUntil(morning + 5 * minute);
    expect(await receiptsAndState()).toEqual({ state: 'ready', public: 1 });
    await room.deps.store.pauses.resume({ scope: account, waiting: 'keep', now: room.deps.clock.now() });
    await room.playUntil(morning + 10 * minute);
    expect(await receiptsAndState()).toEqual({ state: 'sent', public: room.mastodon.posts().length });
    expect(tried).toEqual(room.mastodon.posts().map((_, index) => index));
  });

  it.each([
    { word: 'cancel', state: 'cancelled' },
    { word: 'hold', state: 'held' },
  ] as const)('a word to $word is heeded', async ({ word, state }) => {
    meanwhile = (store, { id }) =>
      store.deliveries.heed({ word, about: { ids: [id] }, vouched: false, now: room.deps.clock.now() });
    await room.playUntil(morning + 5 * minute);
    expect(await receiptsAndState()).toEqual({ state, public: 1 });
    expect(tried).toEqual([0]);
  });

  it.each([
    { word: 'a pause', say: (store: Store) => store.pauses.pause(account, morning) },
    {
      word: 'a word to hold it',
      say: (store: Store, { id }: Delivery) =>
        store.deliveries.heed({
          word: 'hold',
          about: { ids: [id] },
          vouched: false,
          now: room.deps.clock.now(),
        }),
    },
  ])('$word has the post that stands on its server’s word read back', async ({ say }) => {
    meanwhile = say;
    await room.playUntil(morning + 5 * minute);
    const [opener] = room.mastodon.posts();
    expect(readBack).toEqual([opener?.id]);
    const [delivery] = await room.deps.store.deliveries.list({});
    expect(delivery?.parts[0]?.receipt).not.toHaveProperty('isUnproven');
    expect(told()).toEqual([[0]]);
  });

  it('a pause hides no server that said yes and kept nothing', async () => {
    meanwhile = (store) => store.pauses.pause(account, morning);
    const failure = { code: 'post-dropped', subject: 'mastodon', detail: 'taken, not to be found' };
    found = { ok: false, failure };
    await room.playUntil(morning + 5 * minute);
    expect(await receiptsAndState()).toEqual({ state: 'refused', public: 0 });
    expect(room.journal).toContainEqual(expect.objectContaining({ kind: 'delivery-refused', failure }));
    expect(told()).toEqual([]);
  });

  it('a post that nobody can read waits on its server’s word, and the next one shows it', async () => {
    meanwhile = (store) => store.pauses.pause(account, morning);
    found = { ok: true, value: false };
    await room.playUntil(morning + 5 * minute);
    const [waiting] = await room.deps.store.deliveries.list({});
    expect(waiting?.parts[0]?.receipt).toMatchObject({ isUnproven: true });
    expect(told()).toEqual([]);
    await room.deps.store.pauses.resume({ scope: account, waiting: 'keep', now: room.deps.clock.now() });
    await room.playUntil(morning + 10 * minute);
    expect(told().flat()).toEqual(room.mastodon.posts().map((_, index) => index));
  });

  const failure = { code: 'content-refused', subject: 'mastodon' };
  const unanswered = { state: 'unknown', failure } as const;
  it.each([
    { end: 'a refusal', answer: { state: 'refused', failure }, sighting: null, state: 'refused' },
    {
      end: 'looks that could not tell',
      answer: unanswered,
      sighting: { state: 'cannot-tell', failure, retryAt: null },
      state: 'held',
    },
    {
      end: 'a look that found something else',
      answer: unanswered,
      sighting: { state: 'contradicted', failure },
      state: 'held',
    },
  ] as const)('$end leaves nothing to wait for: what nobody can read is believed', async (after) => {
    second = after.answer;
    seen = after.sighting;
    found = { ok: true, value: false };
    await room.playUntil(morning + 7 * hour);
    expect(await receiptsAndState()).toEqual({ state: after.state, public: 1 });
    const [delivery] = await room.deps.store.deliveries.list({});
    expect(delivery?.parts[0]?.receipt).not.toHaveProperty('isUnproven');
    expect(told()).toEqual([[0]]);
  });

  it('a look that ends a thread hides no server that said yes and kept nothing', async () => {
    second = unanswered;
    seen = { state: 'contradicted', failure };
    found = { ok: false, failure: { code: 'post-dropped', subject: 'mastodon' } };
    await room.playUntil(morning + 5 * minute);
    expect(await receiptsAndState()).toEqual({ state: 'refused', public: 0 });
    expect(told()).toEqual([]);
  });

  it('a claim that was lost meanwhile lets nothing follow but a look', async () => {
    meanwhile = (store) => store.deliveries.expireLeases(Number.MAX_SAFE_INTEGER);
    await room.playUntil(morning);
    expect(tried).toEqual([0]);
    expect(room.journal).toContainEqual(expect.objectContaining({ kind: 'claim-lost' }));
    await room.playUntil(morning + 10 * minute);
    expect(tried).toEqual(room.mastodon.posts().map((_, index) => index));
  });
});
