import { fits, type Layout } from '../layout.ts';
import { plain, textOf } from '../spans.ts';
import type { Span } from '../thread.ts';
import type { Block } from './fill-template.ts';

/**
 * Lines laid into as few posts as they fill, in order; `tags` stand at the end of the first where there is room. With
 * `onlyOne` what does not fit into one post is left out from the end.
 */
export function packPosts(
  blocks: readonly Block[],
  { layout, tags, onlyOne }: { layout: Layout; tags: readonly Span[]; onlyOne: boolean },
): readonly (readonly Span[])[] {
  const posts: Span[][] = [];
  const roomFor = (spans: readonly Span[], isFirst: boolean) =>
    fits(isFirst && tags.length > 0 ? [...spans, plain('\n\n'), ...tags] : spans, layout);
  let current: Span[] = [];
  for (const block of blocks)
    for (const [position, line] of block.entries()) {
      const longer =
        current.length === 0 ? [...line] : [...current, plain(position === 0 ? '\n\n' : '\n'), ...line];
      if (roomFor(longer, posts.length === 0)) {
        current = longer;
        continue;
      }
      if (onlyOne && current.length > 0) return [withTags(current, tags)];
      if (current.length > 0) posts.push(current);
      current = roomFor(line, posts.length === 0)
        ? [...line]
        : shortened(line, (spans) => roomFor(spans, posts.length === 0));
    }
  if (current.length > 0) posts.push(current);
  return posts.map((spans, index) => (index === 0 ? withTags(spans, tags) : spans));
}

function withTags(spans: readonly Span[], tags: readonly Span[]): readonly Span[] {
  return tags.length === 0 ? spans : [...spans, plain('\n\n'), ...tags];
}

/** A line too long for any post ends after the words that fit, with an ellipsis; what is live in it goes. */
function shortened(line: readonly Span[], roomFor: (spans: readonly Span[]) => boolean): Span[] {
  const words = textOf(line.filter(({ kind }) => kind === 'plain')).split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const spans = [plain(`${words.slice(0, count).join(' ')} …`)];
    if (roomFor(spans)) return spans;
  }
  return [];
}
