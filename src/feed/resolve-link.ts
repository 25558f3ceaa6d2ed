/**
 * An absolute http or https address for what a feed wrote, read against `base`; null when it isn't one. Where `base` is a
 * file's name, which helps nothing, an address that needs one stays as it is written.
 */
export function resolveLink(link: string | null | undefined, base: string): string | null {
  const written = link?.trim();
  if (!written) return null;
  // One that is absolute stays as its publisher wrote it, down to the missing slash: other programs compare it.
  if (/^https?:\/\/\S+$/i.test(written)) return URL.canParse(written) ? written : null;
  if (!URL.canParse(base) && !/^[a-z][a-z\d+.-]*:|\s/i.test(written)) return written;
  const url = URL.parse(written, URL.canParse(base) ? base : undefined);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}
