import type { Instant } from '../base/instant.ts';
import { addDays, startOfDay } from './zoned-time.ts';

/** The days an event takes, by the calendar of its place. */
export interface EventDays {
  /** IANA time zone. */
  readonly zone: string;
  /** Calendar days in `zone`, YYYY-MM-DD, inclusive. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** From one instant up to another, which is no longer in it. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** From the first instant of the first day to the last of the last, on the clocks of the zone. */
export function periodOf({ zone, firstDay, lastDay }: EventDays): Period {
  return { from: startOfDay(firstDay, zone), to: startOfDay(addDays(lastDay, 1), zone) };
}
