import { articleText } from '../../article/article-text.ts';
import type { Quote } from '../../article/quote.ts';
import { findQuotes } from '../../article/quotes/find-quotes.ts';
import type { Story } from '../../article/story.ts';
import { programmeSessions } from '../../coverage/moments/find-changes.ts';
import { localDayOf } from '../../coverage/zoned-time.ts';
import type { Receipt } from '../../outbox/delivery.ts';
import type { Posted } from '../../store/records/deliveries.ts';
import type { Limits } from '../../thread/limits.ts';
import type { LabelledLink, MomentMatter } from '../../thread/moments/compose-moment.ts';
import { tellDay } from '../../thread/moments/moment-times.ts';
import { bestQuotePost } from '../../thread/quote-posts.ts';
import type { Post } from '../../thread/thread.ts';
import type { PipelineDeps } from '../deps.ts';
import type { DueMoment } from './due-moment.ts';

/** What the post of a due moment is made from: the agenda, and what the account has posted so far. */
export async function gatherMatter(
  deps: PipelineDeps,
  {
    due,
    posted,
    hub,
    limits,
  }: { due: DueMoment; posted: readonly Posted[]; hub: Receipt | null; limits: Limits },
): Promise<MomentMatter> {
  const { event, agenda, moment, change } = due;
  const { kind, day, sessionId } = moment;
  const programme = programmeSessions(event, agenda);
  const matter: MomentMatter = {
    moment,
    event,
    session: agenda.sessions.find(({ id }) => id === sessionId) ?? null,
    change,
    sessions: programme.filter(({ startsAt }) => localDayOf(startsAt, event.zone) === day),
    links: [],
    link: kind === 'day-opening' || kind === 'closing' ? (hub?.url ?? null) : null,
    stories: 0,
    quotes: [],
  };
  if (kind === 'opening' || kind === 'hub-update' || kind === 'closing')
    return { ...matter, links: hubLinks(due, posted) };
  if (kind !== 'day-wrap-up') return matter;
  const told = await storiesOfDay(deps, { due, posted });
  return {
    ...matter,
    stories: told.length,
    links: told.slice(0, mostLinks).map(({ story, receipt }) => ({
      label: story.article?.headline ?? story.item.title ?? '',
      url: receipt.url,
    })),
    quotes: told.flatMap(({ story, quotes }) => quoteOf(story, { quotes, due, limits })).slice(0, mostQuotes),
  };
}

/** Of a day's threads a wrap-up leads to so many, and says what was said in so many. */
const mostLinks = 5;
const mostQuotes = 2;

/** The newest day first, each by its wrap-up once there is one, then the sessions of that day that have an opener. */
function hubLinks({ event, agenda, account }: DueMoment, posted: readonly Posted[]): readonly LabelledLink[] {
  const { language } = account.style;
  const addressOf = (key: string) =>
    posted.findLast(({ of }) => of.kind === 'moment' && of.key === key)?.receipt.url ?? null;
  const days = posted.flatMap(({ of }) => {
    const [, day] = of.kind === 'moment' ? (/^day-(?:opening|wrap-up):(.*)$/.exec(of.key) ?? []) : [];
    return day === undefined ? [] : [day];
  });
  const newestFirst = [...new Set(days)].sort().reverse();
  const dayLinks = newestFirst.flatMap((day) => {
    const url = addressOf(`day-wrap-up:${day}`) ?? addressOf(`day-opening:${day}`);
    return url === null ? [] : [{ label: tellDay(day, language), url }];
  });
  const [newest] = newestFirst;
  const sessionLinks = agenda.sessions
    .filter(({ startsAt }) => localDayOf(startsAt, event.zone) === newest)
    .flatMap(({ id, title }) => {
      const url = addressOf(`session-opener:${id}`);
      return url === null ? [] : [{ label: title, url }];
    });
  return [...dayLinks, ...sessionLinks];
}

interface ToldStory {
  readonly story: Story;
  readonly receipt: Receipt;
  readonly quotes: readonly Quote[];
}

/** The stories that the account told on the day, those with most to quote first. */
async function storiesOfDay(
  deps: PipelineDeps,
  { due: { event, moment }, posted }: { due: DueMoment; posted: readonly Posted[] },
): Promise<readonly ToldStory[]> {
  const receipts = new Map<string, Receipt>();
  for (const { of, receipt } of posted)
    if (of.kind === 'story' && localDayOf(receipt.publishedAt, event.zone) === moment.day)
      receipts.set(of.storyId, receipt);
  const stories = await deps.store.stories.list({ ids: [...receipts.keys()] });
  return stories
    .flatMap((story): readonly ToldStory[] => {
      const receipt = receipts.get(story.id);
      return receipt ? [{ story, receipt, quotes: statementsIn(story) }] : [];
    })
    .toSorted((one, other) => other.quotes.length - one.quotes.length);
}

function statementsIn({ article }: Story): readonly Quote[] {
  if (!article) return [];
  const quotes = findQuotes(articleText(article), { language: article.language });
  return quotes.filter(({ kind, speaker }) => kind === 'statement' && speaker !== null);
}

function quoteOf(
  { article }: Story,
  { quotes, due, limits }: { quotes: readonly Quote[]; due: DueMoment; limits: Limits },
): readonly Post[] {
  if (!article) return [];
  const { event, account } = due;
  const post = bestQuotePost({ article, quotes, event, style: account.style, limits });
  return post ? [post] : [];
}
