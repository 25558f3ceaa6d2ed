import type { Language } from './language.ts';
import { english } from './languages/en.ts';

/** The languages we have tables for, by primary subtag. */
const known: ReadonlyMap<string, Language> = new Map([english].map((language) => [language.tag, language]));

/** The table for a BCP 47 tag; English where there is none: its marks and shapes do least harm. */
export function languageFor(tag: string): Language {
  return known.get(tag.toLowerCase().split(/[-_]/u)[0] ?? '') ?? english;
}
