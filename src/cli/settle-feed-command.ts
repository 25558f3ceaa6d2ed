import { type Failure, failed, type Result, success } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import { isAsked } from '../feed/feed-standing.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { Store } from '../store/store.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** What an operator says of a feed: what it holds is right and taken, or it is looked at as before. */
export type FeedWord =
  | { readonly kind: 'accept'; readonly as: 'news' | 'background' }
  | { readonly kind: 'resume' };

/** Settles a feed that is set aside or stopped, in every event that reads it, also beside a running program. */
export function settleFeedCommand(url: string, word: FeedWord, terminal: Terminal): Promise<number> {
  return workBeside(terminal, async (store, now) => {
    const settled = await settleFeed(store, { url, word, now });
    if (!settled.ok) return complain(settled.failure, terminal);
    terminal.write(tellSettled(url, word));
    return 0;
  });
}

async function settleFeed(
  store: Store,
  { url, word, now }: { url: string; word: FeedWord; now: Instant },
): Promise<Result<void, Failure<'feed-unknown' | 'feed-not-set-aside'>>> {
  const records = (await store.feeds.list()).filter((record) => record.url === url);
  if (records.length === 0) return failed({ code: 'feed-unknown', subject: url });
  const waiting = records.filter((record) => waitsFor(word, record));
  if (waiting.length === 0) return failed({ code: 'feed-not-set-aside', subject: url });
  for (const record of waiting)
    await store.feeds.settle({
      eventId: record.eventId,
      url,
      standing: word.kind === 'accept' ? { state: 'accepted', as: word.as } : { state: 'followed' },
      dates: datesAfter(word, record),
      now,
    });
  return success(undefined);
}

/** A stopped feed has brought nothing that could be accepted. */
function waitsFor({ kind }: FeedWord, { standing }: FeedRecord): boolean {
  return kind === 'accept' ? standing.state === 'set-aside' : !isAsked(standing);
}

/** Whoever accepts that all dates changed says that this feed's dates do. */
function datesAfter({ kind }: FeedWord, { standing, dates }: FeedRecord): FeedRecord['dates'] {
  const moved = standing.state === 'set-aside' && standing.flood.kind === 'all-dates-changed';
  return kind === 'accept' && moved ? 'moving' : dates;
}

function tellSettled(url: string, word: FeedWord): string {
  if (word.kind === 'resume')
    return `Resumed ${url}: it is read now, and set aside again if it looks the same.`;
  return word.as === 'news'
    ? `Accepted ${url}: it is read now, and what is new in it is covered.`
    : `Accepted ${url}: it is read now, what it holds is noted as background, and what comes later is covered.`;
}
