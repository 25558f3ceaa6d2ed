import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { openForTest } from './engines.ts';

// Between ticks a running program asks only whether anybody has written, so nothing that was may go unseen.

let folder: string;
let running: Store;
let beside: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-changes-'));
  running = await openForTest(`sqlite:${join(folder, 'store.db')}`);
  beside = await openForTest(`sqlite:${join(folder, 'store.db')}`);
});

afterEach(async () => {
  await running.close();
  await beside.close();
  await rm(folder, { recursive: true });
});

test('reading, and writing what is there already, changes nothing', async () => {
  await running.feeds.register(aFeed);
  const before = await running.changes();
  await running.feeds.register(aFeed);
  await running.deliveries.expireLeases(3000);
  await running.stories.waiting(3000);
  await beside.feeds.list();
  expect(await running.changes()).toBe(before);
});

test('one’s own writing is a change', async () => {
  const before = await running.changes();
  await running.feeds.register(aFeed);
  expect(await running.changes()).not.toBe(before);
});

test('so is what another process writes, also when nothing is read in between', async () => {
  const before = await running.changes();
  await beside.pauses.pause({ kind: 'all' }, 1);
  const paused = await running.changes();
  await beside.pauses.resume({ scope: { kind: 'all' }, waiting: 'keep', now: 2 });
  expect(paused).not.toBe(before);
  expect(await running.changes()).not.toBe(paused);
});

const aFeed = { eventId: 'harbour', url: 'https://news.example/feed', now: 1 };
