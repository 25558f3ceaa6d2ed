import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, anItem, eventId, feedUrl } from '../builders.ts';

export function revisionsBehave(freshStore: () => Promise<Store>): void {
  const tell = async ({ stories }: Store, title: string, polledAt: number) =>
    stories.admit(anAdmission({ polledAt, items: [anItem({ id: 'one', title })] }));

  test('each revision is kept with its weight and what changed', async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    await tell(store, 'Ministers pledge 80 helicopters', 1000);
    expect(await store.stories.revisions({})).toEqual([]);
    await tell(store, 'Ministers pledge 79 helicopters', 2000);
    const { revisions } = await tell(store, 'Minsters pledge 79 helicopters', 3000);
    expect(revisions).toMatchObject([{ storyId: 'story-one', revision: 3, weight: 'unimportant' }]);
    expect(await store.stories.revisions({ eventId })).toMatchObject([
      {
        storyId: 'story-one',
        revision: 2,
        seenAt: 2000,
        weight: 'material',
        changes: [{ place: 'headline', rule: 'number', removed: '80', added: '79' }],
      },
      { revision: 3, seenAt: 3000, weight: 'unimportant', changes: [{ rule: 'typo' }] },
    ]);
    expect(await store.stories.revisions({ eventId: 'geneva' })).toEqual([]);
  });

  test('a story told again as it was makes no revision', async () => {
    const store = await freshStore();
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    await tell(store, 'Ministers meet', 1000);
    expect(await tell(store, 'Ministers meet', 2000)).toMatchObject({ revised: [], revisions: [], known: 1 });
    expect(await store.stories.revisions({})).toEqual([]);
  });
}
