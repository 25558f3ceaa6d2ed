/**
 * An absolute http or https address for what a feed wrote, read against `base`, which may be a file's name and then helps
 * nothing; null when it isn't one.
 */
export function resolveLink(link: string | null | undefined, base: string): string | null {
  const written = link?.trim();
  if (!written) return null;
  const url = URL.parse(written, URL.canParse(base) ? base : undefined);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null;
  // One that is absolute stays as its publisher wrote it, down to the missing slash: other programs compare it.
  return /^https?:\/\/\S+$/i.test(written) ? written : url.href;
}
