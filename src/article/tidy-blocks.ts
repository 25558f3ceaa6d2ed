import type { Block } from './article.ts';
import { comparableWords } from './comparable-words.ts';
import { isDateAlone, withoutDateline } from './dateline.ts';

/** The blocks without what many pages print above a text: its headline and what precedes it, byline, dates, dateline. */
export function tidyBlocks(
  blocks: readonly Block[],
  above: { readonly headline: string | null; readonly byline: string | null },
): readonly Block[] {
  const isSame = (block: Block, text: string | null) =>
    block.kind !== 'list' && text !== null && comparableWords(block.text) === comparableWords(text);
  const headline = blocks.slice(0, mostAbove).findLastIndex((block) => isSame(block, above.headline));
  const own = blocks.slice(headline + 1).filter((block, at) => {
    if (block.kind === 'list') return true;
    const isByline = at < mostAbove && (isSame(block, above.byline) || isSame(block, `By ${above.byline}`));
    return !isByline && !isDateAlone(block.text);
  });
  const first = own.findIndex(({ kind }) => kind === 'paragraph');
  return own.map((block, at) =>
    at === first && block.kind === 'paragraph' ? { ...block, text: withoutDateline(block.text) } : block,
  );
}

const mostAbove = 5;

/** The first paragraph. */
export function leadOf(blocks: readonly Block[]): string | null {
  const first = blocks.find(({ kind }) => kind === 'paragraph');
  return first?.kind === 'paragraph' ? first.text : null;
}
