import type { SyNs } from 'feedsmith';
import { day, hour, minute } from '../base/instant.ts';

/** How many minutes a publisher wants between two visits, from ttl and sy:update*; null when it says nothing. */
export function pauseMinutes(said: {
  ttl?: number | undefined;
  sy?: SyNs.Feed<unknown> | undefined;
}): number | null {
  const wishes = [said.ttl, syndicationMinutes(said.sy)].filter((wish) => wish !== undefined && wish > 0);
  return wishes.length === 0 ? null : Math.max(...wishes.map(Number));
}

/** The syndication module: so many updates in a period; one when the number is missing. */
function syndicationMinutes(sy: SyNs.Feed<unknown> | undefined): number | undefined {
  const period = periods.get(sy?.updatePeriod?.toLowerCase() ?? '');
  return period === undefined ? undefined : period / minute / Math.max(1, sy?.updateFrequency ?? 1);
}

const periods = new Map([
  ['hourly', hour],
  ['daily', day],
  ['weekly', 7 * day],
  ['monthly', 30 * day],
  ['yearly', 365 * day],
]);
