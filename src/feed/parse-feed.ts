import { parseFeed as readWithFeedsmith } from 'feedsmith';
import { type Failure, failed, messageOf, type Result, success } from '../base/failure.ts';
import { type Instant, second } from '../base/instant.ts';
import { decodeText } from '../web/decode-text.ts';
import { runWithin } from './deadline.ts';
import { draftFromAtom } from './draft-from-atom.ts';
import { draftFromJson } from './draft-from-json.ts';
import { draftFromRdf, draftFromRss } from './draft-from-rss.ts';
import { readFeedDate } from './feed-date.ts';
import { type FeedDraft, finishFeed } from './feed-draft.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import { mendMarkup } from './mend-markup.ts';
import { writeOutEntities } from './own-entities.ts';
import { refuseText } from './recognise-feed.ts';
import { lookAgain } from './second-look.ts';

/**
 * The feed in `body`: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, or JSON Feed, in any encoding. Each parser gets a second,
 * because both can be sent into minutes of work by a hundred kilobytes of hostile text. `from.url` is the address after
 * redirects, against which links are read; `from.contentType` the header as sent.
 */
export async function parseFeed(
  body: Uint8Array,
  from: { readonly url: string; readonly contentType: string | null },
): Promise<Result<Feed, Failure<FeedFailureCode>>> {
  const text = writeOutEntities(decodeText(body, from));
  const refusal = refuseText(text, from.url);
  if (refusal) return failed(refusal);
  const reading = runWithin(second, () => readWithFirst(text, from.url));
  if (!reading.finished) return failed({ code: 'feed-too-slow-to-parse', subject: from.url });
  return reading.value.feed ? success(reading.value.feed) : readWithSecond(reading.value.mended, from.url);
}

/** What feedsmith reads; no feed when it refuses. */
function readWithFirst(text: string, url: string): { readonly mended: string; readonly feed: Feed | null } {
  const mended = mendMarkup(text);
  const draft = lookAgain(mended, draftFromFeedsmith(mended), draftFromFeedsmith);
  return { mended, feed: draft && finishFeed(draft, url) };
}

/** What rss-parser reads. It is loaded only now, since few feeds ever need it and every start would pay for it. */
async function readWithSecond(text: string, url: string): Promise<Result<Feed, Failure<FeedFailureCode>>> {
  const { startRssParser } = await import('./draft-from-rss-parser.ts');
  const reading = runWithin(second, () => startRssParser(text));
  if (!reading.finished) return failed({ code: 'feed-too-slow-to-parse', subject: url });
  try {
    return success(finishFeed(await reading.value, url));
  } catch (thrown) {
    return failed({ code: 'feed-not-understood', subject: url, detail: messageOf(thrown) });
  }
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
