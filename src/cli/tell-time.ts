import { type Instant, toDate } from '../base/instant.ts';

/** "Tue 14 Nov 09:01 PST": a time as people at the event would say it. */
export function tellTime(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(toDate(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('hour')}:${part('minute')} ${zoneName(instant, zone)}`;
}

/** en-US names North American zones ("PST"); elsewhere the offset says more than a local abbreviation. */
function zoneName(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    toDate(instant),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
