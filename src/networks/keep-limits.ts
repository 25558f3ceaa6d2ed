import type { Clock } from '../base/clock.ts';
import type { Result } from '../base/failure.ts';
import { type Instant, minute } from '../base/instant.ts';
import type { Limits } from '../thread/limits.ts';

/**
 * Asks a server for its limits through `ask`, once, and keeps them. A server that doesn't answer is left alone for a
 * minute: every story is worded for all accounts before any gets it, so that they would wait for it at each.
 */
export function keepLimits(ask: () => Promise<Result<Limits>>, clock: Clock): () => Promise<Result<Limits>> {
  let known: Result<Limits> | null = null;
  let askAgainAt: Instant = 0;
  let asking: Promise<Result<Limits>> | null = null;
  const askOnce = async () => {
    known = await ask();
    askAgainAt = clock.now() + (known.ok ? Number.POSITIVE_INFINITY : minute);
    return known;
  };
  return async () => {
    if (known && clock.now() < askAgainAt) return known;
    asking ??= askOnce().finally(() => {
      asking = null;
    });
    return asking;
  };
}
