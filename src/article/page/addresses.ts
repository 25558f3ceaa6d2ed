import { isTracking } from '../../feed/canonical-link.ts';

/** An http address as a page wrote it, made absolute and free of tracking parameters; null when it is none. */
export function readAddress(address: string | null | undefined, base: string): string | null {
  if (!address?.trim() || !URL.canParse(address.trim(), base)) return null;
  // A script's settings, kept where an address should be, would pass for a relative one.
  if (/^[{[]/.test(address.trim())) return null;
  const url = new URL(address.trim(), base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return withoutTracking(url.href);
}

/** The address without the parameters that only tell somebody where a reader came from. */
function withoutTracking(address: string): string {
  const url = new URL(address);
  const tracking = [...url.searchParams.keys()].filter(isTracking);
  if (tracking.length === 0) return address;
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
}

/**
 * The address a story is public at: the canonical one its page declares, when it is on the same site and is no front
 * page, which careless sites declare for every story; else the address the page was read from.
 */
export function canonicalAddress(declared: readonly (string | null)[], readFrom: string): string {
  const page = new URL(readFrom);
  for (const address of declared) {
    const canonical = readAddress(address, readFrom);
    if (canonical === null) continue;
    const url = new URL(canonical);
    if (!isSameSite(url.hostname, page.hostname)) continue;
    if (url.pathname === '/' && page.pathname !== '/') continue;
    return canonical;
  }
  page.hash = '';
  return withoutTracking(page.href);
}

function isSameSite(one: string, other: string): boolean {
  return one === other || siteOf(one) === siteOf(other);
}

function siteOf(host: string): string {
  return host.replace(/^(?:www\d?|m|mobile|amp)\./, '');
}
