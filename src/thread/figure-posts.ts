import type { Article } from '../article/article.ts';
import type { Quote } from '../article/quote.ts';
import { foldText } from '../base/folded-text.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { findTerms } from '../coverage/term.ts';
import { monthOf } from '../feed/month-names.ts';
import { fits, type Layout, layOutPost } from './layout.ts';
import { bullet, type PointPost } from './point-posts.ts';
import { pointsBack } from './points-back.ts';
import { splitSentences } from './sentences.ts';
import { comparable, defuse } from './source-text.ts';
import { plain } from './spans.ts';
import { stretchesOf } from './utterance.ts';

/**
 * The figures of an article that has no list, as the key points it would have had: at most two whole sentences, those
 * that count most, in one post and in the article's order.
 */
export function figurePosts(
  { article, quotes, neverPost }: FigureSource,
  layout: Layout,
): readonly PointPost[] {
  const spoken = quotes.map((quote) => comparable(stretchesOf(quote).join(' '))).join('\n');
  const lead = comparable(article.lead ?? '');
  const isNews = (words: string) =>
    !lead.includes(words) && !spoken.includes(words) && findTerms(neverPost, [words]).length === 0;
  const told = article.blocks
    .flatMap((block, index) => (block.kind === 'paragraph' ? [{ text: block.text, block: index }] : []))
    .flatMap(({ text, block }) =>
      splitSentences(text, layout.wording).map((sentence) => ({ words: sentence.trim(), block })),
    )
    .filter(({ words }) => standsAlone(words, layout) && isNews(comparable(words)))
    .map((sentence) => ({ ...sentence, figures: countFigures(sentence.words, layout) }))
    .filter(({ figures }) => figures > 0);
  const best = told.toSorted((a, b) => b.figures - a.figures).slice(0, mostSentences);
  const inOrder = told.filter((sentence) => best.includes(sentence));
  const [first, ...more] = [inOrder, best.slice(0, 1)].find((choice) => fits(spansOf(choice), layout)) ?? [];
  if (first === undefined) return [];
  const shown = [first, ...more];
  const items = shown.map(({ words }) => words);
  return [{ post: layOutPost({ role: 'points', spans: spansOf(shown) }, layout), block: first.block, items }];
}

/** An article, all that is said in it, and the words that never go out. */
export interface FigureSource extends Pick<CoverageEvent, 'neverPost'> {
  readonly article: Article;
  readonly quotes: readonly Quote[];
}

const mostSentences = 2;

/** One sentence is a paragraph; only two make a list. */
function spansOf(sentences: readonly { readonly words: string }[]) {
  const line = sentences.length > 1 ? bullet : defuse;
  return [plain(sentences.map(({ words }) => line(words)).join('\n'))];
}

/** A sentence without anybody's spoken words, of which no clause begins with a pronoun: "…, he said" leaves open who. */
function standsAlone(words: string, { wording }: Layout): boolean {
  if (words.length < shortest || /["\p{Pi}\p{Pf}„‚「」『』]/u.test(words.replace(/\p{L}[’']\p{L}/gu, '')))
    return false;
  return words.split(/[,;:،，、；：–—]\s*/u).every((clause) => !pointsBack(clause, wording));
}

const shortest = 20;

/** How many numbers say how much or how many: no year, day, article, resolution or rank. */
function countFigures(words: string, { wording }: Layout): number {
  return [...words.matchAll(number)].filter((found) => {
    const [figure] = found;
    const before = words.slice(0, found.index);
    const after = words.slice(found.index + figure.length);
    if (/^ ?(?:%|٪|per cent|percent|Prozent|pour cent|por ciento|por cento|процент)/iu.test(after))
      return true;
    if (/^(?:1\d|20)\d\d$/.test(figure) || isDay(before, after)) return false;
    if (!capitalisesNouns.test(wording.language) && namesSomething.test(before)) return false;
    return Number(figure.replace(/\D/g, '')) >= 10 || magnitude.test(after);
  }).length;
}

const number =
  /(?<![\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{N}.,:/-])\p{Nd}+(?:[.,\u00a0\u202f]\p{Nd}+)*(?![\p{N}:/-]|(?:st|nd|rd|th|s)\b)/gu;

const magnitude =
  /^[ \u00a0\u202f]?(?:[mb]illi[oóõ]|Mio|Mrd|milj|mln|mld|млн|млрд|миллион|миллиард|مليون|مليار|万|萬|亿|億)/iu;

/** "Resolution 2686", "Boeing 747": a capital that opens no sentence stands before the number of a name. */
const namesSomething = /\S\s+\p{Lu}[\p{L}.]*\s$/u;

const capitalisesNouns = /^de\b/;

/** "14 November", "November 14". */
function isDay(before: string, after: string): boolean {
  const words = [/(\p{L}+)\.?\s$/u.exec(before)?.[1], /^(?:\.|er|º)?\s(?:de )?(\p{L}+)/u.exec(after)?.[1]];
  return words.some((word) => word !== undefined && monthOf(foldText(word)) !== null);
}
