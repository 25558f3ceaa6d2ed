import { type Instant, parseInstant, second } from '../base/instant.ts';

/**
 * The date in an HTTP header, in any of the three forms that a recipient must read (RFC 9110, 5.6.7): "Tue, 14 Nov 2017
 * 09:00:00 GMT", "Tuesday, 14-Nov-17 09:00:00 GMT" and "Tue Nov 14 09:00:00 2017". Null for anything else.
 */
export function readHttpDate(text: string): Instant | null {
  const {
    day = '',
    name = '',
    year = '',
    time = '',
  } = (usual.exec(text) ?? asctime.exec(text))?.groups ?? {};
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  return parseInstant(`${fullYear(year)}-${twoDigits(String(month))}-${twoDigits(day.trim())}T${time}Z`);
}

const usual =
  /^\s*(?:[a-z]{3,9},\s*)?(?<day>\d{1,2})[ -](?<name>[a-z]{3})[ -](?<year>\d{4}|\d{2})\s+(?<time>\d\d:\d\d:\d\d)\s+(?:GMT|UTC)\s*$/i;

const asctime = /^\s*[a-z]{3} (?<name>[a-z]{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})\s*$/i;

/** By the letter "70" would mean 2070; servers that write it mean 1970, as in "expired long ago". */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 70 ? `20${year}` : `19${year}`;
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The instant a Retry-After header names, in seconds from `now` or as a date; null when it says neither. */
export function readRetryAfter(header: string, now: Instant): Instant | null {
  const seconds = /^\s*(\d{1,15})\s*$/.exec(header)?.[1];
  return seconds === undefined ? readHttpDate(header) : now + Number(seconds) * second;
}
