import { defineConfig } from 'vitest/config';

// The adapter against any server: TEST_MASTODON_URL and TEST_MASTODON_TOKEN name it, and without them the double stands in.
export default defineConfig({
  test: {
    root: new URL('../../..', import.meta.url).pathname,
    include: ['test/networks/mastodon/**/*.server.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
