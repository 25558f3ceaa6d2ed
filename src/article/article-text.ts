import type { Article, Block } from './article.ts';
import { comparableWords } from './comparable-words.ts';

/**
 * The text of an article in reading order, as quotes are searched in it and posted sentences compared with it.
 *
 * - Blocks stand apart by an empty line ("\n\n"); a list is one block, its intro and its items on lines of their own.
 * - Characters are the blocks' own; nothing is added but those line ends.
 * - A pull quote that repeats words of a paragraph or list is left out: it is the page's echo of them, and there nobody
 *   says whose words they are. One that stands nowhere else stays.
 * - Headline, captions and alternative texts are not part of it.
 */
export function articleText(article: Pick<Article, 'blocks'>): string {
  const said = article.blocks
    .filter(({ kind }) => kind !== 'block-quote')
    .map((block) => comparableWords(textOfBlock(block)))
    .join('\n');
  return article.blocks
    .filter((block) => block.kind !== 'block-quote' || !said.includes(firstLine(block.text)))
    .map(textOfBlock)
    .join('\n\n');
}

function textOfBlock(block: Block): string {
  return textsOfBlock(block).join('\n');
}

/** The texts of one block: of a list its intro, if it has one, and its items. */
export function textsOfBlock(block: Block): readonly string[] {
  if (block.kind !== 'list') return [block.text];
  return block.intro === null ? block.items : [block.intro, ...block.items];
}

/** The quoted words; who is cited follows on the next line. */
function firstLine(text: string): string {
  return comparableWords(text.split('\n', 1)[0] ?? '');
}
