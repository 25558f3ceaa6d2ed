import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyStore } from '../../src/store/copy-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { rapporteur } from '../cli/program.ts';
import {
  aDelivery,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  claimAndSettle,
  claimAt,
  mediaOf,
  planned,
} from './builders.ts';
import { openForTest, postgresEngine } from './engines.ts';

const postgres = postgresEngine();
const hall = aPicture('a hall');
let folder: string;
let file: string;
let server: string;

beforeAll(async () => {
  await postgres.start();
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-move-'));
});

beforeEach(async () => {
  file = `sqlite:${join(folder, `${Math.random()}.db`)}`;
  server = await postgres.freshAddress();
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every receipt, picture and session comes along, and the copy goes on where the file stopped', async () => {
  const before = await openForTest(file);
  await planned(
    before,
    [
      aDelivery({ id: 'sent' }),
      aDelivery({ id: 'owed', parts: [aPart({ media: [mediaOf(hall)] })] }),
      ...Array.from({ length: 120 }, (_, each) => aDelivery({ id: `later-${each}` })),
    ],
    { pictures: [hall] },
  );
  await claimAndSettle(
    before,
    4000,
    aSettlement({ receipts: [aReceipt(0)], standing: { state: 'sent', sentAt: 5000 } }),
  );
  await before.sessions.save('un', '{"refreshJwt":"kept"}');
  const held = await everything(before);
  await before.close();

  const copied = await copyStore({ from: file, to: server }, () => {});
  expect(copied.ok).toBe(true);
  const after = await openForTest(server);
  expect(await everything(after)).toEqual(held);
  expect(await after.sessions.load('un')).toBe('{"refreshJwt":"kept"}');
  expect(await after.loadMedia(hall.hash)).toEqual(hall.bytes);
  expect(await claimAt(after, 6000)).toMatchObject({ id: 'owed' });
  await after.close();
});

test('a target that holds something is refused and left as it was', async () => {
  const [source, target] = [await openForTest(file), await openForTest(server)];
  await planned(source, [aDelivery({ id: 'mine' })]);
  await planned(target, [aDelivery({ id: 'theirs' })]);
  await source.close();
  expect(await copyStore({ from: file, to: server }, () => {})).toMatchObject({
    failure: { code: 'store-not-empty' },
  });
  expect(await target.deliveries.list({})).toMatchObject([{ id: 'theirs' }]);
  await target.close();
});

test('a file that a run is at work on is not copied', async () => {
  const running = await openStore({ databaseUrl: file, exclusive: true });
  expect(await copyStore({ from: file, to: server }, () => {})).toMatchObject({
    failure: { code: 'store-locked' },
  });
  if (running.ok) await running.value.close();
});

test('the command copies a file by its name and says what to do next', async () => {
  const source = await openForTest(file);
  await planned(source, [aDelivery({ id: 'd1' })]);
  await source.close();
  const path = file.replace('sqlite:', '');
  const { exitCode, stdout } = await rapporteur(['store', 'copy', path, server], { cwd: folder });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^Copied \d+ rows\. Set DATABASE_URL to the copy/),
  });
  const missing = await rapporteur(['store', 'copy', 'nothing.db', server], { cwd: folder });
  expect(missing).toMatchObject({ exitCode: 1, stderr: 'There is no store at nothing.db.\n' });
});

async function everything(store: Store) {
  return [await store.deliveries.list({}), await store.stories.list({}), await store.feeds.list()];
}
