import { createServer } from 'node:http';

/** A publisher of one feed that reports when it is told to. */
export interface Site {
  readonly feedUrl: string;
  /** Puts so many items at the feed's head; resolves with when they were first asked for. */
  report(count: number): Promise<number>;
  askedAgain(): Promise<number>;
  close(): void;
}

/** One feed and its articles’ pages, on loopback. */
export async function openSite(): Promise<Site> {
  let first = 0;
  const waiting: ((at: number) => void)[] = [];
  const server = createServer((request, response) => {
    const host = `http://${request.headers.host}`;
    if (request.url !== '/feed') {
      response.setHeader('content-type', 'text/html');
      const title = `Harbour news ${request.url?.split('-')[1]}`;
      response.end(
        `<!doctype html><title>${title}</title><article><h1>${title}</h1><p>${told}</p></article>`,
      );
      return;
    }
    const askedAt = performance.now();
    for (const each of waiting.splice(0)) each(askedAt);
    response.setHeader('content-type', 'application/rss+xml');
    response.end(feedOf(host, first));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const askedAgain = () => new Promise<number>((resolve) => waiting.push(resolve));
  return {
    feedUrl: `http://127.0.0.1:${address.port}/feed`,
    report: (count) => {
      first += count;
      return askedAgain();
    },
    askedAgain,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const told =
  'The harbour master told the press on Tuesday of the ships that came in, and of those that are to come.';

function feedOf(host: string, first: number): string {
  const items = Array.from({ length: itemsInFeed }, (_, at) => itemsInFeed + first - at).map(
    (number) => `<item><title>Harbour news ${number}</title><link>${host}/story-${number}</link>
<guid isPermaLink="false">story-${number}</guid><description>${told}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>${host}/</link>
<description>News</description>${items.join('')}</channel></rss>`;
}

const itemsInFeed = 50;
