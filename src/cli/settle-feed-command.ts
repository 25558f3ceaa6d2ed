import type { Instant } from '../base/instant.ts';
import { type FeedStanding, isAsked } from '../feed/feed-standing.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { Store } from '../store/store.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** What an operator says of a feed: what it holds is right and taken, or it is looked at as before. */
export type FeedWord =
  | { readonly kind: 'accept'; readonly as: 'news' | 'background' }
  | { readonly kind: 'resume' };

/** Settles a feed that is set aside or stopped, in every event that reads it, also beside a running program. */
export function settleFeedCommand(
  url: string,
  { word, json }: { word: FeedWord; json: boolean },
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, async (store, now) => {
    const settled = await settleFeed(store, { url, word, now });
    const isAny = settled.some(({ changed }) => changed);
    if (json) terminal.write(JSON.stringify(asJson(url, { word, settled })));
    else if (isAny) terminal.write(tellSettled(url, word));
    else
      complain(
        { code: settled.length === 0 ? 'feed-unknown' : 'feed-not-set-aside', subject: url },
        terminal,
      );
    return isAny ? 0 : 1;
  });
}

/** What a word made of a feed in one event. */
interface SettledFeed {
  readonly record: FeedRecord;
  readonly became: FeedStanding;
  readonly changed: boolean;
}

async function settleFeed(
  store: Store,
  { url, word, now }: { url: string; word: FeedWord; now: Instant },
): Promise<readonly SettledFeed[]> {
  const standing = standingBy(word);
  const settled: SettledFeed[] = [];
  for (const record of await store.feeds.list()) {
    const { eventId, standing: stood } = record;
    if (record.url !== url) continue;
    const changed =
      waitsFor(word, record) &&
      (await store.feeds.settle({ eventId, url, standing, dates: datesAfter(word, record), now }));
    settled.push({ record, became: changed ? standing : stood, changed });
  }
  return settled;
}

function standingBy(word: FeedWord): Extract<FeedStanding, { state: 'followed' | 'accepted' }> {
  return word.kind === 'accept' ? { state: 'accepted', as: word.as } : { state: 'followed' };
}

function asJson(url: string, { word, settled }: { word: FeedWord; settled: readonly SettledFeed[] }) {
  return {
    word: `feed-${word.kind}`,
    feeds: settled.map(({ record, became, changed }) => ({
      feed: url,
      event: record.eventId,
      was: record.standing.state,
      became: became.state,
      changed,
    })),
    unknown: settled.length === 0 ? [url] : [],
  };
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
    return `Resumed ${url}: it is read now, and set aside or stopped again if it is as it was.`;
  return word.as === 'news'
    ? `Accepted ${url}: it is read now, and what is new in it is covered.`
    : `Accepted ${url}: it is read now, what it holds is noted as background, and what comes later is covered.`;
}
