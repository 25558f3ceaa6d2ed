import { extname } from 'node:path';
import { type Failure, failed, type Result } from '../base/failure.ts';
import { second } from '../base/instant.ts';
import { type ReadingThread, readingThread } from '../base/reading-thread.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import type { FeedSource } from './read-feed.ts';

type FeedReading = Result<Feed, Failure<FeedFailureCode>>;

/**
 * The feed in `body`: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, or JSON Feed, in any encoding. It is read on another
 * thread, so that nobody waits for a hostile one, and given up when a parser takes longer than a second.
 */
export async function parseFeed(
  body: Uint8Array,
  from: FeedSource,
  { thread = readingThread }: { thread?: ReadingThread } = {},
): Promise<FeedReading> {
  const read = await thread.read<FeedReading>({ body, from, reader, patience: second });
  switch (read.state) {
    case 'read':
      return read.reading;
    case 'stuck':
      return failed({ code: 'feed-too-slow-to-parse', subject: from.url });
    case 'broken':
      return failed({ code: 'feed-not-understood', subject: from.url, detail: read.detail });
  }
}

// Beside this file, compiled or not.
const module = new URL(`read-feed${extname(import.meta.url)}`, import.meta.url).href;
const reader = { module, name: 'readFeed' };
