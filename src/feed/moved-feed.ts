import { day, type Instant } from '../base/instant.ts';
import type { Redirect } from '../web/web.ts';

/** Where a feed is asked for, and where its server says that it has moved. */
export interface FeedPlace {
  /** The address in the event file, until the feed has moved. */
  readonly address: string;
  /** Null while its server names no other address for good. */
  readonly move: Move | null;
}

/** An address that the server names in place of the one asked for. */
interface Move {
  readonly to: string;
  readonly firstSeenAt: Instant;
  /** Polls in a row that were sent there. */
  readonly sightings: number;
}

/**
 * A feed's place after a poll that was answered. Each permanent redirect is followed at once, but believed only when five
 * polls over two days were all sent to one address: a server that is being mended, or a hotel's login page, says "moved
 * for good" too (Bloglines waited fourteen days for such reasons; intertwingly.net 2004, checked 2026-11).
 */
export function placeAfter(
  place: FeedPlace,
  { redirects, now }: { redirects: readonly Redirect[]; now: Instant },
): FeedPlace {
  const to = permanentTarget(place.address, redirects);
  if (to === null) return { ...place, move: null };
  const move =
    place.move?.to === to
      ? { ...place.move, sightings: place.move.sightings + 1 }
      : { to, firstSeenAt: now, sightings: 1 };
  const isCertain = move.sightings >= fewestSightings && now - move.firstSeenAt >= shortestTime;
  return isCertain ? { address: to, move: null } : { ...place, move };
}

const fewestSightings = 5;
const shortestTime = 2 * day;

/** Whether what stands at the end of these redirects says nothing of the address that was asked for. */
export function isBehindPassing(redirects: readonly Redirect[]): boolean {
  return redirects.some(isPassing);
}

/** Where the permanent redirects at the chain's beginning lead: behind a passing one, nothing is said for good. */
function permanentTarget(address: string, redirects: readonly Redirect[]): string | null {
  const passing = redirects.findIndex(isPassing);
  const to = redirects.slice(0, passing === -1 ? redirects.length : passing).at(-1)?.to ?? null;
  if (to === null || to === address) return null;
  // Followed, but never for good: an encrypted address isn't given up for one that anybody on the way can write.
  return address.startsWith('https:') && !to.startsWith('https:') ? null : to;
}

function isPassing({ httpStatus }: Redirect): boolean {
  return httpStatus !== 301 && httpStatus !== 308;
}
