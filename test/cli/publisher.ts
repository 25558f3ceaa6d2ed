import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { serveOnLoopback } from '../web/loopback-server.ts';

/** What a feed item says, and the page behind it, if there is one. */
export interface Written {
  readonly title: string;
  readonly summary: string;
  /** Where it is found, below the publisher's address or elsewhere. */
  readonly link: string;
  readonly pageHtml?: string;
  /** Path of the enclosed picture. */
  readonly picture?: string;
}

/** A news site on loopback, with one feed, its pages, and one picture at every path that ends with .jpg. */
export interface Publisher {
  readonly host: string;
  readonly feedUrl: string;
  readonly requests: readonly { readonly url?: string | undefined }[];
  /** Puts an item at the head of the feed. */
  publish(item: Written): void;
}

const picture = readFileSync(
  new URL('../../src/rehearsal/archive/vancouver/pictures/flags.jpg', import.meta.url),
);

/** Opens one; it closes with the test. */
export async function openPublisher(): Promise<Publisher> {
  const items: Written[] = [];
  const server = await serveOnLoopback(({ url = '' }, response) => {
    const page = items.find(({ link }) => link === url)?.pageHtml;
    const reply = (type: string, body: string | Buffer) => {
      response.setHeader('content-type', type);
      response.end(body);
    };
    if (url === '/feed.xml') reply('application/rss+xml; charset=utf-8', feedOf(items, server.origin));
    else if (url.endsWith('.jpg')) reply('image/jpeg', picture);
    else if (page) reply('text/html; charset=utf-8', page);
    else response.writeHead(404).end();
  });
  onTestFinished(() => server.close());
  return {
    host: server.host,
    feedUrl: `${server.origin}/feed.xml`,
    requests: server.requests,
    publish: (item) => void items.unshift(item),
  };
}

/** As UN News writes it: titles between spaces, an address as guid, one enclosure at most. */
function feedOf(items: readonly Written[], origin: string): string {
  const absolute = (link: string) => new URL(link, origin).href;
  const item = ({ title, summary, link, picture }: Written, position: number) => `
    <item> <title> ${title} </title>
      <link>${absolute(link)}</link>
      <description><![CDATA[${summary}]]></description>
      ${picture ? `<enclosure url="${absolute(picture)}" length="55204" type="image/jpeg" />` : ''}
      <guid isPermaLink="true">${absolute(link)}</guid>
      <pubDate>Fri, 01 Apr 2022 ${String(12 - position).padStart(2, '0')}:01:55 -0400</pubDate>
    </item>`;
  return `<?xml version="1.0" encoding="utf-8" ?> <rss version="2.0" xml:base="${origin}"> <channel>
    <title>Harbour News - Europe</title> <description><![CDATA[The port, daily]]></description>
    <link>${origin}/</link> <language>en</language>
    ${items.map(item).join('')}
  </channel> </rss>`;
}
