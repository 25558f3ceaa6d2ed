import { expect, test } from 'vitest';
import { day, hour, minute } from '../../../src/base/instant.ts';
import type { FeedItem } from '../../../src/feed/feed-item.ts';
import { aliasesOf, contentHashOf, fingerprintIn } from '../../../src/feed/identity.ts';
import type { ItemToAdmit } from '../../../src/store/records/stories.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAdmission, anItem, eventId, feedUrl } from '../builders.ts';

const noon = 17_484 * day + 12 * hour;
const elsewhere = 'https://other.example/feed.xml';
const pledges =
  'Ministers of eighty countries met in Vancouver on Tuesday to pledge helicopters and engineers.';
const flood = 'Two villages on the river were cut off by water on Tuesday, and boats brought doctors there.';

let drawn = 0;

/** An item with all the aliases it would have; `id` is null unless it is said. */
function told(said: Partial<FeedItem>): ItemToAdmit {
  drawn += 1;
  const like = anItem({ id: `${drawn}` });
  const item = { ...like.item, id: null, link: null, title: null, ...said };
  return {
    ...like,
    item,
    fingerprint: fingerprintIn(null, item),
    aliases: aliasesOf(item),
    contentHash: contentHashOf(item),
  };
}

/** A story of the harbour site, whose guids are its addresses. */
function pledge(said: Partial<FeedItem> = {}): ItemToAdmit {
  const link = said.link ?? 'https://news.example/2017/minsters-pledge';
  const publishedAt = noon + 7 * minute;
  return told({
    title: 'Minsters pledge helicopters',
    summaryHtml: pledges,
    publishedAt,
    ...said,
    id: link,
    link,
  });
}

const moved = 'https://news.example/2017/ministers-pledge';

interface FromElsewhere {
  readonly elsewhere: readonly ItemToAdmit[];
}

export function identitiesHold(freshStore: () => Promise<Store>): void {
  /** How many stories these polls bring. */
  const count = async (...polls: readonly (readonly ItemToAdmit[] | FromElsewhere)[]) => {
    const store = await freshStore();
    for (const url of [feedUrl, elsewhere]) await store.feeds.register({ eventId, url, now: 0 });
    for (const [index, poll] of polls.entries()) {
      const said = 'elsewhere' in poll ? { feedUrl: elsewhere, items: poll.elsewhere } : { items: poll };
      const polledAt = noon + index * 5 * minute;
      await store.stories.admit(anAdmission({ ...said, bodyHash: `${index}`, polledAt }));
    }
    return (await store.stories.list({})).length;
  };

  test.each([
    ['its title and address lost a typo', { link: moved, title: 'Ministers pledge helicopters' }],
    ['it moved and was bumped to the top', { link: moved, publishedAt: noon + 2 * hour }],
    ['it moved and its text was edited', { link: moved, summaryHtml: flood }],
    ['it moved and its marks were changed', { link: moved, title: 'Minsters pledge “helicopters”' }],
  ])('one story stays one though guid and address are one and %s', async (_, change) => {
    expect(await count([pledge()], [pledge(change)])).toBe(1);
  });

  test('a story without a date stays one though its address, which is its guid, is changed', async () => {
    const publishedAt = null;
    expect(await count([pledge({ publishedAt })], [pledge({ publishedAt, link: moved })])).toBe(1);
  });

  test('a story in another feed is the same, at other addresses and hours later', async () => {
    const there = pledge({ link: 'https://other.example/9', publishedAt: noon + 3 * hour });
    expect(await count([pledge()], { elsewhere: [there] })).toBe(1);
  });

  test('entries of a live page are stories of their own, also once the first has left the feed', async () => {
    const entries = [pledges, flood, 'Pilots struck.'].map((summaryHtml, at) =>
      told({
        id: `entry-${at}`,
        link: `https://news.example/live#${at}`,
        title: `Update ${at}`,
        summaryHtml,
      }),
    );
    const [first, second, third] = entries as [ItemToAdmit, ItemToAdmit, ItemToAdmit];
    expect(await count([first], [second, first], [third, second])).toBe(3);
  });

  test('a feed with one guid for all its items has as many stories as addresses', async () => {
    const items = ['a', 'b', 'c'].map((name) =>
      told({ id: 'x', link: `https://news.example/${name}`, title: name }),
    );
    const [first, ...later] = items as [ItemToAdmit, ...ItemToAdmit[]];
    expect(await count([first], items, later)).toBe(3);
  });

  test('two publishers who count their items alike have stories of their own', async () => {
    const here = told({ id: '101', link: 'https://news.example/a', title: 'Ministers pledge helicopters' });
    const there = told({ id: '101', link: 'https://other.example/b', title: 'Villages cut off by water' });
    expect(
      await count([here], { elsewhere: [there] }, { elsewhere: [{ ...there, fingerprint: 'anew' }] }),
    ).toBe(2);
  });

  test('two stories of one headline and day are two, side by side or one after the other', async () => {
    const briefings = [pledges, flood].map((summaryHtml, at) =>
      told({
        id: `${at}`,
        link: `https://news.example/${at}`,
        title: 'Security Council briefing',
        publishedAt: noon,
        summaryHtml,
      }),
    );
    const [first, second] = briefings as [ItemToAdmit, ItemToAdmit];
    expect(await count(briefings)).toBe(2);
    expect(await count([first], [second])).toBe(2);
  });

  test('a column with the same words every day is a story each day', async () => {
    const column = (at: number) =>
      pledge({ link: `https://news.example/noon/${at}`, publishedAt: noon + at * day });
    expect(await count([column(0)], [column(1)], [column(2)])).toBe(3);
  });

  test('an article listed twice in one feed, at two addresses, is one story', async () => {
    expect(await count([pledge(), pledge({ link: 'https://news.example/world/minsters-pledge' })])).toBe(1);
  });

  test('an item that has nothing of its own is no news at every poll', async () => {
    const items = ['A', 'B'].map((title) => told({ link: 'https://news.example/', title }));
    expect(
      await count(
        items,
        items.map((item) => ({ ...item, fingerprint: `${item.item.title}` })),
      ),
    ).toBe(1);
  });
}
