import type { Web } from '../../src/web/web.ts';

/** For what plans and delivers without fetching anything: to ask it is a bug. */
export const unaskedWeb: Web = {
  fetch: () => {
    throw new Error('nothing is fetched here');
  },
  close: async () => undefined,
};
