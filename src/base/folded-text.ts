/**
 * Text with case, accents, typographic quotes and hyphens folded away, for comparing names and words; not reversible.
 * Signs that make another letter or vowel (Devanagari, Thai, Japanese) stay: without them words would become others.
 */
export function foldText(text: string): string {
  // Plain ASCII has nothing to fold but case and white space.
  if (!/[^ -~]/.test(text)) return text.replace(/ {2,}/g, ' ').toLowerCase();
  return text
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201b\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201f]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(invisible, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter);
}

// Marks that belong to no script of their own sit on Latin, Greek, Cyrillic and Arabic letters; the two Japanese voicing
// signs are among them, and Hebrew points are not.
const accents = /[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Hebrew}]]--[\u3099\u309a]]/gv;

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

// Letters that Unicode does not take apart into a letter and an accent.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
