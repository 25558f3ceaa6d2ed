import type { Article } from '../article/article.ts';
import type { CoverageRule } from './event.ts';
import { findTerms } from './term.ts';

/**
 * How much a story is the event's own: each of the event's words in the headline counts twice, in the lead once. Of two
 * stories that wait for the same slot the heavier goes first.
 */
export function weighStory(
  { headline, lead }: Pick<Article, 'headline' | 'lead'>,
  covers: CoverageRule,
): number {
  const terms = [...covers.any, ...covers.all];
  return 2 * findTerms(terms, [headline]).length + findTerms(terms, [lead ?? '']).length;
}
