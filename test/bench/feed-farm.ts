import { createServer } from 'node:http';

// Serves feeds on loopback, from a process of its own so that serving costs the measured one nothing.
// /<version>/<n>.xml is feed n; with the version its ETag changes and the first of its items, as when there is news. Prints its origin as a JSON line.
const itemsPerFeed = 30;

const server = createServer((request, response) => {
  const [, version = '0', name = '0'] = (request.url ?? '/').split('/');
  const etag = `"v${version}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response
    .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag })
    .end(writeFeed(name, version));
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`${JSON.stringify({ origin: `http://127.0.0.1:${address.port}` })}\n`);
});

function writeFeed(name: string, version: string): string {
  const items = Array.from({ length: itemsPerFeed }, (_, index) => {
    const story = `${name}-${index > 0 ? 'lasting' : version}-${index}`;
    return `<item><title> Delegates discuss pledges for mission ${story}</title>
<link>http://127.0.0.1/story/${story}</link>
<description><![CDATA[Delegates from eighty countries discussed what helicopters and engineers the missions need, and who brings them. Item ${story}.]]></description>
<enclosure url="http://127.0.0.1/pictures/${story}.jpg" length="55204" type="image/jpeg" />
<guid isPermaLink="true">http://127.0.0.1/story/${story}</guid>
<pubDate>Tue, 14 Nov 2017 12:00:00 +0000</pubDate></item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Feed ${name}</title><link>http://127.0.0.1/</link>
<description>For the bench</description>${items.join('\n')}</channel></rss>`;
}
