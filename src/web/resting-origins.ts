import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { type Instant, second } from '../base/instant.ts';
import type { WebFailureCode } from './web.ts';

/** Remembers which servers could not be reached, so that thirty pages of a dead one don't cost thirty deadlines. */
export interface RestingOrigins {
  /** Why nobody should ask this server now; null when it may be asked. */
  restOf(origin: string): Failure<WebFailureCode> | null;
  /** A server that answered, whatever it said, is there. */
  answered(origin: string): void;
  failed(origin: string, failed: { failure: Failure<WebFailureCode>; askedAt: Instant }): void;
}

const restFor = 30 * second;

/** Starts with no server at rest; each rests for half a minute on `clock`. */
export function createRestingOrigins(clock: Clock): RestingOrigins {
  const resting = new Map<string, { failure: Failure<WebFailureCode>; until: Instant }>();
  const answeredAt = new Map<string, Instant>();
  return {
    restOf: (origin) => {
      const rest = resting.get(origin);
      if (!rest) return null;
      if (clock.now() < rest.until) return rest.failure;
      resting.delete(origin);
      return null;
    },
    answered: (origin) => {
      answeredAt.set(origin, clock.now());
      resting.delete(origin);
    },
    failed: (origin, { failure, askedAt }) => {
      // Requests to one server queue up: one may wait its deadline away while the server answers those before it.
      const isThere = (answeredAt.get(origin) ?? 0) > askedAt;
      if (!isThere && isOutOfReach(failure)) resting.set(origin, { failure, until: clock.now() + restFor });
    },
  };
}

function isOutOfReach({ code, detail = '' }: Failure<WebFailureCode>): boolean {
  if (code === 'connection-failed') return !/ECONNRESET|UND_ERR_SOCKET/.test(detail);
  return code === 'timed-out' || code === 'name-not-found';
}
