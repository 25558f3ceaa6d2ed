import type { Article, Block } from '../article/article.ts';
import { fits, type Layout, layOutPost } from './layout.ts';
import { pointsBack } from './points-back.ts';
import { splitSentences } from './sentences.ts';
import { defuse, excerptOf } from './source-text.ts';
import { plain } from './spans.ts';
import type { LeftOut, Post } from './thread.ts';
import type { Wording } from './wording/language.ts';

/** A post of bullets, and the block of the article its list is. */
export interface PointPost {
  readonly post: Post;
  readonly block: number;
  readonly items: readonly string[];
}

/** The article's lists as posts of bullets. They break between items, never inside one; an item too long is left out. */
export function pointPosts(
  { blocks }: Article,
  layout: Layout,
): { readonly posts: readonly PointPost[]; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const posts = blocks.flatMap((block, index) => {
    if (block.kind !== 'list') return [];
    const whole = itemsOf(block, layout.wording).filter((item) => {
      const hasRoom = fits([plain(bullet(item))], layout);
      if (!hasRoom) leftOut.push({ what: 'points', because: 'too-long', excerpt: excerptOf(item) });
      return hasRoom;
    });
    const intro = introFor(block, { firstItem: whole[0], before: blocks[index - 1], layout });
    return packed({ intro, items: whole }, layout).map((post) => ({ ...post, block: index }));
  });
  return { posts, leftOut };
}

type List = Extract<Block, { kind: 'list' }>;

/** Items as bullets show them: without the commas, semicolons and "and" that made them one sentence. */
function itemsOf({ items }: List, wording: Wording): string[] {
  const filled = items.map((item) => item.trim()).filter((item) => item !== '');
  const everyOneStops = filled.every((item) => /[.。]$/u.test(item));
  return filled.map((item) => withoutListStop(item, { wording, keepFullStop: everyOneStops }));
}

function withoutListStop(
  item: string,
  { wording, keepFullStop }: { readonly wording: Wording; readonly keepFullStop: boolean },
): string {
  const ending = /^(.*?)[,;،؛，；、]\s*([^\s,;،؛，；、]*(?: \S+)?)$/su.exec(item);
  const joins = ending !== null && ['', ...wording.conjunctions].includes(ending[2]?.toLowerCase() ?? '');
  if (joins) return ending[1]?.trimEnd() ?? item;
  const oneSentence = splitSentences(item, wording).length === 1;
  return !keepFullStop && oneSentence && !/\.\.\.$/u.test(item) ? item.replace(/[.。]$/u, '') : item;
}

/** The words over the first bullet, the longest that fit beside it; null where none do. */
function introFor(
  list: List,
  { firstItem, before, layout }: { firstItem: string | undefined; before: Block | undefined; layout: Layout },
): string | null {
  if (firstItem === undefined) return null;
  return (
    introChoices(list, { before, layout })
      .map(defuse)
      .find((choice) => fits([plain(underIntro(choice, [firstItem]))], layout)) ?? null
  );
}

/**
 * The closing sentences of the paragraph that leads into the list, from one that can stand first; its last alone; for a
 * list without such a paragraph the heading above.
 */
function introChoices(
  { intro }: List,
  { before, layout }: { before: Block | undefined; layout: Layout },
): string[] {
  if (intro === null) return before?.kind === 'heading' ? [before.text] : [];
  const sentences = splitSentences(intro.trim(), layout.wording);
  const understood = sentences.findLastIndex((sentence) => !pointsBack(sentence, layout.wording));
  return [sentences.slice(Math.max(0, understood)), sentences.slice(-1)].map((run) => run.join(''));
}

function packed(
  { intro, items }: { readonly intro: string | null; readonly items: readonly string[] },
  layout: Layout,
): { post: Post; items: readonly string[] }[] {
  const groups: string[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const joined = group === undefined ? null : [...group, item];
    const text = joined === null ? '' : underIntro(groups.length === 1 ? intro : null, joined);
    if (joined !== null && fits([plain(text)], layout)) groups[groups.length - 1] = joined;
    else groups.push([item]);
  }
  return groups.map((group, index) => {
    const spans = [plain(underIntro(index === 0 ? intro : null, group))];
    return { post: layOutPost({ role: 'points', spans }, layout), items: group };
  });
}

function underIntro(intro: string | null, items: readonly string[]): string {
  const bullets = items.map(bullet).join('\n');
  return intro === null ? bullets : `${intro}\n\n${bullets}`;
}

/** One item as readers see it. */
export function bullet(item: string): string {
  return `• ${defuse(item)}`;
}
