/** A point in time: milliseconds since the epoch, UTC. Every time in the program is one of these. */
export type Instant = number;

/** A stretch of time in milliseconds. */
export type Milliseconds = number;

export const second: Milliseconds = 1000;
export const minute: Milliseconds = 60 * second;
export const hour: Milliseconds = 60 * minute;
export const day: Milliseconds = 24 * hour;

/** Before all that was ever due. */
export const longAgo: Instant = Number.MIN_SAFE_INTEGER;

/** ISO 8601 in UTC with milliseconds, as every store column, log line and payload writes it. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Reads an ISO 8601 time with zone; null when it is not one. Feeds' own date forms are read in feed/. */
export function parseInstant(text: string): Instant | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}

/** The instant at which clocks in UTC show this; months count from 1, and what is beyond its range carries over. */
export function instantInUtc(
  on: { readonly year: number; readonly month: number; readonly day: number },
  at: { readonly hour: number; readonly minute: number; readonly second: number },
): Instant {
  return Date.UTC(on.year, on.month - 1, on.day, at.hour, at.minute, at.second);
}

/** `time` as a JavaScript Date, for the libraries that take nothing else. */
export function toDate(time: Instant): Date {
  return new Date(time);
}
