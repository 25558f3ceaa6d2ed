import { createTask, parse } from 'node-cron';
import { day as dayLength, type Instant, toDate } from '../base/instant.ts';
import { memoize } from '../base/memoize.ts';
import { firstReadingIn, type Readings } from './wall-clock.ts';
import { addDays, localDayOf, midnightAsUtc } from './zoned-time.ts';

/**
 * The first instant after `after` and before `until` at which `line` is due in `zone`; null when there is none.
 *
 * node-cron decides what a line means: its fields, and by its own matcher the days they name. Which instants those
 * readings of the wall are is ours, because node-cron counts from the machine's clock only, drops what the clock jumps
 * over, and passes once through an hour that comes twice (version 4.6.0, checked 2026-11). Ours is:
 *
 * - a reading the clock jumps over is due at the jump;
 * - in an hour that comes twice, a line due every hour or several times an hour keeps its interval through both, any
 *   other line is due the first time only.
 *
 * Both so that a night of changed clocks loses no line and doubles none. Where croner, cron-parser, cronosjs and cron
 * agree (69 of 96 cases in zones with odd changes, checked 2026-11) this is the same; where they differ it is mostly
 * what croner does.
 */
export function nextRun(
  line: string,
  { after, until, zone }: { after: Instant; until: Instant; zone: string },
): Instant | null {
  const { readings, isDueOn, months } = understand(line);
  let day = localDayOf(after, zone);
  const lastDay = localDayOf(until, zone);
  while (day <= lastDay) {
    if (!months.has(day.slice(5, 7))) {
      day = firstOfNextMonth(day);
      continue;
    }
    const instant = isDueOn(day) ? firstReadingIn(day, { readings, after, zone }) : null;
    if (instant !== null) return instant < until ? instant : null;
    day = addDays(day, 1);
  }
  return null;
}

interface Understood {
  readonly readings: Readings;
  readonly isDueOn: (day: string) => boolean;
  /** "01" to "12". */
  readonly months: ReadonlySet<string>;
}

const understand = memoize((line: string): Understood => {
  const fields = parse(line);
  const countTwice = fields.hour.length === 24 || fields.minute.length > 1;
  return {
    readings: { from: (secondOfDay) => firstTime(fields, secondOfDay), countTwice },
    isDueOn: dayMatcher(fields),
    months: new Set(fields.month.map((month) => String(month).padStart(2, '0'))),
  };
});

type Fields = ReturnType<typeof parse>;

/** The fields' first time of day at or after `secondOfDay`. */
function firstTime(fields: Fields, secondOfDay: number): number | null {
  const [hourNow, minuteNow] = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60];
  for (const hour of ascending(fields.hour)) {
    if (hour < hourNow) continue;
    for (const minute of ascending(fields.minute)) {
      if (hour === hourNow && minute < minuteNow) continue;
      for (const second of ascending(fields.second)) {
        const time = hour * 3600 + minute * 60 + second;
        if (time >= secondOfDay) return time;
      }
    }
  }
  return null;
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other);
}

/** Asks node-cron, at noon UTC of the day in question, so that last days, nth weekdays and the like stay its own. */
function dayMatcher({ dayOfMonth, month, dayOfWeek }: Fields): (day: string) => boolean {
  const noon = `0 0 12 ${dayOfMonth.join(',')} ${month.join(',')} ${dayOfWeek.join(',')}`;
  const task = createTask(noon, () => {}, { timezone: 'UTC' });
  // It is never started; destroying it takes it off node-cron's list of tasks and leaves the matcher.
  void task.destroy();
  return (day) => task.match(toDate(midnightAsUtc(day) + dayLength / 2));
}

function firstOfNextMonth(day: string): string {
  return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}
