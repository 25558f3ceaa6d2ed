import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The worker's program, in one file. */
    worker: string;
  }
}

/**
 * Makes one file of the worker and all it imports, unchanged otherwise, and one of the thread that reads for it, and of
 * what reads there. It starts in a third of the time, and the tests start hundreds.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-worker-'));
  await build({
    input: [
      'worker.ts',
      '../../src/base/reading-worker-inside.ts',
      '../../src/feed/read-feed.ts',
      '../../src/coverage/agenda/read-schedule.ts',
    ].map((file) => new URL(file, import.meta.url).pathname),
    platform: 'node',
    logLevel: 'silent',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
  });
  project.provide('worker', join(folder, 'worker.mjs'));
  return () => rm(folder, { recursive: true, force: true });
}
