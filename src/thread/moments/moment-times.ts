import type { Instant } from '../../base/instant.ts';
import { localDayOf, midnightAsUtc } from '../../coverage/zoned-time.ts';

/** "10:00 PST", with the day where it is not `today`: as the language writes it, on the clocks of the event. */
export function tellSessionTime(
  instant: Instant,
  { zone, language, today }: { zone: string; language: string; today: string | null },
): string {
  const time = `${tellClock(instant, { zone, language })} ${zoneNameOf(instant, zone)}`;
  const day = localDayOf(instant, zone);
  return day === today ? time : `${tellDay(day, language)}, ${time}`;
}

/** "10:00": within a programme, whose day and zone are known. */
export function tellClock(instant: Instant, { zone, language }: { zone: string; language: string }): string {
  const clock = formatFor(language, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return clock.format(instant);
}

/** "Tuesday, 14 November". */
export function tellDay(day: string, language: string): string {
  const format = formatFor(language, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
  return format.format(midnightAsUtc(day));
}

/** "14 – 15 November 2017". */
export function tellDays(
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  language: string,
): string {
  const format = formatFor(language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return format.formatRange(midnightAsUtc(firstDay), midnightAsUtc(lastDay));
}

/** en-US names North American zones ("PST"); elsewhere the offset says more than a local abbreviation. */
function zoneNameOf(instant: Instant, zone: string): string {
  const parts = formatFor('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

// Making a format costs a thousand times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key);
  if (known) return known;
  // "en" alone would be American, with its month before the day.
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
  formats.set(key, made);
  return made;
}
