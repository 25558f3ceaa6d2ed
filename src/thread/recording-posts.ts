import type { Article, Recording } from '../article/article.ts';
import { fits, type Layout, layOutPost } from './layout.ts';
import { wholeSentencesThatFit } from './sentences.ts';
import { defuse } from './source-text.ts';
import { link, paragraphs, plain } from './spans.ts';
import type { Attachment, LeftOut, Post, Span } from './thread.ts';

/** A post of recordings, and which they are. */
export interface RecordingPost {
  readonly post: Post;
  readonly recordings: readonly Recording[];
}

/**
 * The article's recordings as posts, video before audio: caption and link, as many to a post as fit; where a post has
 * a card of ours, one to a post, its link in the card.
 */
export function recordingPosts(
  article: Article,
  layout: Layout,
): { readonly posts: readonly RecordingPost[]; readonly leftOut: readonly LeftOut[] } {
  const posts: RecordingPost[] = [];
  const leftOut: LeftOut[] = [];
  for (const recording of videoFirst(article.recordings)) {
    const spans = recordingSpans(recording, { article, layout });
    const last = posts.at(-1);
    const joined = last === undefined || spans === null ? null : paragraphs([last.post.spans, spans]);
    if (spans === null) leftOut.push({ what: 'recording', because: 'too-long', excerpt: recording.url });
    else if (
      last !== undefined &&
      joined !== null &&
      layout.limits.cards === 'servers' &&
      fits(joined, layout)
    ) {
      posts[posts.length - 1] = {
        post: { ...last.post, spans: joined },
        recordings: [...last.recordings, recording],
      };
    } else {
      const attachment =
        layout.limits.cards === 'ours' ? recordingCard(recording, { article, layout }) : null;
      posts.push({ post: layOutPost({ role: 'media', spans, attachment }, layout), recordings: [recording] });
    }
  }
  return { posts, leftOut };
}

/** The card that plays a recording, for a post of its own or under a quote. */
export function recordingCard(
  recording: Recording,
  { article, layout }: { readonly article: Article; readonly layout: Layout },
): Attachment {
  return {
    kind: 'card',
    url: recording.url,
    title: labelled(recording, { caption: captionOf(recording, article), layout }),
    description: article.headline,
    imageUrl: null,
    imageAltText: null,
  };
}

function videoFirst(recordings: readonly Recording[]): Recording[] {
  return recordings.toSorted((a, b) => Number(a.kind === 'audio') - Number(b.kind === 'audio'));
}

/** Caption and, without a card, link; a caption too long is cut to its first sentences. */
function recordingSpans(
  recording: Recording,
  { article, layout }: { readonly article: Article; readonly layout: Layout },
): Span[] | null {
  const address = layout.limits.cards === 'ours' ? [] : [plain('\n'), link(recording.url)];
  const spansOf = (caption: string) => [plain(defuse(labelled(recording, { caption, layout }))), ...address];
  const caption = wholeSentencesThatFit(captionOf(recording, article), {
    wording: layout.wording,
    fits: (text) => fits(spansOf(text), layout),
  });
  return caption === null ? null : spansOf(caption);
}

/** A recording without a caption of its own is known by the story's headline. */
function captionOf({ caption }: Recording, { headline }: Article): string {
  return caption === null || caption.trim() === '' ? headline : caption.trim();
}

/** The label stands once, also before a caption that brings its own ("VIDEO: …"). */
function labelled(
  { kind }: Recording,
  { caption, layout }: { readonly caption: string; readonly layout: Layout },
): string {
  const label = layout.wording.recordingLabels[kind];
  const brings = caption.toLowerCase().startsWith(label.toLowerCase());
  return `${label}${brings ? caption.slice(label.length) : caption}`;
}
