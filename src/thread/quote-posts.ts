import type { Article } from '../article/article.ts';
import type { Quote, Speaker } from '../article/quote.ts';
import type { CoverageEvent, Style } from '../coverage/event.ts';
import { approvedHandle, attributionLine } from './attribution.ts';
import { cutWords } from './cut-words.ts';
import { inHouseSpelling } from './house-spelling.ts';
import { fits, type Layout, layOutPost, layoutOfArticle } from './layout.ts';
import type { Limits } from './limits.ts';
import { leaveOutNeverWords } from './never-words.ts';
import { type PullQuote, pickQuotes } from './pick-quotes.ts';
import { defuse, excerptOf } from './source-text.ts';
import { paragraphs, plain } from './spans.ts';
import type { LeftOut, Post, Span } from './thread.ts';
import type { Marks, Wording } from './wording/language.ts';

/** A quote's post, and where the quote stands in the article. */
export interface QuotePost {
  readonly post: Post;
  readonly position: PullQuote['position'];
}

/** As many of the best quotes as the event's template takes, best first. Nobody is mentioned twice in one thread. */
export function quotePosts(
  { article, quotes, event }: { article: Article; quotes: readonly Quote[]; event: CoverageEvent },
  layout: Layout,
): { readonly posts: readonly QuotePost[]; readonly leftOut: readonly LeftOut[] } {
  const { picked, leftOut } = pickQuotes(quotes, { article, wording: layout.wording });
  const posts: QuotePost[] = [];
  const without: LeftOut[] = [...leftOut];
  const mentioned = new Set<string>();
  for (const quote of picked) {
    const { name } = quote.speaker;
    const handle = mentioned.has(name) ? null : approvedHandle(name, layout.style);
    const hasRoom = posts.length < event.parts.mostQuotes;
    const spans = hasRoom ? spansThatFit(quote, { handle, layout }) : null;
    if (spans === null) {
      const because = hasRoom ? 'too-long' : 'no-room';
      without.push({ what: 'quote', because, excerpt: excerptOf(quote.stretches.join(' ')) });
      continue;
    }
    const post = layOutPost({ role: 'quote', spans }, layout);
    posts.push({ post, position: quote.position });
    if (spans.some(({ kind }) => kind === 'mention')) mentioned.add(name);
    else if (handle !== null) without.push({ what: 'mention', because: 'no-room', excerpt: handle });
  }
  return { posts, leftOut: without };
}

/** The best quote of an article in a post of its own, as its thread has it; null where none may be had. */
export function bestQuotePost(whole: {
  article: Article;
  quotes: readonly Quote[];
  event: CoverageEvent;
  style: Style;
  limits: Limits;
}): Post | null {
  const { style, limits, event } = whole;
  const { article, quotes } = leaveOutNeverWords(whole, event);
  const layout = layoutOfArticle(article, { style, limits });
  const one = { ...event, parts: { ...event.parts, mostQuotes: 1 } };
  return quotePosts({ article, quotes, event: one }, layout).posts[0]?.post ?? null;
}

/**
 * The words between the language's marks, an empty line, the speaker. Where not all has room, the handle goes first,
 * then sentences, then the role. Null when not one whole sentence fits beside the name.
 */
function spansThatFit(
  quote: PullQuote,
  { handle, layout }: { readonly handle: string | null; readonly layout: Layout },
): Span[] | null {
  const speaker = inHouseSpelling(quote.speaker, layout.style);
  return (
    quoteSpans(quote, { speaker, handle, layout }) ??
    quoteSpans(quote, { speaker: { ...speaker, role: null }, handle, layout })
  );
}

function quoteSpans(
  { stretches }: PullQuote,
  {
    speaker,
    handle,
    layout,
  }: { readonly speaker: Speaker; readonly handle: string | null; readonly layout: Layout },
): Span[] | null {
  const { wording } = layout;
  const around = (words: string, shownHandle: string | null) =>
    paragraphs([
      [plain(inMarks(words, wording))],
      attributionLine(speaker, { handle: shownHandle, wording }),
    ]);
  const words = cutWords(stretches, { wording, fits: (text) => fits(around(text, null), layout) });
  if (words === null) return null;
  return [around(words, handle), around(words, null)].find((spans) => fits(spans, layout)) ?? null;
}

function inMarks(words: string, wording: Wording): string {
  const { open, close } = marksFor(words, wording);
  return `${open}${defuse(words)}${close}`;
}

/** Words that hold the language's marks themselves stand between its other ones. */
function marksFor(words: string, { marks, otherMarks }: Wording): Marks {
  const held = words.includes(marks.open.trim()) || words.includes(marks.close.trim());
  return held ? otherMarks : marks;
}
