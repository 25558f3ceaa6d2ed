import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aReceipt,
  aSettlement,
  claimAndSettle,
  claimAt,
  eventId,
  feedUrl,
  lookAt,
  planned,
} from './builders.ts';
import { openForTest } from './engines.ts';

// A store of a long event holds a million sent parts and a million aliases. Whatever happens on every tick must find its
// rows by an index, and by one that holds only what still wants work where the rest would be in the way.

let database: DatabaseSync | undefined;
let store: Store;
let statements: Set<string>;

beforeEach(async () => {
  statements = new Set();
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql, ...rest) {
    database = this;
    statements.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  store = await openForTest('sqlite::memory:');
  statements.clear();
  await planned(store, [aDelivery({ id: 'd1', posts: 2 })]);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
});

test('admitting and planning search by index', async () => {
  await store.stories.admit(
    anAdmission({ items: [anItem({ id: 'd1', title: 'Corrected' }), anItem({ id: 'new' })] }),
  );
  expect(scans()).toEqual([]);
});

test('claiming, settling, going on and looking search by index', async () => {
  await claimAndSettle(
    store,
    3000,
    aSettlement({ standing: { state: 'ready', dueAt: 1 }, receipts: [aReceipt(0)] }),
  );
  await claimAt(store, 3000);
  const settlement = aSettlement({ standing: { state: 'ready', dueAt: 1 }, receipts: [aReceipt(1)] });
  await store.deliveries.goOn({ deliveryId: 'd1', fence: 2, settlement, worker: 'w', now: 3000, lease: 1 });
  await lookAt(store, 3000);
  await store.deliveries.openerTimes('un-mastodon', 0);
  expect(scans()).toEqual([]);
  // Each use of such a statement would plan it anew, since an index over some of the rows may hang on the value.
  expect([...statements].filter((sql) => /(where|and) ("\w+"\.)?"state" = \?/.test(sql))).toEqual([]);
});

test('what every tick asks reads only the indices of what still wants work', async () => {
  await store.deliveries.expireLeases(3000);
  await store.deliveries.loads(3000);
  await store.deliveries.nextDueAt();
  await store.feeds.due(3000);
  await store.stories.waiting(9000);
  await store.stories.nextRetryAt();
  expect(scans().filter((step) => !walksUnfinishedWork(step))).toEqual([]);
});

test('listing a story searches by index', async () => {
  await store.deliveries.list({ storyId: 'story-d1' });
  await store.stories.list({ eventId });
  await store.stories.list({ ids: ['story-d1'] });
  await store.stories.feedsOf(['story-d1']);
  expect(scans()).toEqual([]);
});

test('an overview walks over nothing that is done, but for counting it and for moments', async () => {
  await store.overview({ since: 2000 });
  const long = scans().filter((step) => !(walksUnfinishedWork(step) || walksStopped(step) || counts(step)));
  expect(long).toEqual(['SCAN moments']);
});

test('a query without an index is noticed', async () => {
  database?.prepare(`select * from stories where feed_url = '${feedUrl}'`);
  expect(scans()).toEqual(['SCAN stories']);
});

/** The steps of the plans of all statements so far that walk a whole table or index. */
function scans(): readonly string[] {
  const explained = [...statements].filter((sql) => /^(select|insert|update|delete)\b/.test(sql));
  expect(explained.length).toBeGreaterThan(8);
  return explained
    .flatMap((sql) => database?.prepare(`explain query plan ${sql}`).all() ?? [])
    .map(({ detail }) => String(detail))
    .filter((step) => step.startsWith('SCAN') && !isShort(step));
}

/** Rows given, a list handed over, one delivery's parts, or an index's last entry (`order by sequence desc limit 1`). */
function isShort(step: string): boolean {
  return /VALUES CLAUSE$|^SCAN (agg|receipt|CONSTANT ROW|json_each .*|deliveries USING COVERING INDEX deliveries_by_sequence)$/.test(
    step,
  );
}

/** These indices hold what is ready, in flight, new or owing; `work` is what was found there. Accounts are few. */
function walksUnfinishedWork(step: string): boolean {
  return /deliveries_(ready|in_flight)$|stories_waiting$|^SCAN (work|accounts( USING .*)?)$/.test(step);
}

/** What waits for a person, or was given up. */
function walksStopped(step: string): boolean {
  return /(deliveries_stopped|stories_held)$/.test(step);
}

/** The smallest index there is, from end to end, or back to the first entry that is old enough. */
function counts(step: string): boolean {
  return / USING COVERING INDEX |^SCAN deliveries USING INDEX deliveries_by_sequence$/.test(step);
}
