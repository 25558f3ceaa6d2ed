import ipaddr from 'ipaddr.js';
import { type Failure, failed, type Result, success } from '../base/failure.ts';
import { decideAddress } from './address.ts';

/** Where a request may go, as far as its address alone tells; a name's addresses are decided when it is looked up. */
export interface Destination {
  /** Without credentials and fragment. */
  readonly url: URL;
  /** From the user info of the address. */
  readonly authorization: string | null;
}

/** Hosts an operator opened by name: "host:port" opens that port, "host" alone the ports 80 and 443. */
export interface AllowList {
  has(hostname: string, port: string | number): boolean;
}

/** Reads hosts as an operator writes them, as an address it may be, too. */
export function createAllowList(hosts: readonly string[]): AllowList {
  const open = new Set(
    hosts.flatMap((host) => {
      const named = host.toLowerCase().replace(/^https?:\/\/|\/.*$/g, '');
      return /:\d+$/.test(named) ? [named] : [`${named}:80`, `${named}:443`];
    }),
  );
  return { has: (hostname, port) => open.has(`${hostname.toLowerCase()}:${port}`) };
}

/** Decides about an address before anything is looked up: http and https, usual ports, no host that is never public. */
export function decideDestination(
  address: string,
  allowList: AllowList,
): Result<Destination, Failure<'address-not-valid' | 'address-not-allowed'>> {
  const url = URL.parse(address);
  if (!url || url.hostname === '') return failed({ code: 'address-not-valid', subject: address });
  const authorization = authorizationOf(url);
  // Most addresses have neither, and each setting of a part writes and reads the whole anew.
  if (authorization !== null) {
    url.username = '';
    url.password = '';
  }
  if (url.href.includes('#')) url.hash = '';
  const refuse = (detail: string) =>
    failed({ code: 'address-not-allowed' as const, subject: url.href, detail });
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refuse(`scheme ${url.protocol.slice(0, -1)}`);
  const port = portOf(url);
  if (!allowList.has(url.hostname, port)) {
    if (port !== '80' && port !== '443') return refuse(`port ${port}`);
    const because = refuseHost(url.hostname);
    if (because !== null) return refuse(because);
  }
  return success({ url, authorization });
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/** The host without the brackets URLs put around IPv6 addresses. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function refuseHost(hostname: string): string | null {
  const host = bareHost(hostname).replace(/\.+$/, '');
  if (ipaddr.isValid(host)) {
    const decision = decideAddress(host);
    return decision.allowed ? null : decision.because;
  }
  return neverPublic.test(host) || !host.includes('.') ? 'a name inside a network' : null;
}

/** RFC 6761, RFC 6762, RFC 8375, RFC 7686, and .internal, which ICANN set aside in 2024 (checked 2026-11). */
const neverPublic = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan|onion|invalid|test|example)$/i;

function authorizationOf(url: URL): string | null {
  if (url.username === '' && url.password === '') return null;
  const pair = [url.username, url.password].map((part) => decodePercent(part)).join(':');
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
