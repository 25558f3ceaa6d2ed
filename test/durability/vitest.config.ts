import { defineConfig } from 'vitest/config';

// Tests that kill programs by the dozen and take minutes, which the plain test run leaves out. run.ts makes them nightly by --long.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/durability/**/*.durability.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/durability/build-worker.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
