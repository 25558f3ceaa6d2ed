import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, anItem, eventId, feedUrl } from '../builders.ts';

export function storiesBehave(freshStore: () => Promise<Store>): void {
  const readyStore = async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    return store;
  };

  test('an item not seen before becomes a story just as it was sent', async () => {
    const { stories } = await readyStore();
    const item = anItem({ id: 'pledge', title: '«Blue helmets» – 🇺🇳\u0000 ', position: 3 });
    const { added } = await stories.admit(anAdmission({ items: [item] }));
    expect(added).toEqual([
      {
        id: 'story-pledge',
        eventId,
        feedUrl,
        aliases: item.aliases,
        revision: 1,
        item: item.item,
        firstSeenAt: 1000,
        position: 3,
        article: null,
        approvedWords: [],
        standing: { state: 'new' },
      },
    ]);
    expect(await stories.list({})).toEqual(added);
  });

  test('an item is known by any of its aliases, in any feed of the event', async () => {
    const { stories, feeds } = await readyStore();
    const [guid, link] = [{ kind: 'guid', value: 'g' } as const, { kind: 'link', value: 'l' } as const];
    await stories.admit(anAdmission({ items: [anItem({ id: 'one', aliases: [guid] })] }));
    const both = anItem({ id: 'two', title: 'Headline of one', aliases: [link, guid] });
    expect(await stories.admit(anAdmission({ items: [both] }))).toMatchObject({
      added: [],
      revised: [],
      known: 1,
    });
    await feeds.register({ eventId, url: 'https://news.example/other.xml', now: 0 });
    const elsewhere = anAdmission({
      feedUrl: 'https://news.example/other.xml',
      items: [anItem({ id: 'three', aliases: [link] })],
    });
    expect(await stories.admit(elsewhere)).toMatchObject({ added: [], known: 1 });
    expect(await stories.list({})).toMatchObject([{ id: 'story-one', aliases: [guid, link] }]);
  });

  test('an alias says nothing about another event', async () => {
    const { stories, feeds } = await readyStore();
    await feeds.register({ eventId: 'geneva', url: feedUrl, now: 0 });
    const items = [anItem({ id: 'one' })];
    await stories.admit(anAdmission({ items }));
    const there = await stories.admit(
      anAdmission({ eventId: 'geneva', items: [{ ...anItem({ id: 'one' }), storyId: 'geneva-one' }] }),
    );
    expect(there.added).toHaveLength(1);
    expect(await stories.list({ eventId: 'geneva' })).toMatchObject([{ id: 'geneva-one' }]);
  });

  test('a changed item makes a new revision of its story, which keeps its standing', async () => {
    const { stories } = await readyStore();
    await stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
    await stories.plan({
      storyId: 'story-one',
      plannedAt: 1500,
      article: null,
      standing: { state: 'planned' },
      deliveries: [],
      pictures: [],
    });
    const { revised, known } = await stories.admit(
      anAdmission({ polledAt: 9000, items: [anItem({ id: 'one', title: 'Corrected' })] }),
    );
    expect(known).toBe(0);
    expect(revised).toMatchObject([
      {
        id: 'story-one',
        revision: 2,
        item: { title: 'Corrected' },
        standing: { state: 'planned' },
        firstSeenAt: 1000,
      },
    ]);
    expect(await stories.waiting(9000)).toEqual([]);
  });

  test('two entries for one story in a poll do not revise it for ever', async () => {
    const { stories } = await readyStore();
    const items = ['First wording', 'Second wording'].map((title) => anItem({ id: 'one', title }));
    expect(await stories.admit(anAdmission({ items }))).toMatchObject({ revised: [], known: 1 });
    expect(await stories.admit(anAdmission({ items }))).toMatchObject({ revised: [], known: 2 });
    expect(await stories.list({})).toMatchObject([{ revision: 1, item: { title: 'First wording' } }]);
  });

  test('an entry that stood behind another for its story revises it once it stands alone', async () => {
    const { stories } = await readyStore();
    const [first, second] = ['First wording', 'Second wording'].map((title) => anItem({ id: 'one', title }));
    if (!first || !second) throw new Error('two items were made');
    await stories.admit(anAdmission({ items: [first, second] }));
    const alone = await stories.admit(anAdmission({ items: [second] }));
    expect(alone.revised).toMatchObject([{ revision: 2, item: { title: 'Second wording' } }]);
    expect(await stories.admit(anAdmission({ items: [second] }))).toMatchObject({ revised: [], known: 1 });
  });

  test('an item that left its feed and comes back as it was is known', async () => {
    const { stories } = await readyStore();
    const items = [anItem({ id: 'one' })];
    for (const told of [items, [], items, items])
      await stories.admit(anAdmission({ items: told, bodyHash: `body-${told.length}` }));
    expect(await stories.list({})).toMatchObject([{ id: 'story-one', revision: 1 }]);
  });

  test('a second feed that words a story differently does not revise it', async () => {
    const { stories, feeds } = await readyStore();
    const other = 'https://news.example/other.xml';
    await feeds.register({ eventId, url: other, now: 0 });
    await stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
    const worded = anAdmission({ feedUrl: other, items: [anItem({ id: 'one', title: 'Other words' })] });
    expect(await stories.admit(worded)).toMatchObject({ added: [], revised: [], known: 1 });
  });

  test('an item without any alias is news only once', async () => {
    const { stories } = await readyStore();
    const bare = anItem({ id: 'bare', aliases: [] });
    expect((await stories.admit(anAdmission({ items: [bare] }))).added).toHaveLength(1);
    const again = { ...bare, storyId: 'another' };
    expect((await stories.admit(anAdmission({ items: [again] }))).added).toHaveLength(0);
  });

  test('an alias of any length and content is recognised again', async () => {
    const { stories } = await readyStore();
    const odd = anItem({
      id: 'odd',
      aliases: [{ kind: 'guid', value: `\0${'x7'.repeat(20_000)}${Math.PI}` }],
    });
    await stories.admit(anAdmission({ items: [odd] }));
    expect(await stories.admit(anAdmission({ items: [odd] }))).toMatchObject({ added: [], known: 1 });
  });

  test('a thousand items are admitted in one poll', async () => {
    const { stories } = await readyStore();
    const items = Array.from({ length: 1200 }, (_, position) => anItem({ id: `n${position}`, position }));
    expect((await stories.admit(anAdmission({ items }))).added).toHaveLength(1200);
    expect(await stories.admit(anAdmission({ items }))).toMatchObject({ known: 1200 });
  });

  test('the validators advance with the items, and failures are forgotten', async () => {
    const { stories, feeds } = await readyStore();
    const failure = { code: 'timed-out', subject: feedUrl };
    await feeds.recordPoll({ eventId, url: feedUrl, polledAt: 1, nextPollAt: 2, failure });
    await stories.admit(anAdmission({ items: [anItem({ id: 'one' })], polledAt: 10, nextPollAt: 70 }));
    await stories.admit(anAdmission({ items: [], polledAt: 70, nextPollAt: 130, bodyHash: 'body-2' }));
    expect(await feeds.list()).toMatchObject([
      {
        validators: { etag: '"1"', lastModified: null },
        bodyHash: 'body-2',
        firstReadAt: 10,
        lastPollAt: 70,
        nextPollAt: 130,
        failuresInRow: 0,
        lastFailure: null,
      },
    ]);
  });

  test('nothing of a poll is stored when its feed is not', async () => {
    const store = await readyStore();
    const stray = anAdmission({ feedUrl: 'https://stray.example/', items: [anItem({ id: 'one' })] });
    await expect(store.stories.admit(stray)).rejects.toThrow('never registered');
    expect(await store.stories.list({})).toEqual([]);
  });

  test('stories wait in order of first sight, then feed position', async () => {
    const { stories } = await readyStore();
    const items = [anItem({ id: 'c', position: 1 }), anItem({ id: 'b', position: 0 })];
    await stories.admit(anAdmission({ polledAt: 50, items }));
    await stories.admit(anAdmission({ polledAt: 40, items: [anItem({ id: 'a', position: 7 })] }));
    const ignored = { state: 'ignored', because: 'background', detail: null } as const;
    await stories.admit(anAdmission({ polledAt: 30, items: [anItem({ id: 'old', standing: ignored })] }));
    expect((await stories.waiting(9000)).map(({ id }) => id)).toEqual(['story-a', 'story-b', 'story-c']);
    expect((await stories.list({}))[0]).toMatchObject({ id: 'story-old', standing: ignored });
  });

  test('stories are listed by their ids, however many, and none for none', async () => {
    const { stories } = await readyStore();
    const items = Array.from({ length: 3 }, (_, position) => anItem({ id: `n${position}`, position }));
    await stories.admit(anAdmission({ items }));
    const many = Array.from({ length: 40_000 }, (_, at) => `story-n${at + 1}`);
    expect((await stories.list({ ids: many })).map(({ id }) => id)).toEqual(['story-n1', 'story-n2']);
    expect(await stories.list({ ids: [] })).toEqual([]);
  });

  test('tells which feeds brought stories, of those that it is asked for', async () => {
    const { stories, feeds } = await readyStore();
    const other = 'https://news.example/other.xml';
    await feeds.register({ eventId, url: other, now: 0 });
    await stories.admit(anAdmission({ items: [anItem({ id: 'one' }), anItem({ id: 'two' })] }));
    await stories.admit(anAdmission({ feedUrl: other, items: [anItem({ id: 'three' })] }));
    expect(await stories.feedsOf(['story-three', 'story-one', 'story-unknown'])).toEqual(
      new Map([
        ['story-one', feedUrl],
        ['story-three', other],
      ]),
    );
    expect(await stories.feedsOf([])).toEqual(new Map());
  });
}
