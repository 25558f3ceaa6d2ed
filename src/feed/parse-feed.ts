import { parseFeed as readWithFeedsmith } from 'feedsmith';
import { type Failure, failed, messageOf, type Result, success } from '../base/failure.ts';
import { type Instant, second } from '../base/instant.ts';
import { decodeText } from '../web/decode-text.ts';
import { runWithin } from './deadline.ts';
import { draftFromAtom } from './draft-from-atom.ts';
import { draftFromJson } from './draft-from-json.ts';
import { draftFromRdf, draftFromRss } from './draft-from-rss.ts';
import { startRssParser } from './draft-from-rss-parser.ts';
import { readFeedDate } from './feed-date.ts';
import { type FeedDraft, finishFeed } from './feed-draft.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import { mendMarkup } from './mend-markup.ts';
import { refuseText } from './recognise-feed.ts';

/**
 * The feed in `body`: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, or JSON Feed, in any encoding. Both parsers together get
 * a second, because each can be sent into minutes of work by a hundred kilobytes of hostile text. `from.url` is the
 * address after redirects, against which links are read; `from.contentType` the header as sent.
 */
export async function parseFeed(
  body: Uint8Array,
  from: { readonly url: string; readonly contentType: string | null },
): Promise<Result<Feed, Failure<FeedFailureCode>>> {
  const text = decodeText(body, from);
  const refusal = refuseText(text, from.url);
  if (refusal) return failed(refusal);
  const reading = runWithin(second, () => readText(text, from.url));
  if (!reading.finished) return failed({ code: 'feed-too-slow-to-parse', subject: from.url });
  if (reading.value.by === 'feedsmith') return success(reading.value.feed);
  try {
    return success(finishFeed(await reading.value.draft, from.url));
  } catch (thrown) {
    return failed({ code: 'feed-not-understood', subject: from.url, detail: messageOf(thrown) });
  }
}

type Reading =
  | { readonly by: 'feedsmith'; readonly feed: Feed }
  | { readonly by: 'rss-parser'; readonly draft: Promise<FeedDraft> };

function readText(text: string, url: string): Reading {
  const mended = mendMarkup(text);
  const draft = draftFromFeedsmith(mended);
  return draft === null
    ? { by: 'rss-parser', draft: startRssParser(mended) }
    : { by: 'feedsmith', feed: finishFeed(draft, url) };
}

/** Null when feedsmith refuses; it throws for whatever isn't a feed it understands. */
function draftFromFeedsmith(text: string): FeedDraft | null {
  const read = attempt(() => readWithFeedsmith<Instant | null>(text, { parseDateFn: readFeedDate }));
  switch (read?.format) {
    case 'rss':
      return draftFromRss(read.feed);
    case 'rdf':
      return draftFromRdf(read.feed);
    case 'atom':
      return draftFromAtom(read.feed);
    case 'json':
      return draftFromJson(read.feed);
    case undefined:
      return null;
  }
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
