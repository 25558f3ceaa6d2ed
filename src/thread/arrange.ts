import type { Article } from '../article/article.ts';
import type { PartsTemplate } from '../coverage/event.ts';
import type { Layout } from './layout.ts';
import type { PointPost } from './point-posts.ts';
import type { QuotePost } from './quote-posts.ts';
import { type RecordingPost, recordingCard } from './recording-posts.ts';
import { excerptOf } from './source-text.ts';
import { textOf } from './spans.ts';
import type { LeftOut, Post } from './thread.ts';

/** What may follow the opener. */
export interface Parts {
  readonly quotes: readonly QuotePost[];
  readonly points: readonly PointPost[];
  readonly recordings: readonly RecordingPost[];
}

/**
 * The posts after the opener, at most `room`. When something must go, recordings after the first post of them go first,
 * then key points, from the end, then the recordings, then quotes. Where posts carry a card of ours, a recording
 * without a post of its own plays from the last quote's.
 * Where the template names quotes before points, both keep the article's order; else it says where each part stands.
 */
export function arrangeParts(
  parts: Parts,
  by: {
    readonly room: number;
    readonly order: PartsTemplate['order'];
    readonly article: Article;
    readonly layout: Layout;
  },
): { readonly posts: readonly Post[]; readonly leftOut: readonly LeftOut[] } {
  const shares = by.layout.limits.cards === 'ours' && parts.quotes.length > 0;
  const kept = giveUp(shares ? { ...parts, recordings: [] } : parts, by.room);
  const placed = shares
    ? placeRecordings({ ...kept.parts, recordings: parts.recordings }, by)
    : { parts: kept.parts, leftOut: [] };
  return { posts: inOrder(placed.parts, by.order), leftOut: [...kept.leftOut, ...placed.leftOut] };
}

/** Recordings take the posts that are left; the next plays from the last quote's card, and others find no room. */
function placeRecordings(
  { quotes, points, recordings }: Parts,
  { room, article, layout }: { readonly room: number; readonly article: Article; readonly layout: Layout },
): Arranged {
  const own = room - quotes.length - points.length;
  const shared = recordings[own]?.recordings[0];
  const last = quotes.toSorted(byPosition).at(-1);
  const without = recordings.slice(last === undefined ? own : own + 1);
  const card = shared === undefined ? null : recordingCard(shared, { article, layout });
  return {
    parts: {
      quotes: quotes.map((each) =>
        each === last ? { ...each, post: { ...each.post, attachment: card } } : each,
      ),
      points,
      recordings: recordings.slice(0, own),
    },
    leftOut: without.flatMap(recordingsLeftOut),
  };
}

interface Arranged {
  readonly parts: Parts;
  readonly leftOut: readonly LeftOut[];
}

function recordingsLeftOut({ recordings }: RecordingPost): LeftOut[] {
  return recordings.map(({ caption, url }) => {
    return { what: 'recording', because: 'no-room', excerpt: excerptOf(caption ?? url) };
  });
}

function giveUp(parts: Parts, room: number): Arranged {
  let { quotes, points, recordings } = parts;
  const leftOut: LeftOut[] = [];
  const dropLastRecording = () => {
    leftOut.push(...recordings.slice(-1).flatMap(recordingsLeftOut));
    recordings = recordings.slice(0, -1);
  };
  const isOver = () => quotes.length + points.length + recordings.length > room;
  while (isOver() && recordings.length > 1) dropLastRecording();
  while (isOver() && points.length > 0) {
    const excerpt = excerptOf(points.at(-1)?.items[0] ?? '');
    leftOut.unshift({ what: 'points', because: 'no-room', excerpt });
    points = points.slice(0, -1);
  }
  while (isOver() && recordings.length > 0) dropLastRecording();
  while (isOver() && quotes.length > 0) {
    const worst = quotes.reduce((a, b) => (b.rank > a.rank ? b : a));
    leftOut.push({ what: 'quote', because: 'no-room', excerpt: excerptOf(textOf(worst.post.spans)) });
    quotes = quotes.filter((quote) => quote !== worst);
  }
  return { parts: { quotes, points, recordings }, leftOut };
}

function inOrder({ quotes, points, recordings }: Parts, order: PartsTemplate['order']): Post[] {
  const quoted = quotes.map(({ post, position }) => ({ post, position }));
  const listed = points.map(({ post, block }) => ({ post, position: { block, start: 0 } }));
  const together = order.includes('quotes') && order.indexOf('quotes') < order.indexOf('points');
  return order.flatMap((part) => {
    if (part === 'media') return recordings.map(({ post }) => post);
    const placed = !together
      ? part === 'quotes'
        ? quoted
        : listed
      : part === 'quotes'
        ? [...quoted, ...listed]
        : [];
    return placed.toSorted(byPosition).map(({ post }) => post);
  });
}

type Placed = { readonly position: { readonly block: number; readonly start: number } };

function byPosition(a: Placed, b: Placed): number {
  return a.position.block - b.position.block || a.position.start - b.position.start;
}
