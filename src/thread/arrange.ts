import type { Article } from '../article/article.ts';
import type { PartsTemplate } from '../coverage/event.ts';
import type { Layout } from './layout.ts';
import type { PointPost } from './point-posts.ts';
import type { QuotePost } from './quote-posts.ts';
import { type RecordingPost, recordingCard } from './recording-posts.ts';
import { excerptOf } from './source-text.ts';
import { textOf } from './spans.ts';
import type { LeftOut, Post } from './thread.ts';

/** What may follow the opener: quotes with the best first, the rest in reading order. */
export interface Parts {
  readonly quotes: readonly QuotePost[];
  readonly points: readonly PointPost[];
  readonly recordings: readonly RecordingPost[];
}

/**
 * The posts after the opener, at most `room`. When something must go, recordings after the first post of them go first,
 * then key points from the end, then the other recordings, then quotes. Where posts carry a card of ours, a recording
 * without a post of its own plays from the last quote's. Where the template names quotes before points, both keep the
 * article's order; else it says where each part stands.
 */
export function arrangeParts(
  found: Parts,
  by: {
    readonly room: number;
    readonly template: PartsTemplate;
    readonly article: Article;
    readonly layout: Layout;
  },
): { readonly posts: readonly Post[]; readonly leftOut: readonly LeftOut[] } {
  const parts = asTemplated(found, by.template);
  const { recordings } = parts;
  const sharesCards = by.layout.limits.cards === 'ours' && parts.quotes.length > 0;
  const kept = sharesCards
    ? placeRecordings(giveUp({ ...parts, recordings: [] }, by.room), { ...by, recordings })
    : giveUp(parts, by.room);
  return { posts: inOrder(kept, by.template.order), leftOut: [...parts.leftOut, ...kept.leftOut] };
}

/** As many of each part as the template takes; of quotes there are no more. */
function asTemplated({ quotes, points, recordings }: Parts, { mostPoints, mostMedia }: PartsTemplate): Kept {
  const [forPoints, forMedia] = [mostPoints ?? points.length, mostMedia ?? recordings.length];
  return {
    quotes,
    points: points.slice(0, forPoints),
    recordings: recordings.slice(0, forMedia),
    leftOut: [
      ...pointsWithoutRoom(points.slice(forPoints)),
      ...recordingsWithoutRoom(recordings.slice(forMedia)),
    ],
  };
}

interface Kept extends Parts {
  readonly leftOut: readonly LeftOut[];
}

function giveUp({ quotes, points, recordings }: Parts, room: number): Kept {
  let over = Math.max(0, quotes.length + points.length + recordings.length - room);
  const countKept = (least: number, all: number) => {
    const dropped = Math.min(over, Math.max(0, all - least));
    over -= dropped;
    return all - dropped;
  };
  const someRecordings = countKept(1, recordings.length);
  const keptPoints = countKept(0, points.length);
  const keptRecordings = countKept(0, someRecordings);
  const keptQuotes = countKept(0, quotes.length);
  return {
    quotes: quotes.slice(0, keptQuotes),
    points: points.slice(0, keptPoints),
    recordings: recordings.slice(0, keptRecordings),
    leftOut: [
      ...pointsWithoutRoom(points.slice(keptPoints)),
      ...recordingsWithoutRoom(recordings.slice(keptRecordings)),
      ...quotes.slice(keptQuotes).map(({ post }) => withoutRoom('quote', textOf(post.spans))),
    ],
  };
}

/** Recordings take the posts that are left; the next plays from the last quote's card, and others find no room. */
function placeRecordings(
  { quotes, points, leftOut }: Kept,
  {
    recordings,
    room,
    article,
    layout,
  }: {
    readonly recordings: readonly RecordingPost[];
    readonly room: number;
    readonly article: Article;
    readonly layout: Layout;
  },
): Kept {
  const own = room - quotes.length - points.length;
  const shared = quotes.length > 0 ? recordings[own]?.recordings[0] : undefined;
  const card = shared === undefined ? null : recordingCard(shared, { article, layout });
  const last = quotes.toSorted(byPosition).at(-1);
  return {
    quotes: quotes.map((quote) =>
      quote === last ? { ...quote, post: { ...quote.post, attachment: card } } : quote,
    ),
    points,
    recordings: recordings.slice(0, own),
    leftOut: [...leftOut, ...recordingsWithoutRoom(recordings.slice(shared === undefined ? own : own + 1))],
  };
}

function pointsWithoutRoom(posts: readonly PointPost[]): LeftOut[] {
  return posts.map(({ items }) => withoutRoom('points', items[0] ?? ''));
}

function recordingsWithoutRoom(posts: readonly RecordingPost[]): LeftOut[] {
  return posts
    .flatMap(({ recordings }) => recordings)
    .map(({ caption, url }) => withoutRoom('recording', caption ?? url));
}

function withoutRoom(what: LeftOut['what'], words: string): LeftOut {
  return { what, because: 'no-room', excerpt: excerptOf(words) };
}

function inOrder({ quotes, points, recordings }: Parts, order: PartsTemplate['order']): Post[] {
  const listed = points.map(({ post, block }) => ({ post, position: { block, start: 0 } }));
  const together = order.includes('quotes') && order.indexOf('quotes') < order.indexOf('points');
  const placed = {
    quotes: [...quotes, ...(together ? listed : [])].toSorted(byPosition),
    points: together ? [] : listed,
    media: recordings,
  };
  return order.flatMap((part) => placed[part].map(({ post }) => post));
}

type Placed = { readonly position: { readonly block: number; readonly start: number } };

function byPosition(a: Placed, b: Placed): number {
  return a.position.block - b.position.block || a.position.start - b.position.start;
}
