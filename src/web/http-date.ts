import { type Instant, parseInstant, second } from '../base/instant.ts';

/** The date in an HTTP header, "Tue, 14 Nov 2017 09:00:00 GMT"; null for anything else (RFC 9110, 5.6.7). */
export function readHttpDate(text: string): Instant | null {
  const parts =
    /^\s*(?:[a-z]{3},\s*)?(\d{1,2})[ -]([a-z]{3})[ -](\d{4})\s+(\d\d:\d\d:\d\d)\s+(?:GMT|UTC)\s*$/i.exec(
      text,
    );
  if (!parts) return null;
  const [, day = '', name = '', year = '', time = ''] = parts;
  const month = months.indexOf(name.toLowerCase()) + 1;
  return parseInstant(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The instant a Retry-After header names, in seconds from `now` or as a date; null when it says neither. */
export function readRetryAfter(header: string, now: Instant): Instant | null {
  const seconds = /^\s*(\d{1,15})\s*$/.exec(header)?.[1];
  return seconds === undefined ? readHttpDate(header) : now + Number(seconds) * second;
}
