import type { SyNs } from 'feedsmith';
import { day, formatInstant, hour, type Instant, minute } from '../base/instant.ts';

/** What a feed itself says about when to ask for it. */
export interface PollWishes {
  /** Minutes between two visits, from ttl and sy:update*; null when it says nothing. */
  readonly pauseMinutes: number | null;
  /** Hours of the day in GMT, 0 to 23, in which nothing new comes. */
  readonly skipHours: readonly number[];
  /** Days of the week in GMT, 0 for Sunday, on which nothing new comes. */
  readonly skipDays: readonly number[];
}

/** A feed that doesn't mind. */
export const noWishes: PollWishes = { pauseMinutes: null, skipHours: [], skipDays: [] };

/** The wishes in what a parser read. RSS counts hours from 0 to 23, older versions from 1 to 24. */
export function pollWishes(said: {
  readonly ttl?: number | undefined;
  readonly sy?: SyNs.Feed<unknown> | undefined;
  readonly skipHours?: readonly number[] | undefined;
  readonly skipDays?: readonly string[] | undefined;
}): PollWishes {
  const pauses = [said.ttl, syndicationMinutes(said.sy)].filter((pause) => pause !== undefined && pause > 0);
  const hours = (said.skipHours ?? []).filter(
    (named) => Number.isInteger(named) && named >= 0 && named <= 24,
  );
  const days = (said.skipDays ?? []).map((name) => weekdays.indexOf(name.trim().slice(0, 3).toLowerCase()));
  return {
    pauseMinutes: pauses.length === 0 ? null : Math.max(...pauses.map(Number)),
    skipHours: [...new Set(hours.map((named) => named % 24))],
    skipDays: [...new Set(days.filter((weekday) => weekday !== -1))],
  };
}

/** The first instant from `instant` on that no skipped hour or day holds; `instant` itself when all are skipped. */
export function outsideSkipped(instant: Instant, { skipHours, skipDays }: PollWishes): Instant {
  if (skipHours.length === 0 && skipDays.length === 0) return instant;
  let at = instant;
  // A week of hours: whatever is skipped comes round again by then.
  for (let steps = 0; steps <= 7 * 24; steps += 1) {
    if (!skipDays.includes(weekdayOf(at)) && !skipHours.includes(hourOf(at))) return at;
    at = Math.floor(at / hour) * hour + hour;
  }
  return instant;
}

function hourOf(instant: Instant): number {
  return Number(formatInstant(instant).slice(11, 13));
}

/** The epoch began on a Thursday. */
function weekdayOf(instant: Instant): number {
  return (Math.floor(instant / day) + 4) % 7;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

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
