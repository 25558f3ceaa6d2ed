/**
 * An address reduced to what names the page, for comparing, never for fetching: https, host in lower case, no default
 * port, no fragment, no tracking parameters.
 */
export function canonicalLink(link: string): string {
  const url = URL.parse(link);
  if (!url) return link.trim();
  const kept = [...url.searchParams].filter(([name]) => !isTracking(name));
  url.search = new URLSearchParams(kept).toString();
  url.hash = '';
  return url.href.replace(/^http:/, 'https:');
}

/** Whether a query parameter only tells its site where a reader came from (lists of uBlock Origin and Firefox, checked 2026-11). */
export function isTracking(name: string): boolean {
  return /^(?:utm_|at_|mc_|_hs|pk_|mtm_|ns_|oly_|vero_)/i.test(name) || trackers.has(name.toLowerCase());
}

const trackers = new Set(
  'fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mkt_tok s_cid cmpid cmp ocid xtor icid wt_mc ref_src __twitter_impression'.split(
    ' ',
  ),
);
