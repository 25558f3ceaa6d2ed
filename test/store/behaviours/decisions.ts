import { expect, test } from 'vitest';
import type { HeldBecause } from '../../../src/article/story.ts';
import type { StoryPlan } from '../../../src/store/records/stories.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDelivery, anAdmission, anItem, eventId, feedUrl } from '../builders.ts';

const planOf = (about: Pick<StoryPlan, 'standing'> & Partial<StoryPlan>): StoryPlan => ({
  storyId: 'story-one',
  plannedAt: 2000,
  article: null,
  deliveries: [],
  pictures: [],
  ...about,
});

/** A store whose one story is held. */
export async function storeHolding(
  store: Store,
  { because = 'hold-word', words = ['killed', 'casualt*'] }: { because?: HeldBecause; words?: string[] } = {},
): Promise<Store> {
  await store.feeds.register({ eventId, url: feedUrl, now: 0 });
  await store.stories.admit(anAdmission({ items: [anItem({ id: 'one' })] }));
  await store.stories.plan(planOf({ standing: { state: 'held', because, words } }));
  return store;
}

export function decisionsBehave(freshStore: () => Promise<Store>): void {
  test('a held story does not wait to be planned', async () => {
    const { stories } = await storeHolding(await freshStore());
    expect(await stories.waiting(9000)).toEqual([]);
    expect(await stories.list({})).toMatchObject([
      { standing: { state: 'held', because: 'hold-word', words: ['killed', 'casualt*'] }, approvedWords: [] },
    ]);
  });

  test('an approved story waits to be planned, and remembers what it was held for', async () => {
    const { stories, deliveries } = await storeHolding(await freshStore());
    const approved = await stories.approve('story-one');
    expect(approved).toMatchObject({ ok: true, value: { id: 'story-one', standing: { state: 'held' } } });
    expect(await stories.waiting(9000)).toMatchObject([
      { id: 'story-one', standing: { state: 'new' }, approvedWords: ['killed', 'casualt*'] },
    ]);
    const standing = { state: 'planned' } as const;
    expect(await stories.plan(planOf({ standing, deliveries: [aDelivery({ id: 'd1' })] }))).toBe(true);
    expect(await deliveries.list({ storyId: 'story-one' })).toHaveLength(1);
    expect(await stories.list({})).toMatchObject([{ standing, approvedWords: ['killed', 'casualt*'] }]);
  });

  test('a story held a second time for another word adds it to those that were let pass', async () => {
    const { stories } = await storeHolding(await freshStore());
    await stories.approve('story-one');
    const standing = { state: 'held', because: 'hold-word', words: ['wounded', 'killed'] } as const;
    await stories.plan(planOf({ standing }));
    await stories.approve('story-one');
    expect(await stories.waiting(9000)).toMatchObject([{ approvedWords: ['killed', 'casualt*', 'wounded'] }]);
  });

  test('a word that never goes out is let pass by nobody', async () => {
    const { stories } = await storeHolding(await freshStore(), { because: 'never-word' });
    await stories.approve('story-one');
    expect(await stories.waiting(9000)).toMatchObject([{ standing: { state: 'new' }, approvedWords: [] }]);
  });

  test('a dropped story is ignored, for what it was held for', async () => {
    const { stories } = await storeHolding(await freshStore());
    expect(await stories.drop('story-one')).toMatchObject({ ok: true, value: { id: 'story-one' } });
    expect(await stories.waiting(9000)).toEqual([]);
    expect(await stories.list({})).toMatchObject([
      { standing: { state: 'ignored', because: 'dropped', detail: 'killed, casualt*' } },
    ]);
  });

  test('there is nothing to decide about a story that is not held, or not known', async () => {
    const { stories } = await storeHolding(await freshStore());
    await stories.drop('story-one');
    const failure = { code: 'story-not-held', subject: 'story-one', detail: 'ignored' };
    expect(await stories.approve('story-one')).toEqual({ ok: false, failure });
    expect(await stories.drop('story-one')).toEqual({ ok: false, failure });
    const unknown = { code: 'story-unknown', subject: 'story-two' };
    expect(await stories.approve('story-two')).toEqual({ ok: false, failure: unknown });
    expect(await stories.list({})).toMatchObject([{ standing: { state: 'ignored' }, approvedWords: [] }]);
  });

  test('an edit of its article leaves a story held', async () => {
    const { stories } = await storeHolding(await freshStore());
    await stories.admit(anAdmission({ items: [anItem({ id: 'one', title: 'Corrected' })] }));
    expect(await stories.list({})).toMatchObject([{ revision: 2, standing: { state: 'held' } }]);
  });
}
