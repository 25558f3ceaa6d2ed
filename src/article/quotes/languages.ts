import type { Language } from './language.ts';
import { arabic } from './languages/ar.ts';
import { german } from './languages/de.ts';
import { english } from './languages/en.ts';
import { spanish } from './languages/es.ts';
import { french } from './languages/fr.ts';
import { italian } from './languages/it.ts';
import { japanese } from './languages/ja.ts';
import { polish } from './languages/pl.ts';
import { portuguese } from './languages/pt.ts';
import { russian } from './languages/ru.ts';
import { swedish } from './languages/sv.ts';
import { chinese } from './languages/zh.ts';

/** Every language there is a table for, by primary subtag. */
export const languages: ReadonlyMap<string, Language> = new Map(
  [
    arabic,
    chinese,
    english,
    french,
    german,
    italian,
    japanese,
    polish,
    portuguese,
    russian,
    spanish,
    swedish,
  ].map((language) => [language.tag, language]),
);

/** The table for a BCP 47 tag; English where there is none: its marks and shapes do least harm. */
export function languageFor(tag: string): Language {
  return languages.get(tag.toLowerCase().split(/[-_]/u)[0] ?? '') ?? english;
}
