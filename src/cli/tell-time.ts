import { type Instant, toDate } from '../base/instant.ts';
import { memoize } from '../base/memoize.ts';

/** "Tue 14 Nov 09:01 PST": a time as people at the event would say it. */
export function tellTime(instant: Instant, zone: string): string {
  const { clock, zoneName } = formatsFor(zone);
  const parts = clock.formatToParts(toDate(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  const named = zoneName.formatToParts(toDate(instant)).find(({ type }) => type === 'timeZoneName');
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('hour')}:${part('minute')} ${named?.value ?? zone}`;
}

/** "Tuesday 14 November 2017": a day as people at the event would say it. */
export function tellDay(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full' })
    .format(toDate(instant))
    .replace(',', '');
}

interface Formats {
  readonly clock: Intl.DateTimeFormat;
  /** en-US names North American zones ("PST"); elsewhere the offset says more than a local abbreviation. */
  readonly zoneName: Intl.DateTimeFormat;
}

// Making a format costs a thousand times what using it does.
const formatsFor = memoize(
  (zone: string): Formats => ({
    clock: new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: '2-digit',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
    zoneName: new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }),
  }),
);
