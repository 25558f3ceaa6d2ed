import type { Style } from '../coverage/event.ts';
import { fits, type Layout, layOutPost, layoutOfAccount } from './layout.ts';
import type { Limits } from './limits.ts';
import { defuse } from './source-text.ts';
import { link, paragraphs, plain } from './spans.ts';
import type { Span, Thread } from './thread.ts';

/** A story as a digest tells it: its headline, character for character, and where it is found. */
export interface DigestEntry {
  readonly headline: string;
  readonly url: string;
}

/** One post of headlines and links, and which of the entries had room in it. */
export interface Digest<Entry extends DigestEntry> {
  readonly thread: Thread;
  readonly told: readonly Entry[];
}

/**
 * Folds stories into one post. `entries` come in the order of what they are worth; those told stand in the order of
 * `compare`. Null when not even one has room.
 */
export function composeDigest<Entry extends DigestEntry>(
  entries: readonly Entry[],
  {
    subject,
    style,
    limits,
    compare,
  }: {
    subject: string;
    style: Style;
    limits: Limits;
    /** The order in which the chosen ones are told. */
    compare: (one: Entry, other: Entry) => number;
  },
): Digest<Entry> | null {
  const layout = layoutOfAccount({ style, limits });
  let told: readonly Entry[] = [];
  for (const entry of entries) {
    const more = [...told, entry].toSorted(compare);
    if (fits(spansOf(more, layout), layout)) told = more;
  }
  if (told.length === 0) return null;
  const post = layOutPost({ role: 'opener', spans: spansOf(told, layout) }, layout);
  return { thread: { subject, posts: [post], leftOut: [] }, told };
}

/** Where an address in the text would take its full length, the headline itself is the link. */
function spansOf(entries: readonly DigestEntry[], { wording, limits }: Layout): readonly Span[] {
  const told = entries.map(({ headline, url }): Span[] =>
    limits.measure.kind === 'bluesky'
      ? [{ kind: 'link', text: defuse(headline), url }]
      : [plain(`${defuse(headline)}\n`), link(url)],
  );
  return paragraphs([[plain(wording.digestTitle)], ...told]);
}
