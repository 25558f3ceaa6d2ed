import { foldText } from '../base/folded-text.ts';
import { type Instant, instantInUtc, minute } from '../base/instant.ts';
import { monthOf } from './month-names.ts';
import { readZone } from './zone-offset.ts';

/**
 * When a feed says something happened: ISO 8601, RFC 822 with its usual errors, seconds since the epoch, ordinals,
 * months in the languages of `monthOf`, Chinese, Japanese and Korean days. A day without a time is its first moment; a time without a zone is UTC. Null for
 * what no calendar holds, and for years before 1970, which are always a default some program forgot to fill in.
 */
export function readFeedDate(text: string): Instant | null {
  return readUsualDate(text) ?? readAnyDate(text);
}

/** RFC 822 as RSS prescribes it: most dates are so, and a poll brings thirty. */
function readUsualDate(text: string): Instant | null {
  const [, day, month = '', year, hour = '', minutes = '', second = '', zone = ''] = usual.exec(text) ?? [];
  const named = namedParts(day, month.toLowerCase(), year);
  return (
    named &&
    instantOf(named, { hour: +hour, minute: +minutes, second: +second, offsetMinutes: readZone(zone) })
  );
}

const usual =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):([0-5]\d) (GMT|[+-]\d{4})$/;

function readAnyDate(text: string): Instant | null {
  const words = withoutSigns(foldText(text.slice(0, 100)).trim());
  if (/^\d{9,13}$/.test(words)) return epochInstant(words);
  const compact = /^(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?(.*))?$/.exec(words);
  const day = compact ? numericDay(compact[1], compact[2], compact[3]) : readDay(words);
  if (day === null) return null;
  if (!compact) return instantOf(day, readTime(words));
  const [, , , , hour = '0', minutes = '0', seconds = '0', zone = ''] = compact;
  return instantOf(day, { hour: +hour, minute: +minutes, second: +seconds, offsetMinutes: readZone(zone) });
}

/** "2017年12月22日 下午3:09" and its Korean twin as ISO and English would write them. */
function withoutSigns(words: string): string {
  return /[年년]|오[전후]|[上下]午/.test(words)
    ? words
        .replace(/\s*[年月년월]\s*/g, '-')
        .replace(/[日일]/g, ' ')
        .replace(/(오후|下午)\s*([\d:]+)/, '$2 pm')
        .replace(/(오전|上午)\s*([\d:]+)/, '$2 am')
    : words;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offsetMinutes: number;
}

function epochInstant(digits: string): Instant {
  return digits.length > 11 ? Number(digits) : Number(digits) * 1000;
}

function readDay(words: string): Day | null {
  const isoDay = /(?:^|[^\d])(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/.exec(words);
  if (isoDay) return numericDay(isoDay[1], isoDay[2], isoDay[3] ?? '1');
  const ordinal = /^(\d{4})-?(\d{3})(?!\d)/.exec(words);
  if (ordinal) return dayOfYear(Number(ordinal[1]), Number(ordinal[2]));
  return namedDay(words) ?? writtenDay(words) ?? shortDay(words) ?? yearOnly(words);
}

/** "1 January 2004", "1er janvier 2004", "22. Dezember 2017", "January 1st, 2004", "Thu Jan 1 19:48:21 2004". */
function namedDay(words: string): Day | null {
  const dayFirst =
    /(?:^|[^\d:])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s/-]+(?:de\s+)?(\p{L}{3,10})\.?[\s,/-]+(?:de[l]?\s+)?(\d{4}|\d\d(?!:))(?!\d)/u.exec(
      words,
    );
  if (dayFirst) return namedParts(dayFirst[1], dayFirst[2], dayFirst[3]);
  const monthFirst =
    /(?:^|\P{L})(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4})(?!\d)|[,\s]+[\d:]+\s+(?:(?:[a-z]+|[+-][\d:]+)\s+)?(\d{4})(?!\d))/u.exec(
      words,
    );
  if (monthFirst) return namedParts(monthFirst[2], monthFirst[1], monthFirst[3] ?? monthFirst[4]);
  const monthOnly = /(?:^|\s)(\p{L}{3,10})\s+(\d{4})(?!\d)/u.exec(words);
  return monthOnly ? namedParts('1', monthOnly[1], monthOnly[2]) : null;
}

function namedParts(day: string | undefined, name: string | undefined, year: string | undefined): Day | null {
  const month = monthOf(name ?? '');
  return month === null ? null : numericDay(year, String(month), day);
}

/** "22.12.2017" is day first; "12/22/2017" is month first unless only the other order exists. */
function writtenDay(words: string): Day | null {
  const dotted = /(?:^|[^\d])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)(?!\d)/.exec(words);
  if (dotted) return numericDay(dotted[3], dotted[2], dotted[1]);
  const slashed = /(?:^|[^\d])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/.exec(words);
  if (!slashed) return null;
  return numericDay(slashed[3], slashed[1], slashed[2]) ?? numericDay(slashed[3], slashed[2], slashed[1]);
}

/** ISO 8601 as it was before 2004: "03-12-31". */
function shortDay(words: string): Day | null {
  const short = /^(\d\d)-(\d\d)-(\d\d)(?!\d)/.exec(words);
  return short ? numericDay(short[1], short[2], short[3]) : null;
}

function yearOnly(words: string): Day | null {
  return /^\d{4}$/.test(words) ? numericDay(words, '1', '1') : null;
}

function numericDay(year = '', month = '', day = ''): Day | null {
  // RFC 2822, 4.3: two digits up to 49 are this century's.
  const fullYear = year.length > 2 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  const found = { year: fullYear, month: Number(month), day: Number(day) };
  return isRealDay(found) ? found : null;
}

function isRealDay({ year, month, day }: Day): boolean {
  return year >= 1970 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function dayOfYear(year: number, ordinal: number): Day | null {
  let month = 1;
  let day = ordinal;
  while (month <= 12 && day > daysIn(year, month)) {
    day -= daysIn(year, month);
    month += 1;
  }
  const found = { year, month, day };
  return isRealDay(found) ? found : null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function readTime(words: string): Time | null {
  const time =
    /(?<!\d)(\d{1,2})[:h](\d\d)(?::(\d\d?)(?:[.,]\d+)?)?\s*(?:([ap])\.?m\b\.?)?(.*)$/.exec(words) ??
    /(?<![\d.])(\d{1,2})\.(\d\d)()\s*([ap])\.?m\b\.?(.*)$/.exec(words) ??
    /\dt(\d\d)()()()(?![\d.])(.*)$/.exec(words) ??
    /\dt(\d\d)\.(\d\d)\.(\d\d)()(.*)$/.exec(words);
  if (!time) return null;
  const [, hour = '', minutes = '', seconds = '0', half, rest = ''] = time;
  const shift = half === 'p' && Number(hour) < 12 ? 12 : half === 'a' && Number(hour) === 12 ? -12 : 0;
  return {
    hour: Number(hour) + shift,
    minute: Number(minutes),
    second: Math.min(59, Number(seconds)),
    offsetMinutes: readZone(rest),
  };
}

function instantOf(day: Day, time: Time | null): Instant | null {
  const at = time ?? midnight;
  const secondOfDay = at.hour * 3600 + at.minute * 60 + at.second;
  // The end of a day may be written as its hour 24.
  if (at.minute > 59 || secondOfDay > 24 * 3600) return null;
  return instantInUtc(day, at) - at.offsetMinutes * minute;
}

const midnight: Time = { hour: 0, minute: 0, second: 0, offsetMinutes: 0 };
