import type { Article } from '../article/article.ts';
import { articleText } from '../article/article-text.ts';
import { fetchArticle } from '../article/fetch-article.ts';
import { findQuotes } from '../article/quotes/find-quotes.ts';
import type { OwedThread, Story, StoryStanding } from '../article/story.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { matchStory } from '../coverage/match.ts';
import { findTerms } from '../coverage/term.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { htmlToText } from '../feed/html-to-text.ts';
import { neverWordsOfOpener } from '../thread/never-words.ts';
import { postedWords } from '../thread/posted-words.ts';
import type { NewsroomDeps } from './deps.ts';
import { type ComposedThread, composeFor, type PreparedThread, prepareThread } from './prepare-thread.ts';
import { settlingStanding } from './settling.ts';
import { placeOfStory } from './story-place.ts';

/** A story ready to be stored or shown: what becomes of it, and one frozen thread per account. */
export interface PreparedStory {
  readonly standing: StoryStanding;
  readonly article: Article | null;
  /** Of a held story: what would be posted if a person let it go on. */
  readonly threads: readonly PreparedThread[];
  /** Accounts that get no thread, and why. */
  readonly withoutThread: readonly OwedThread[];
}

/** Matches, reads, words and freezes one story for every account of the event. Changes nothing anywhere. */
export async function prepareStory(
  deps: NewsroomDeps,
  { story, event, agenda }: { story: Story; event: CoverageEvent; agenda: Agenda },
): Promise<PreparedStory> {
  // A story with an article was covered when it was read: a thread owed since then tells what the others told.
  const reading: Reading = story.article
    ? { covered: true, article: story.article }
    : await readAndMatch(deps, { story, event });
  if (!reading.covered) return ignored(reading);

  const { article } = reading;
  const settling = settlingStanding(article, { story, event, now: deps.clock.now() });
  if (settling) return { standing: settling, article: null, threads: [], withoutThread: [] };
  const banned = neverWordsOfOpener(article, event);
  if (banned.length > 0) return withoutOpener(article, banned);

  const quotes = findQuotes(articleText(article), { language: article.language });
  const place = placeOfStory({ story, article }, { event, agenda });
  const composed: ComposedThread[] = [];
  const threads: PreparedThread[] = [];
  const withoutThread: OwedThread[] = [];
  for (const account of event.accounts) {
    const { accountId } = account;
    const worded = await composeFor(deps, { story, event, article, quotes, account });
    if (worded.ok) composed.push(worded.value);
    const prepared = worded.ok ? await prepareThread(deps, worded.value) : worded;
    if (prepared.ok) threads.push(inPlace(prepared.value, place));
    else withoutThread.push({ accountId, failure: prepared.failure });
  }
  const standing = heldFor(composed, { story, event }) ?? standingOf(threads, withoutThread);
  return { standing, article, threads, withoutThread };
}

function inPlace(prepared: PreparedThread, place: ReturnType<typeof placeOfStory>): PreparedThread {
  if (!place) return prepared;
  const priority = place.way === 'quotes' ? 'key-moment' : 'story';
  return { ...prepared, delivery: { ...prepared.delivery, place, priority } };
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

/** Nothing was worded, since there is no thread without its opener. */
function withoutOpener(article: Article, words: readonly string[]): PreparedStory {
  const standing: StoryStanding = { state: 'held', because: 'never-word', words };
  return { standing, article, threads: [], withoutThread: [] };
}

/** Every account's words count, also those of one whose trouble keeps its thread from being frozen now. */
function heldFor(
  composed: readonly ComposedThread[],
  { story, event }: { story: Story; event: CoverageEvent },
): StoryStanding | null {
  const asked = event.holdForApproval.filter((word) => !story.approvedWords.includes(word));
  const words = findTerms(
    asked,
    composed.flatMap(({ thread }) => postedWords(thread)),
  );
  return words.length > 0 ? { state: 'held', because: 'hold-word', words } : null;
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
