import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
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
  here,
  planned,
} from './builders.ts';
import { openForTest } from './engines.ts';

// SQLite's `synchronous`: 2 waits for the disk at every commit, 1 does not.
const [full, normal] = [2, 1];

let folder: string;
let store: Store;
let database: DatabaseSync | undefined;
/** How durable each statement that wrote ran, by its first words. */
let written: [string, unknown][];

beforeEach(async () => {
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, ...sql) {
    database = this;
    return prepare.call(this, ...sql);
  });
  for (const method of ['run', 'all'] as const) {
    const execute = StatementSync.prototype[method] as (...bound: unknown[]) => never;
    vi.spyOn(StatementSync.prototype, method).mockImplementation(function (this: StatementSync, ...bound) {
      const [words] = /^(insert into|update|commit)( "\w+")?/.exec(this.sourceSQL) ?? [];
      if (words) written.push([words.replaceAll('"', ''), level()]);
      return execute.apply(this, bound);
    });
  }
  written = [];
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-lazy-'));
  store = await openForTest(`sqlite:${join(folder, 'lazy.db')}`);
  await planned(store, [aDelivery({ id: 'd1' })]);
  await store.stories.admit(anAdmission({ items: [anItem({ id: 'waiting' })] }));
  written = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(folder, { recursive: true });
});

const admit = (id: string, url = feedUrl) =>
  store.stories.admit(anAdmission({ feedUrl: url, items: [anItem({ id })] }));

const recordPoll = () =>
  store.feeds.recordPoll({ eventId, url: feedUrl, polledAt: 1, nextPollAt: 2, failure: null, place: here });

const plan = () =>
  store.stories.plan({
    storyId: 'story-waiting',
    plannedAt: 4000,
    article: null,
    standing: { state: 'planned' },
    deliveries: [aDelivery({ id: 'd2', accountId: 'un-bluesky' })],
    pictures: [],
  });

const settle = () =>
  claimAndSettle(
    store,
    4000,
    aSettlement({ standing: { state: 'sent', sentAt: 4000 }, receipts: [aReceipt(0)] }),
  );

test('what a poll brings does not wait for the disk', async () => {
  await admit('new');
  await recordPoll();
  expect(written).toEqual([
    ['insert into stories', normal],
    ['insert into aliases', normal],
    ['update feeds', normal],
    ['commit', normal],
    ['update feeds', normal],
    ['commit', normal],
  ]);
});

test('what is planned, claimed and settled waits for the disk', async () => {
  await admit('new');
  await plan();
  await settle();
  const after = written.slice(4);
  expect(after.map(([words]) => words)).toEqual([
    'update stories',
    'insert into deliveries',
    'insert into parts',
    'commit',
    'update deliveries',
    'update deliveries',
    'update parts',
    'commit',
  ]);
  expect(new Set(after.map(([, durable]) => durable))).toEqual(new Set([full]));
});

test('a poll that could not be stored leaves the others as durable as before', async () => {
  await expect(admit('stray', 'https://stray.example/')).rejects.toThrow('never registered');
  expect(level()).toBe(full);
  await claimAt(store, 4000);
  expect(written.at(-1)).toEqual(['update deliveries', full]);
});

test('polls and claims begun together keep each their own durability', async () => {
  await Promise.all([admit('one'), settle(), recordPoll(), plan(), admit('two')]);
  const levels = (words: RegExp) => new Set(written.filter(([sql]) => words.test(sql)).map(([, at]) => at));
  expect(levels(/aliases|feeds/)).toEqual(new Set([normal]));
  expect(levels(/deliveries|parts|update stories/)).toEqual(new Set([full]));
});

function level(): unknown {
  return database?.prepare('pragma synchronous').get()?.synchronous;
}
