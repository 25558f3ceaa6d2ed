/**
 * An absolute http or https address for what a feed wrote, read against `base`, which may be a file's name and then helps
 * nothing; null when it isn't one.
 */
export function resolveLink(link: string | null | undefined, base: string): string | null {
  const written = link?.trim();
  if (!written) return null;
  // One that is absolute stays as its publisher wrote it, down to the missing slash: other programs compare it.
  if (/^https?:\/\/\S+$/i.test(written)) return URL.canParse(written) ? written : null;
  const url = URL.parse(written, URL.canParse(base) ? base : undefined);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}
