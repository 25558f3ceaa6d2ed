import type { Quote } from '../../../src/article/quote.ts';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';

/** A quote as the cases write it: words, speaker and office. */
export type Reading = readonly [words: string, speaker: string | null, role?: string | null];

/** The statements of a text, each as `[words, speaker]`, or with the office as third where the case asks for it. */
export function readStatements(
  text: string,
  { language = 'en', withRole = false }: { language?: string; withRole?: boolean } = {},
): readonly Reading[] {
  return findQuotes(text, { language })
    .filter((quote) => quote.kind === 'statement')
    .map((quote) => readingOf(quote, withRole));
}

/** The words of everything in marks that is no statement. */
export function readPhrases(text: string, language = 'en'): readonly string[] {
  return findQuotes(text, { language })
    .filter((quote) => quote.kind === 'phrase')
    .map((quote) => quote.text);
}

/** The only quote of a text. */
export function readOnly(text: string, language = 'en'): Quote {
  const [quote, ...others] = findQuotes(text, { language });
  if (!quote || others.length > 0)
    throw new Error(`expected one quote, found ${others.length + (quote ? 1 : 0)}`);
  return quote;
}

function readingOf(quote: Quote, withRole: boolean): Reading {
  const name = quote.speaker?.name ?? null;
  return withRole ? [quote.text, name, quote.speaker?.role ?? null] : [quote.text, name];
}
