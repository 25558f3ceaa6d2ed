import type { Article, Block } from '../article/article.ts';
import type { Quote } from '../article/quote.ts';
import type { CoverageEvent, Style } from '../coverage/event.ts';
import { findTerms } from '../coverage/term.ts';
import { inHouseSpelling } from './house-spelling.ts';
import { excerptOf } from './source-text.ts';
import type { LeftOut } from './thread.ts';
import { stretchesOf } from './utterance.ts';

/** The words in headline and lead that never go out: with one there is no opener, and without an opener no thread. */
export function neverWordsOfOpener(
  { headline, lead }: Article,
  { neverPost }: Pick<CoverageEvent, 'neverPost'>,
): readonly string[] {
  return findTerms(neverPost, [headline, lead ?? '']);
}

/**
 * An article without the list items, pictures and recordings that have a word which never goes out, and the quotes
 * without those that have one in what is said or in who says it.
 */
export function leaveOutNeverWords(
  { article, quotes, style }: { article: Article; quotes: readonly Quote[]; style: Style },
  { neverPost }: Pick<CoverageEvent, 'neverPost'>,
): Allowed {
  if (neverPost.length === 0) return { article, quotes, leftOut: [] };
  const leftOut: LeftOut[] = [];
  const mayGoOut = (what: LeftOut['what'], texts: readonly (string | null)[]) => {
    const found = texts.filter((text) => text !== null);
    if (findTerms(neverPost, found).length === 0) return true;
    leftOut.push({ what, because: 'never-word', excerpt: excerptOf(found[0] ?? '') });
    return false;
  };
  const allowedQuotes = quotes.filter((quote) => mayGoOut('quote', wordsOf(quote, style)));
  const blocks = article.blocks.map((block, index) => {
    if (block.kind !== 'list') return block;
    // Without the words over them nobody would know what the items are.
    if (!mayGoOut('points', [introOf(block, article.blocks[index - 1])])) return { ...block, items: [] };
    return { ...block, items: block.items.filter((item) => mayGoOut('points', [item])) };
  });
  const images = article.images.filter(({ caption, altText }) => mayGoOut('image', [caption, altText]));
  const recordings = article.recordings.filter(({ caption }) => mayGoOut('recording', [caption]));
  // The page's preview is mostly one of its pictures, cut otherwise, and nothing tells which.
  const preview = images.length < article.images.length ? { imageUrl: null } : {};
  return {
    article: { ...article, blocks, images, recordings, preview: { ...article.preview, ...preview } },
    quotes: allowedQuotes,
    leftOut,
  };
}

interface Allowed {
  readonly article: Article;
  readonly quotes: readonly Quote[];
  readonly leftOut: readonly LeftOut[];
}

function wordsOf(quote: Quote, style: Style): (string | null)[] {
  const spoken = stretchesOf(quote).join(' ');
  if (quote.speaker === null) return [spoken];
  const { name, role } = inHouseSpelling(quote.speaker, style);
  return [spoken, name, role];
}

/** What may stand over a list's first item: the paragraph that leads into it, else the heading above. */
function introOf({ intro }: Extract<Block, { kind: 'list' }>, before: Block | undefined): string | null {
  return intro ?? (before?.kind === 'heading' ? before.text : null);
}
