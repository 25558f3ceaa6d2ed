import { defineConfig } from 'vitest/config';

// The tests that need the servers of bluesky/servers/install.sh, which the plain test run leaves out.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/networks/**/*.network.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/durability/build-worker.ts'],
    testTimeout: 30_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
