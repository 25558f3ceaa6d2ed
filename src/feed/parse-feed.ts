import type { Failure, Result } from '../base/failure.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import type { FeedSource } from './read-feed.ts';
import { openReadingThread, type ReadingThread } from './reading-thread.ts';

/**
 * The feed in `body`: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, or JSON Feed, in any encoding. It is read on another
 * thread, so that nobody waits for a hostile one, and given up when a parser takes longer than a second.
 */
export function parseFeed(
  body: Uint8Array,
  from: FeedSource,
): Promise<Result<Feed, Failure<FeedFailureCode>>> {
  thread ??= openReadingThread();
  return thread.read(body, from);
}

// One for all: it reads a feed in two milliseconds, and takes some hundred, and 20 MB, to start.
let thread: ReadingThread | undefined;
