import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { openForTest } from '../store/engines.ts';
import { startWorker, type Worker } from './crew.ts';

/** An empty store in a SQLite file, open to look into; gone with the test. */
export async function aStore(): Promise<{ databaseUrl: string; file: string; store: Store }> {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-durability-'));
  const file = join(folder, 'store.db');
  const databaseUrl = `sqlite:${file}`;
  const store = await openForTest(databaseUrl);
  onTestFinished(async () => {
    await store.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  return { databaseUrl, file, store };
}

/** A worker that has its store open; it does not outlive the test. */
export async function atWork(orders: Parameters<typeof startWorker>[0]): Promise<Worker> {
  const worker = startWorker(orders);
  onTestFinished(() => void worker.child.kill('SIGKILL'));
  await worker.ready;
  return worker;
}
