/** The language of a BCP 47 tag without its script, region and variants: of pt-BR "pt". */
export function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split('-', 1)[0] ?? '';
}
