import { attempt } from '../base/attempt.ts';
import {
  day as dayLength,
  formatInstant,
  hour,
  type Instant,
  type Milliseconds,
  minute,
  parseInstant,
  second,
} from '../base/instant.ts';
import { memoize } from '../base/memoize.ts';

/** A run of instants of one calendar day in which the zone's distance from UTC stays the same; `to` is exclusive. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly offset: Milliseconds;
}

/** The calendar day (YYYY-MM-DD) that the wall shows in `zone`. */
export function localDayOf(instant: Instant, zone: string): string {
  return formatInstant(instant + offsetAt(instant, zone)).slice(0, 10);
}

/** The second of the day (0 to 86,399) that the wall shows in `zone`. */
export function localSecondOf(instant: Instant, zone: string): number {
  const wall = instant + offsetAt(instant, zone);
  return Math.floor((((wall % dayLength) + dayLength) % dayLength) / second);
}

/** ISO 8601 as the wall in `zone` shows it, with its distance from UTC: 2017-11-14T09:00:00-08:00. */
export function formatOnWall(instant: Instant, zone: string): string {
  const offset = offsetAt(instant, zone);
  const distance = formatInstant(Math.abs(offset)).slice(11, 16);
  return `${formatInstant(instant + offset).slice(0, 19)}${offset < 0 ? '-' : '+'}${distance}`;
}

/** The calendar day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return formatInstant(midnightAsUtc(day) + count * dayLength).slice(0, 10);
}

/** True for YYYY-MM-DD when the calendar has such a day: not for 2017-02-30. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const midnight = parseInstant(`${text}T00:00:00Z`);
  return midnight !== null && formatInstant(midnight).slice(0, 10) === text;
}

/**
 * The first instant of `day` in `zone`: midnight, or the jump that skips it (Santiago, Beirut). For a day the zone left
 * out altogether (Apia, 30 December 2011) it is the start of the day after.
 */
export function startOfDay(day: string, zone: string): Instant {
  const midnight = midnightAsUtc(day);
  // Offsets reach from -12 to +14 hours, so the day starts between these two.
  const [before, after] = [midnight - 15 * hour, midnight + 13 * hour];
  const [offsetBefore, offsetAfter] = [offsetAt(before, zone), offsetAt(after, zone)];
  if (offsetBefore === offsetAfter) return midnight - offsetBefore;
  const jump = findJump({ before, after, zone });
  if (midnight - offsetBefore < jump) return midnight - offsetBefore;
  return Math.max(midnight - offsetAfter, jump);
}

/** The stretches of `day` in `zone`, in order: one, two on a day the clocks change, none on a day left out. */
export function stretchesOf(day: string, zone: string): readonly Stretch[] {
  const [from, to] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
  if (from === to) return [];
  const [offsetBefore, offsetAfter] = [offsetAt(from, zone), offsetAt(to - second, zone)];
  if (offsetBefore === offsetAfter) return [{ from, to, offset: offsetBefore }];
  const jump = findJump({ before: from, after: to - second, zone });
  return [
    { from, to: jump, offset: offsetBefore },
    { from: jump, to, offset: offsetAfter },
  ];
}

/**
 * The instant at which the wall in `zone` shows `secondOfDay` on `day`. What it shows twice is the first time; what the
 * clock jumps over counts from before the jump, so that 02:30 becomes 03:30 (RFC 5545, 3.3.5, and Java's and
 * Temporal's "compatible"): a session someone put there still gets its whole length.
 */
export function instantOnWall({ day, secondOfDay }: WallTime, zone: string): Instant {
  const wall = midnightAsUtc(day) + secondOfDay * second;
  const before = wall - offsetAt(wall - 15 * hour, zone);
  const after = wall - offsetAt(wall + 13 * hour, zone);
  const [first, last] = [Math.min(before, after), Math.max(before, after)];
  const isShown = (instant: Instant) => instant + offsetAt(instant, zone) === wall;
  if (isShown(first)) return first;
  return isShown(last) ? last : before;
}

/** False for what the clock in `zone` jumps over. */
export function isOnWall(time: WallTime, zone: string): boolean {
  const instant = instantOnWall(time, zone);
  return localDayOf(instant, zone) === time.day && localSecondOf(instant, zone) === time.secondOfDay;
}

/** What a wall clock and the calendar beside it show. */
export interface WallTime {
  readonly day: string;
  readonly secondOfDay: number;
}

/** Midnight of `day` as if the wall showed UTC: what readings of the wall are counted from. */
export function midnightAsUtc(day: string): Instant {
  const midnight = parseInstant(`${day}T00:00:00Z`);
  if (midnight === null) throw new Error(`"${day}" is not a calendar day`);
  return midnight;
}

/** True when `name` is a zone of the database by its full name ("Europe/Berlin", "UTC"). */
export function isZone(name: string): boolean {
  // Intl also takes "EST" (today Panama's time) and "+02:00"; neither says when the clocks of a place change.
  if (name !== 'UTC' && !/^[A-Za-z_]+\/[A-Za-z_+\-0-9/]+$/.test(name)) return false;
  return attempt(() => readerFor(name)) !== null;
}

/** The first whole second of the later offset, when the offset changes once between `before` and `after`. */
function findJump({ before, after, zone }: { before: Instant; after: Instant; zone: string }): Instant {
  const offsetAfter = offsetAt(after, zone);
  let [low, high] = [before, after];
  while (high - low > second) {
    const middle = low + Math.floor((high - low) / second / 2) * second;
    if (offsetAt(middle, zone) === offsetAfter) high = middle;
    else low = middle;
  }
  return high;
}

/** How far the wall in `zone` is ahead of UTC. */
function offsetAt(instant: Instant, zone: string): Milliseconds {
  const whole = Math.floor(instant / second) * second;
  const [, month, dayOfMonth, year, hours, minutes, seconds] =
    /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(readerFor(zone).format(whole)) ?? [];
  const timeOfDay = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
  return midnightAsUtc(`${year?.padStart(4, '0')}-${month}-${dayOfMonth}`) + timeOfDay - whole;
}

// Making a formatter takes some 50 µs, reading with it 1 µs.
const readerFor = memoize(
  (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);
