import { ar } from './ar.ts';
import { de, deCH } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { Wording } from './language.ts';
import { pl } from './pl.ts';
import { pt, ptPT } from './pt.ts';
import { ru } from './ru.ts';
import { sv } from './sv.ts';
import { zh, zhHant } from './zh.ts';

/** The wording for `language` (BCP 47): its own variant, else the language's, else English. */
export function wordingFor(language: string): Wording {
  return wordings.find((wording) => covers(wording.language, language)) ?? en;
}

/** Variants stand before the language they vary, so that the first match is the closest. */
const wordings: readonly Wording[] = [
  ...[deCH, ptPT, zhHant],
  ...['zh-TW', 'zh-HK', 'zh-MO'].map((language) => ({ ...zhHant, language })),
  ...[ar, de, en, es, fr, it, ja, pl, pt, ru, sv, zh],
];

function covers(known: string, asked: string): boolean {
  const lower = asked.toLowerCase().replaceAll('_', '-');
  return lower === known.toLowerCase() || lower.startsWith(`${known.toLowerCase()}-`);
}
