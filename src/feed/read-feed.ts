import { parseFeed as readWithFeedsmith } from 'feedsmith';
import { attempt } from '../base/attempt.ts';
import { type Failure, failed, type Result, success } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import { decodeText } from '../web/decode-text.ts';
import { draftFromAtom } from './draft-from-atom.ts';
import { draftFromJson } from './draft-from-json.ts';
import { draftFromRdf, draftFromRss } from './draft-from-rss.ts';
import { readFeedDate } from './feed-date.ts';
import { type FeedDraft, finishFeed } from './feed-draft.ts';
import { takeFeedOutOfPage } from './feed-in-page.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import { mendMarkup } from './mend-markup.ts';
import { writeOutEntities } from './own-entities.ts';
import { foldToLine } from './plain-text.ts';
import { refuseText } from './recognise-feed.ts';
import { lookAgain } from './second-look.ts';
import { undoSecondEncoding } from './twice-encoded.ts';

/** Where a feed was found. */
export interface FeedSource {
  /** The address after redirects, against which links are read. */
  readonly url: string;
  /** The header as sent. */
  readonly contentType: string | null;
}

/**
 * The feed in `body`; `begin` is called before each parser, either of which can be sent into minutes of work by a hundred
 * kilobytes of hostile text.
 */
export async function readFeed(
  body: Uint8Array,
  { url, contentType, begin }: FeedSource & { readonly begin: () => void },
): Promise<Result<Feed, Failure<FeedFailureCode>>> {
  const text = writeOutEntities(takeFeedOutOfPage(undoSecondEncoding(decodeText(body, { contentType }))));
  const refusal = refuseText(text, url);
  if (refusal) return failed(refusal);
  begin();
  const mended = mendMarkup(text);
  const draft = lookAgain(mended, draftFromFeedsmith(mended), draftFromFeedsmith);
  if (draft) return success(finishFeed(draft, url));
  // Loaded only now, since few feeds ever need it and every start would pay for it.
  const { startRssParser } = await import('./draft-from-rss-parser.ts');
  begin();
  try {
    return success(finishFeed(await startRssParser(mended), url));
  } catch {
    return failed({ code: 'feed-not-understood', subject: url, detail: beginningOf(text) });
  }
}

/** The first words tell a picture from a note of a proxy, which no complaint of a parser does. */
function beginningOf(text: string): string {
  const beginning = foldToLine(text.slice(0, 60));
  return beginning ? `it begins with “${beginning}”` : 'it begins with nothing that can be read';
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
