import type { Article } from '../article/article.ts';
import type { Quote } from '../article/quote.ts';
import type { Story } from '../article/story.ts';
import { failed, type Result } from '../base/failure.ts';
import type { CoverageEvent, Style } from '../coverage/event.ts';
import { arrangeParts } from './arrange.ts';
import { checkVerbatim } from './check-verbatim.ts';
import { type FigureSource, figurePosts } from './figure-posts.ts';
import { type Layout, layoutOfArticle } from './layout.ts';
import type { Limits } from './limits.ts';
import { leaveOutNeverWords, neverWordsOfOpener } from './never-words.ts';
import { composeOpener } from './opener.ts';
import { pointPosts } from './point-posts.ts';
import { quotePosts } from './quote-posts.ts';
import { recordingPosts } from './recording-posts.ts';
import type { Thread } from './thread.ts';

/** All that a thread is made from. */
export interface ThreadSource {
  readonly story: Story;
  readonly article: Article;
  readonly quotes: readonly Quote[];
  readonly event: CoverageEvent;
  readonly style: Style;
  readonly limits: Limits;
}

/**
 * The thread one account posts about a story: its opener, then quotes, key points and recordings as the event's
 * template says. The same source gives the same thread. Fails with `no-headline` or `headline-too-long` when there is no
 * opener to be had, with `never-word` when the opener would have a word that never goes out (`detail` names them), and
 * with `not-in-source` or `wrong-speaker` rather than post what the article doesn't say.
 */
export function composeThread(whole: ThreadSource): Result<Thread> {
  const { story, event, style } = whole;
  const banned = neverWordsOfOpener(whole.article, event);
  if (banned.length > 0) return failed({ code: 'never-word', subject: story.id, detail: banned.join(', ') });
  const allowed = leaveOutNeverWords({ ...whole, quotes: firstStatements(whole.quotes) }, event);
  const from = { ...whole, quotes: allowed.quotes };
  const { article } = allowed;
  const layout = layoutOfArticle(from.article, from);
  const opener = composeOpener(article, layout);
  if (!opener.ok) return opener;
  const { parts: template } = event;
  const { order } = template;
  const quotes = order.includes('quotes') ? quotePosts(from, layout) : nothing;
  const points = order.includes('points')
    ? keyPoints({ article, quotes: whole.quotes, neverPost: event.neverPost }, layout)
    : nothing;
  const recordings = order.includes('media') ? recordingPosts(article, layout) : nothing;
  const arranged = arrangeParts(
    { quotes: quotes.posts, points: points.posts, recordings: recordings.posts },
    { room: Math.max(0, Math.min(style.mostPosts, template.mostPosts) - 1), template, article, layout },
  );
  const parts = [allowed, opener.value, quotes, points, recordings, arranged];
  const leftOut = parts.flatMap((part) => part.leftOut);
  const posts = [opener.value.post, ...arranged.posts];
  return checkVerbatim({ subject: story.id, posts, leftOut }, from);
}

/** The article's lists; where it has none, its figures. */
function keyPoints(from: FigureSource, layout: Layout) {
  const listed = pointPosts(from.article, layout);
  return listed.posts.length > 0 ? listed : { ...listed, posts: figurePosts(from, layout) };
}

const nothing = { posts: [], leftOut: [] } as const;

/** Phrases never become posts, and no thread reaches past the first hundred statements, however long the transcript. */
function firstStatements(quotes: readonly Quote[]): Quote[] {
  const statements = quotes.filter(({ kind }) => kind === 'statement');
  return statements.toSorted((a, b) => a.start - b.start).slice(0, 100);
}
