import { expect, test } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import type { StoryPlan } from '../../../src/store/records/stories.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, anAdmission, anItem, aPart, aPicture, eventId, feedUrl, mediaOf } from '../builders.ts';

const article: Article = {
  source: 'page',
  fellBackBecause: null,
  url: 'https://news.example/one',
  headline: 'Ministers pledge',
  byline: null,
  siteName: 'News',
  publishedAt: 500,
  modifiedAt: null,
  language: 'en',
  lead: 'They met.',
  isLive: false,
  blocks: [{ kind: 'paragraph', text: 'They met.' }],
  images: [],
  recordings: [],
  preview: { title: 'Ministers pledge', description: 'They met.', imageUrl: null },
};

const plan: StoryPlan = {
  storyId: 'story-one',
  plannedAt: 2000,
  article,
  standing: { state: 'planned' },
  deliveries: [],
  pictures: [],
};

const owing = (retryAt: number) => ({
  state: 'owing' as const,
  owed: [{ accountId: 'un-bluesky', failure: { code: 'server-unreachable', subject: 'un-bluesky' } }],
  retryAt,
});

export function plansBehave(freshStore: () => Promise<Store>): void {
  const storeWithStory = async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    await store.stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
    return store;
  };

  test('a plan stores standing, article and frozen deliveries together', async () => {
    const { stories, deliveries } = await storeWithStory();
    const parts = [
      aPart({ body: '{"text":"“Pledge”\\u0000"}', media: [mediaOf(aPicture('hall'))] }),
      aPart({ index: 1, key: '3jzfcijpj2z2a' }),
    ];
    const frozen = aDelivery({ id: 'd1', network: 'bluesky', accountId: 'un-bluesky', dueAt: 2100, parts });
    expect(await stories.plan({ ...plan, deliveries: [frozen] })).toBe(true);
    expect(await stories.list({})).toMatchObject([{ article, standing: { state: 'planned' } }]);
    expect(await deliveries.list({})).toEqual([
      {
        id: 'd1',
        eventId,
        of: { kind: 'story', storyId: 'story-one' },
        accountId: 'un-bluesky',
        network: 'bluesky',
        createdAt: 2000,
        parts,
        place: null,
        standing: { state: 'ready', dueAt: 2100 },
        attempts: 0,
        lastFailure: null,
        attemptedAt: null,
        notedWord: null,
        isVouched: false,
        freshness: { staleAt: null, whenStale: 'drop' },
      },
    ]);
  });

  test('a story is planned once: a second plan changes nothing', async () => {
    const { stories, deliveries } = await storeWithStory();
    await stories.plan({ ...plan, deliveries: [aDelivery({ id: 'd1' })] });
    const late = { ...plan, article: null, deliveries: [aDelivery({ id: 'd2' })] };
    expect(await stories.plan(late)).toBe(false);
    expect(await stories.list({})).toMatchObject([{ article }]);
    expect((await deliveries.list({})).map(({ id }) => id)).toEqual(['d1']);
  });

  test('an owing story stores at once what it has, and waits again when its retry is due', async () => {
    const { stories, deliveries } = await storeWithStory();
    expect(await stories.nextRetryAt()).toBeNull();
    await stories.plan({ ...plan, standing: owing(5000), deliveries: [aDelivery({ id: 'd1' })] });
    expect(await deliveries.list({})).toHaveLength(1);
    expect(await stories.nextRetryAt()).toBe(5000);
    expect(await stories.waiting(4999)).toEqual([]);
    expect(await stories.waiting(5000)).toMatchObject([{ article, standing: owing(5000) }]);
  });

  test('a retry gives what was owed, and is then none any more', async () => {
    const { stories, deliveries } = await storeWithStory();
    await stories.plan({ ...plan, standing: owing(5000), deliveries: [aDelivery({ id: 'd1' })] });
    const late = aDelivery({ id: 'd2', accountId: 'un-bluesky', network: 'bluesky' });
    expect(await stories.plan({ ...plan, retryOf: 5000, deliveries: [late] })).toBe(true);
    expect((await deliveries.list({})).map(({ id }) => id)).toEqual(['d1', 'd2']);
    expect(await stories.list({})).toMatchObject([{ standing: { state: 'planned' } }]);
    expect([await stories.waiting(9000), await stories.nextRetryAt()]).toEqual([[], null]);
  });

  test('a plan for another standing than the story has changes nothing', async () => {
    const { stories, deliveries } = await storeWithStory();
    const given = { ...plan, deliveries: [aDelivery({ id: 'd2' })] };
    expect(await stories.plan({ ...given, retryOf: 5000 }), 'a retry of a new story').toBe(false);
    await stories.plan({ ...plan, standing: owing(5000) });
    expect(await stories.plan(given), 'a first plan of an owing story').toBe(false);
    await stories.plan({ ...plan, standing: owing(8000), retryOf: 5000 });
    expect(await stories.plan({ ...given, retryOf: 5000 }), 'a retry that another made').toBe(false);
    expect(await deliveries.list({})).toEqual([]);
    expect(await stories.list({})).toMatchObject([{ standing: owing(8000) }]);
  });

  test('an account gets a story once, whatever is planned', async () => {
    const { stories, deliveries } = await storeWithStory();
    await stories.plan({ ...plan, standing: owing(5000), deliveries: [aDelivery({ id: 'd1' })] });
    const again = { ...plan, retryOf: 5000, deliveries: [aDelivery({ id: 'd2' })] };
    await expect(stories.plan(again)).rejects.toThrow();
    expect((await deliveries.list({})).map(({ id }) => id)).toEqual(['d1']);
    expect(await stories.waiting(5000)).toHaveLength(1);
  });

  test('a story that is not covered says why', async () => {
    const { stories } = await storeWithStory();
    const standing = {
      state: 'unplannable',
      failure: { code: 'not-in-source', subject: 'story-one' },
    } as const;
    await stories.plan({ ...plan, standing });
    expect(await stories.list({})).toMatchObject([{ standing }]);
  });

  test('a plan that cannot be stored whole is not stored at all', async () => {
    const { stories, deliveries, loadMedia } = await storeWithStory();
    const twice = [aDelivery({ id: 'd1' }), aDelivery({ id: 'd1' })];
    const picture = aPicture('hall');
    await expect(stories.plan({ ...plan, deliveries: twice, pictures: [picture] })).rejects.toThrow();
    expect(await stories.waiting(9000)).toHaveLength(1);
    expect(await deliveries.list({})).toEqual([]);
    expect(await loadMedia(picture.hash)).toBeNull();
  });
}
