import ipaddr from 'ipaddr.js';

/** Whether the program may talk to a network address. `because` names the kind of network it lies in. */
export type AddressDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: string };

/**
 * Decides about a literal IPv4 or IPv6 address: only public unicast addresses are allowed. An IPv4 address inside an
 * IPv6 one is what is decided about, where such an address can reach it: IPv4-mapped, and NAT64 as IPv6-only networks
 * use it. Forms that reach nothing public today (IPv4-compatible, 6to4, Teredo) are refused whatever they hold.
 */
export function decideAddress(address: string): AddressDecision {
  if (!ipaddr.isValid(address)) return { allowed: false, because: 'not-an-address' };
  // ipaddr.js takes one that is written with dots for IPv4-mapped.
  if (/^::[\d.]+$/.test(address) && address.includes('.'))
    return { allowed: false, because: 'ipv4Compatible' };
  const parsed = ipaddr.parse(address);
  const inner = parsed instanceof ipaddr.IPv6 ? embeddedAddress(parsed) : parsed;
  const range = inner.range();
  if (range !== 'unicast') return { allowed: false, because: range };
  // ipaddr.js calls unicast what no registry names; of IPv6 only 2000::/3 has been given out (IANA, checked 2026-11).
  if (inner instanceof ipaddr.IPv6 && !inner.match(globalUnicast))
    return { allowed: false, because: 'unassigned' };
  return { allowed: true };
}

function embeddedAddress(address: ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  const isMapped = address.match(mapped);
  return isMapped || address.match(nat64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
const mapped = ipaddr.IPv6.parseCIDR('::ffff:0:0/96');
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
