import { InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { day, hour, type Instant, minute, parseInstant } from '../base/instant.ts';

/** Reads a time, or how long ago it was: "2026-11-24", "2026-11-24T09:00Z", "12h", "7d". Without a zone it is UTC. */
export function readSince(written: string): Instant {
  const [, count, unit] = /^(\d{1,5})(m|h|d)$/.exec(written) ?? [];
  if (unit) return systemClock.now() - Number(count) * (units[unit] ?? day);
  const at = /^\d{4}-\d\d-\d\d/.test(written) ? parseInstant(withZone(written)) : null;
  if (at === null) throw new InvalidArgumentError('It is a time, as in 12h, 7d or 2026-11-24T09:00Z.');
  return at;
}

const units: Readonly<Record<string, number>> = { m: minute, h: hour, d: day };

function withZone(written: string): string {
  return /T[\d:.]+$/.test(written) ? `${written}Z` : written;
}
