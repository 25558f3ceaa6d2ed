import type { Article } from '../article/article.ts';
import type { Style } from '../coverage/event.ts';
import type { Limits } from './limits.ts';
import { measureText } from './measure.ts';
import type { Attachment, Post, PostRole, Span } from './thread.ts';
import type { Wording } from './wording/language.ts';
import { wordingFor } from './wording/wording.ts';

/** What holds for every post of one thread: the words of its language, the account's style, its server's limits. */
export interface Layout {
  /** BCP 47. */
  readonly language: string;
  readonly wording: Wording;
  readonly style: Style;
  readonly limits: Limits;
}

/** How an account words what it posts of its own, with no article to take the language from. */
export function layoutOfAccount({ style, limits }: Pick<Layout, 'style' | 'limits'>): Layout {
  return layoutIn(style.language, { style, limits });
}

/** How an account words what it posts of an article: in the article's language, or its own where that is unknown. */
export function layoutOfArticle(
  { language }: Pick<Article, 'language'>,
  { style, limits }: Pick<Layout, 'style' | 'limits'>,
): Layout {
  const isKnown = language !== '' && language !== 'und';
  return layoutIn(isKnown ? language : style.language, { style, limits });
}

function layoutIn(language: string, { style, limits }: Pick<Layout, 'style' | 'limits'>): Layout {
  return { language, wording: wordingFor(language), style, limits };
}

/** True when one post of the account can hold these spans. */
export function fits(spans: readonly Span[], { limits, style }: Layout): boolean {
  return measureText(spans, { measure: limits.measure, contentWarning: style.contentWarning }).fits;
}

/** A post of the thread, in the account's style. */
export function layOutPost(
  content: {
    readonly role: PostRole;
    readonly spans: readonly Span[];
    readonly attachment?: Attachment | null;
  },
  { language, style }: Layout,
): Post {
  return {
    role: content.role,
    spans: content.spans,
    language,
    attachment: content.attachment ?? null,
    visibility: content.role === 'opener' ? style.visibility.opener : style.visibility.followUps,
    contentWarning: style.contentWarning,
  };
}
