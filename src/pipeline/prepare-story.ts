import type { Article } from '../article/article.ts';
import { articleText } from '../article/article-text.ts';
import { fetchArticle } from '../article/fetch-article.ts';
import { findQuotes } from '../article/quotes/find-quotes.ts';
import type { OwedThread, Story, StoryStanding } from '../article/story.ts';
import type { Result } from '../base/failure.ts';
import { failed, success } from '../base/failure.ts';
import { drawId } from '../base/ids.ts';
import type { CoverageEvent, EventAccount } from '../coverage/event.ts';
import { matchStory } from '../coverage/match.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { htmlToText } from '../feed/html-to-text.ts';
import { documentedLimits } from '../networks/documented-limits.ts';
import type { Connection, FreezeContext, Picture } from '../networks/network.ts';
import type { Part } from '../outbox/delivery.ts';
import type { DeliveryToStore } from '../store/store.ts';
import { composeThread } from '../thread/compose-thread.ts';
import type { Limits } from '../thread/limits.ts';
import type { LeftOut, Thread } from '../thread/thread.ts';
import type { NewsroomDeps } from './deps.ts';
import { fetchPictures } from './fetch-pictures.ts';

/** A story ready to be stored or shown: what becomes of it, and one frozen thread per account. */
export interface PreparedStory {
  readonly standing: StoryStanding;
  readonly article: Article | null;
  readonly threads: readonly PreparedThread[];
  /** Accounts that get no thread, and why. */
  readonly withoutThread: readonly OwedThread[];
}

export interface PreparedThread {
  readonly thread: Thread;
  readonly delivery: DeliveryToStore;
  readonly pictures: readonly Picture[];
  /** The thread's own, and pictures that could not be had. */
  readonly leftOut: readonly LeftOut[];
}

/** Matches, reads, words and freezes one story for every account of the event. Changes nothing anywhere. */
export async function prepareStory(
  deps: NewsroomDeps,
  { story, event }: { story: Story; event: CoverageEvent },
): Promise<PreparedStory> {
  // A story with an article was covered when it was read: a thread owed since then tells what the others told.
  const reading: Reading = story.article
    ? { covered: true, article: story.article }
    : await readAndMatch(deps, { story, event });
  if (!reading.covered) return ignored(reading);

  const { article } = reading;
  const read: ReadStory = {
    story,
    event,
    article,
    quotes: findQuotes(articleText(article), { language: article.language }),
  };
  const threads: PreparedThread[] = [];
  const withoutThread: OwedThread[] = [];
  for (const account of event.accounts) {
    const prepared = await prepareThread(deps, read, account);
    if (prepared.ok) threads.push(prepared.value);
    else withoutThread.push({ accountId: account.accountId, failure: prepared.failure });
  }
  return { standing: standingOf(threads, withoutThread), article, threads, withoutThread };
}

type Reading =
  | { readonly covered: true; readonly article: Article }
  | { readonly covered: false; readonly match: Mismatch; readonly article: Article | null };

type Mismatch = Extract<ReturnType<typeof matchStory>, { covered: false }>;

async function readAndMatch(
  deps: NewsroomDeps,
  { story, event }: { story: Story; event: CoverageEvent },
): Promise<Reading> {
  const atSight = matchStory(event.covers, textsOf(story.item, null));
  // An excluded term in the feed settles it; a missing one may still stand on the page.
  if (!atSight.covered && atSight.because === 'excluded-term')
    return { covered: false, match: atSight, article: null };
  const article = await fetchArticle(deps.web, story.item);
  const match = matchStory(event.covers, textsOf(story.item, article));
  return match.covered ? { covered: true, article } : { covered: false, match, article };
}

interface ReadStory {
  readonly story: Story;
  readonly event: CoverageEvent;
  readonly article: Article;
  readonly quotes: ReturnType<typeof findQuotes>;
}

async function prepareThread(
  deps: NewsroomDeps,
  { story, event, article, quotes }: ReadStory,
  account: EventAccount,
): Promise<Result<PreparedThread>> {
  const connection = deps.connections.get(account.accountId);
  if (!connection) return failed({ code: 'account-unknown', subject: account.accountId });
  const limits = await limitsFor(connection);
  const composed = composeThread({ story, article, quotes, event, style: account.style, limits });
  if (!composed.ok) return composed;

  const thread = composed.value;
  const { pictures, missing } = await fetchPictures(deps.web, { thread, limits });
  const createdAt = deps.clock.now();
  const frozen = await freezeSafely(connection, { thread, frozen: { createdAt, pictures } });
  if (!frozen.ok) return frozen;
  const delivery: DeliveryToStore = {
    id: drawId(deps.chance),
    accountId: account.accountId,
    network: connection.network,
    dueAt: createdAt,
    parts: frozen.value,
  };
  return success({
    thread,
    delivery,
    pictures: [...pictures.values()],
    leftOut: [...thread.leftOut, ...missing],
  });
}

/** An adapter that throws is a bug, which must not keep the story from the other accounts. */
async function freezeSafely(
  connection: Connection,
  { thread, frozen }: { thread: Thread; frozen: FreezeContext },
): Promise<Result<readonly Part[]>> {
  try {
    return await connection.freezeThread(thread, frozen);
  } catch (thrown) {
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return failed({ code: 'unexpected', subject: connection.accountId, detail });
  }
}

/** A server that can't be asked must not keep the story from the other accounts: its documented limits hold then. */
async function limitsFor(connection: Connection): Promise<Limits> {
  const limits = await connection.readLimits();
  return limits.ok ? limits.value : documentedLimits(connection.network);
}

function textsOf(item: FeedItem, article: Article | null) {
  return {
    title: item.title ?? '',
    summary: htmlToText(item.summaryHtml ?? ''),
    categories: item.categories,
    text: article ? articleText(article) : htmlToText(item.contentHtml ?? ''),
  };
}

function ignored({ match, article }: Extract<Reading, { covered: false }>): PreparedStory {
  const standing: StoryStanding = { state: 'ignored', because: match.because, detail: match.term };
  return { standing, article, threads: [], withoutThread: [] };
}

function standingOf(
  threads: readonly PreparedThread[],
  withoutThread: PreparedStory['withoutThread'],
): StoryStanding {
  if (threads.length > 0) return { state: 'planned' };
  const [first] = withoutThread;
  if (first) return { state: 'unplannable', failure: first.failure };
  return { state: 'ignored', because: 'nothing-to-post', detail: null };
}
