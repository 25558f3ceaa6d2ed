import { foldText } from '../base/folded-text.ts';
import type { CoverageRule } from './event.ts';
import { findTerm } from './term.ts';

/** Where a story says something, in the order of how much it tells about the story. */
export type Field = 'title' | 'summary' | 'categories' | 'text';

/** What a story says, by where it says it. */
export interface StoryTexts {
  readonly title: string;
  readonly summary: string;
  readonly categories: readonly string[];
  readonly text: string;
}

/** Whether a story belongs to the event, and the term that decided. */
export type Match =
  | { readonly covered: true; readonly term: string; readonly where: Field }
  | {
      readonly covered: false;
      readonly because: 'no-term-found' | 'excluded-term' | 'missing-term';
      readonly term: string | null;
    };

/** Decides by the event's rule: none of `none`, each of `all`, and one of `any` where it lists some. */
export function matchStory(rule: CoverageRule, texts: StoryTexts): Match {
  const fields = foldFields(texts);
  const excluded = findFirst(rule.none, fields);
  if (excluded) return { covered: false, because: 'excluded-term', term: excluded.term };
  for (const term of rule.all) {
    if (!findFirst([term], fields)) return { covered: false, because: 'missing-term', term };
  }
  const found = findFirst(rule.any.length > 0 ? rule.any : rule.all, fields);
  return found ? { covered: true, ...found } : { covered: false, because: 'no-term-found', term: null };
}

type FoldedField = readonly [Field, string];

function foldFields({ title, summary, categories, text }: StoryTexts): readonly FoldedField[] {
  return [
    ['title', foldText(title)],
    ['summary', foldText(summary)],
    // A line break, so that no phrase is found across two categories.
    ['categories', categories.map(foldText).join('\n')],
    ['text', foldText(text)],
  ];
}

/** The first of the terms in the foremost field that has any. */
function findFirst(
  terms: readonly string[],
  fields: readonly FoldedField[],
): { readonly term: string; readonly where: Field } | null {
  for (const [where, folded] of fields) {
    const term = terms.find((candidate) => findTerm(candidate, folded));
    if (term !== undefined) return { term, where };
  }
  return null;
}
