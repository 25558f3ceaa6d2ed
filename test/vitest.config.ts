import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/networks/**/*.network.test.ts'],
    // Only what hangs shall end by them: on a busy machine a compiler alone takes a minute, and a rehearsal two.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
