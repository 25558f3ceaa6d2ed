import type { Web, WebAnswer } from '../web/web.ts';

/**
 * The web as it answers now: each address is asked once, and what it says stands for the whole rehearsal, so that a
 * thousand virtual polls are one request.
 */
export function openSnapshotWeb(web: Web): Web {
  const answers = new Map<string, Promise<WebAnswer>>();
  return {
    fetch: ({ validators: _, ...request }) => {
      const known = answers.get(request.url) ?? web.fetch(request);
      answers.set(request.url, known);
      return known;
    },
    close: () => web.close(),
  };
}
