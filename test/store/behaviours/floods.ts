import { expect, test } from 'vitest';
import { day } from '../../../src/base/instant.ts';
import { aliasesOf, contentHashOf, fingerprintIn } from '../../../src/feed/identity.ts';
import type { ItemToAdmit } from '../../../src/store/records/stories.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, anItem, eventId, feedUrl, here } from '../builders.ts';

/** Six dated items with all their aliases, changed as told. */
function sixItems(change: (index: number) => Partial<ItemToAdmit['item']> = () => ({})): ItemToAdmit[] {
  return Array.from({ length: 6 }, (_, index) => {
    const like = anItem({ id: `six-${index}` });
    const item = { ...like.item, publishedAt: index * day, ...change(index) };
    return {
      ...like,
      storyId: `story-${item.id}`,
      item,
      fingerprint: fingerprintIn(null, item),
      aliases: aliasesOf(item),
      contentHash: contentHashOf(item),
      position: index,
    };
  });
}

export function floodsBehave(freshStore: () => Promise<Store>): void {
  const storeWithSix = async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    await store.stories.admit(anAdmission({ items: sixItems() }));
    return store;
  };
  const everythingNew = (index: number) => ({
    id: `other-${index}`,
    link: `https://news.example/other/${index}`,
    publishedAt: 90 * day,
  });

  test('of a flood nothing is taken, and its feed is set aside until an operator says so', async () => {
    const { feeds, stories } = await storeWithSix();
    const flood = { kind: 'mostly-new', affected: 6, items: 6 };
    const later = { polledAt: 5000, nextPollAt: 6000, bodyHash: 'body-2' };
    const items = sixItems(everythingNew);
    expect(await stories.admit(anAdmission({ items, ...later }))).toMatchObject({ added: [], flood });
    expect(await stories.list({})).toHaveLength(6);
    expect(await feeds.due(9e15)).toEqual([]);
    expect(await feeds.nextPollAt()).toBeNull();
    expect(await feeds.list()).toMatchObject([
      {
        standing: { state: 'set-aside', since: 5000, flood },
        bodyHash: 'body-1',
        lastPollAt: 5000,
        lastFailure: null,
      },
    ]);
  });

  test('an accepted feed is due, and its next poll is taken whatever it looks like', async () => {
    const { feeds, stories } = await storeWithSix();
    const items = sixItems(everythingNew);
    await stories.admit(anAdmission({ items }));
    const word = { eventId, url: feedUrl, dates: 'steady', now: 7000 } as const;
    expect(await feeds.settle({ ...word, standing: { state: 'accepted', as: 'news' } })).toBe(true);
    expect(await feeds.due(7000)).toMatchObject([{ standing: { state: 'accepted', as: 'news' } }]);
    const { added, flood } = await stories.admit(anAdmission({ items, isAccepted: true }));
    expect({ added: added.length, flood }).toEqual({ added: 6, flood: null });
    expect(await feeds.list()).toMatchObject([{ standing: { state: 'followed' } }]);
  });

  test('an accepted feed that went back to what it was is watched again', async () => {
    const { feeds, stories } = await storeWithSix();
    await stories.admit(anAdmission({ items: sixItems(everythingNew) }));
    const word = { eventId, url: feedUrl, dates: 'steady', now: 7000 } as const;
    await feeds.settle({ ...word, standing: { state: 'accepted', as: 'news' } });
    const poll = { eventId, url: feedUrl, polledAt: 7001, nextPollAt: 7002, place: here };
    await feeds.recordPoll({ ...poll, failure: null });
    expect(await feeds.list()).toMatchObject([{ standing: { state: 'followed' } }]);
  });

  test('a resumed feed that is still a flood is set aside again', async () => {
    const { feeds, stories } = await storeWithSix();
    const items = sixItems(everythingNew);
    await stories.admit(anAdmission({ items }));
    await feeds.settle({ eventId, url: feedUrl, standing: { state: 'followed' }, dates: 'steady', now: 1 });
    expect((await stories.admit(anAdmission({ items }))).flood?.kind).toBe('mostly-new');
  });

  test('an operator’s word about a feed that is followed changes nothing', async () => {
    const { feeds } = await storeWithSix();
    const word = { eventId, url: feedUrl, dates: 'moving', now: 1 } as const;
    expect(await feeds.settle({ ...word, standing: { state: 'followed' } })).toBe(false);
    expect(await feeds.list()).toMatchObject([{ dates: 'steady', nextPollAt: 2000 }]);
  });

  test('a push does not wake a feed that is set aside', async () => {
    const { feeds, stories, subscriptions } = await storeWithSix();
    await stories.admit(anAdmission({ items: sixItems(everythingNew) }));
    await subscriptions.push(feedUrl, 8000);
    expect(await feeds.due(9e15)).toEqual([]);
  });

  test('all dates changed at once are a flood, unless the feed’s dates are known to move', async () => {
    const { feeds, stories } = await storeWithSix();
    const redated = (to: number) => anAdmission({ items: sixItems(() => ({ publishedAt: to })) });
    expect((await stories.admit(redated(91 * day))).flood?.kind).toBe('all-dates-changed');
    await feeds.settle({ eventId, url: feedUrl, standing: { state: 'followed' }, dates: 'moving', now: 1 });
    expect(await stories.admit(redated(91 * day))).toMatchObject({ added: [], flood: null });
    expect(await stories.admit(redated(92 * day))).toMatchObject({ added: [], flood: null });
  });

  test('all titles changed at once are a flood', async () => {
    const { stories } = await storeWithSix();
    const items = sixItems((index) => ({ title: `Site news: ${index}` }));
    expect((await stories.admit(anAdmission({ items }))).flood?.kind).toBe('all-titles-changed');
    expect(await stories.list({})).toMatchObject([{ revision: 1 }, {}, {}, {}, {}, {}]);
  });

  test.each([
    ['guids drawn anew', (index: number) => ({ id: `random-${index}` })],
    ['a changed site path', (index: number) => ({ link: `https://news.example/archive/${index}` })],
    ['one item bumped to now', (index: number) => (index === 5 ? { publishedAt: 99 * day } : {})],
    ['one title mended', (index: number) => (index === 5 ? { title: 'Mended' } : {})],
  ])('%s make no flood and no new story', async (_, change) => {
    const { feeds, stories } = await storeWithSix();
    const admitted = await stories.admit(anAdmission({ items: sixItems(change) }));
    expect(admitted).toMatchObject({ added: [], flood: null });
    expect(await feeds.list()).toMatchObject([{ standing: { state: 'followed' } }]);
  });

  test('a flood in one feed leaves the event’s other feeds alone', async () => {
    const { feeds, stories } = await storeWithSix();
    const other = 'https://news.example/other.xml';
    await feeds.register({ eventId, url: other, now: 0 });
    await stories.admit(anAdmission({ items: sixItems(everythingNew) }));
    expect((await feeds.due(9000)).map(({ url }) => url)).toEqual([other]);
  });

  test('what a feed holds at first is never a flood', async () => {
    const { feeds, stories } = await freshStore();
    await feeds.register({ eventId, url: feedUrl, now: 0 });
    expect((await stories.admit(anAdmission({ items: sixItems() }))).flood).toBeNull();
  });
}
